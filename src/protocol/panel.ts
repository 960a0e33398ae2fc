import * as v from 'valibot';
import {
  expectationFields,
  unrolledFields,
  type Expectation,
  type Unrolled,
} from './biasCorrection';
import type { Leaf } from './leaf';
import { runStates, type GradientSource, type Landscape, type RunState } from './run';
import {
  anyNumber as number,
  count as index,
  floats,
  landscapeSchema,
  leafSchema,
  seriesSchema,
  text,
} from './schema';
import type { SeriesDeclaration } from './series';

/** One line of a chart: one series of one coordinate (or leaf; 0 for a series of the run). */
export interface LineId {
  series: string;
  index: number;
}

/** All that the panel's header shows of a run; every text is already in the user's language. */
export interface RunView {
  run: number;
  objective: string;
  optimizer: string;
  hyperparameters: { name: string; symbol: string; value: number | boolean | string }[];
  gradientSource: GradientSource | null;
  /** Steps asked for and completed. */
  steps: number;
  length: number;
  seed: number;
  state: RunState;
  stale: boolean;
  /** Empty until the engine has evaluated the start. */
  leaves: Leaf[];
  series: SeriesDeclaration[];
  /** What people look for and this optimizer does not have, with the reason as a sentence. */
  absent: { name: string; symbol: string; reason: string }[];
  /** One sentence of plain words; `action` is the label of its button, if it has one. */
  verdict: string;
  action: string | null;
  /** What ended the run early; `place` is `file:line:column`, shown as a link that posts `reveal`. */
  error: { text: string; place: string | null } | null;
  /** Remarks, each a sentence, and badges of a word or two (`non-deterministic`). */
  notes: string[];
  badges: string[];
  /** Milliseconds per evaluation once known. */
  millisecondsPerEvaluation: number | null;
  /** A known minimum from `@minimum`, flat over the coordinates. */
  minimum: number[] | null;
  /** Other runs of the same objective that the charts show behind this one. */
  overlays: Overlay[];
  /** Stretches of steps in which a coordinate oscillates. */
  oscillations: { coordinate: number; from: number; to: number }[];
  /** The run and those it is compared with, in numbers once all have ended. */
  comparison: Comparison | null;
  /** Whether “Why bias correction?” has something to explain here. */
  explainsCorrection: boolean;
}

export interface Comparison {
  /** Losses that the steps to are counted for. */
  losses: number[];
  rows: {
    run: number;
    title: string;
    state: RunState;
    lr: number;
    finalLoss: number | null;
    bestLoss: number | null;
    bestStep: number | null;
    stepsTo: (number | null)[];
    /** ‖θ − θ*‖ of the last θ and the known minimum. */
    distance: number | null;
    oscillation: string | null;
  }[];
}

/** A run behind the shown one: `without-correction`, or an optimizer that it is compared with. */
export interface Overlay {
  run: number;
  title: string;
  kind: 'without-correction' | 'compared';
  length: number;
  state: RunState;
  /** The symbol of its direction: effective learning rates compare only where these match. */
  direction: string | null;
}

export type HostToPanel =
  /** First of all: the panel's own words by key. */
  | { type: 'strings'; locale: string; strings: Record<string, string> }
  /** A run that the panel shows from now on, or what changed of it (at most 60 a second). */
  | { type: 'run'; view: RunView }
  /**
   * Where the cursor stands now. The panel's own `cursor` is answered by one too, so that it knows
   * which of its moves the host has seen.
   */
  | { type: 'cursor'; run: number; step: number }
  /**
   * The answer to `ask`: for each line x, y, x, y … of at most two points per bucket, in order of
   * x = step; NaN where there is no value.
   */
  | {
      type: 'lines';
      run: number;
      request: number;
      from: number;
      to: number;
      lines: (LineId & { points: Float64Array })[];
    }
  /**
   * Exact values at one step: of a series of coordinates one number per coordinate asked for, of
   * one of leaves all of them, of one of the run its one.
   */
  | {
      type: 'values';
      run: number;
      step: number;
      coordinates: number[];
      /** θ of row `step - 1`, same order as `coordinates`; NaN at step 0. */
      thetaBefore: Float64Array;
      values: Record<string, Float64Array>;
    }
  /** The path of two coordinates, thinned: step, x, y, step, x, y … */
  | { type: 'path'; run: number; coordinates: [number, number]; points: Float64Array }
  /** Null where none could be computed; the panel then says so. */
  | { type: 'landscape'; run: number; coordinates: [number, number]; landscape: Landscape | null }
  | ({ type: 'unrolled'; run: number; coordinate: number } & Unrolled)
  | ({ type: 'expectation'; run: number } & Expectation);

export type PanelToHost =
  | { type: 'ready' }
  | {
      type: 'ask';
      run: number;
      request: number;
      from: number;
      to: number;
      buckets: number;
      lines: LineId[];
    }
  | { type: 'askValues'; run: number; step: number; coordinates: number[] }
  | { type: 'askPath'; run: number; coordinates: [number, number] }
  | { type: 'askLandscape'; run: number; coordinates: [number, number] }
  /** v of one coordinate taken apart; and what v is expected to be, by an example. */
  | { type: 'askUnrolled'; run: number; coordinate: number; step: number }
  | { type: 'askExpectation'; run: number }
  | { type: 'cursor'; run: number; step: number }
  /** The same run without bias correction, to be shown behind this one. */
  | { type: 'withoutCorrection'; run: number }
  | { type: 'stop'; run: number }
  | { type: 'runAgain'; run: number }
  /** The button of the verdict. */
  | { type: 'try'; run: number }
  | { type: 'reveal'; run: number; target: 'objective' | 'error' };

/** Most buckets per line; more than twice a chart's pixels help nobody. */
export const maxBuckets = 500;

const run = index;
const pair = v.tuple([index, index]);
const line = v.object({ series: v.pipe(v.string(), v.maxLength(64)), index });

const panelToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('ask'),
    run,
    request: index,
    from: index,
    to: index,
    buckets: v.pipe(index, v.minValue(1), v.maxValue(maxBuckets)),
    lines: v.pipe(v.array(line), v.maxLength(256)),
  }),
  v.object({
    type: v.literal('askValues'),
    run,
    step: index,
    coordinates: v.pipe(v.array(index), v.maxLength(256)),
  }),
  v.object({ type: v.literal('askPath'), run, coordinates: pair }),
  v.object({ type: v.literal('askLandscape'), run, coordinates: pair }),
  v.object({ type: v.literal('askUnrolled'), run, coordinate: index, step: index }),
  v.object({ type: v.literal('askExpectation'), run }),
  v.object({ type: v.literal('withoutCorrection'), run }),
  v.object({ type: v.literal('cursor'), run, step: index }),
  v.object({ type: v.literal('stop'), run }),
  v.object({ type: v.literal('runAgain'), run }),
  v.object({ type: v.literal('try'), run }),
  v.object({ type: v.literal('reveal'), run, target: v.picklist(['objective', 'error']) }),
]);

/** The message, or null where it is none of ours: the webview is not believed. */
export function parsePanelMessage(data: unknown): PanelToHost | null {
  const result = v.safeParse(panelToHost, data);
  return result.success ? result.output : null;
}

/** Points of whole pairs (or triples), and no more of them than buckets can give. */
const points = (size: number, max: number) =>
  v.pipe(
    floats,
    v.check((data) => data.length % size === 0 && data.length <= size * max),
  );

const view = v.object({
  run,
  objective: text(4096),
  optimizer: text(256),
  hyperparameters: v.pipe(
    v.array(
      v.object({
        name: text(256),
        symbol: text(256),
        value: v.union([number, v.boolean(), text(256)]),
      }),
    ),
    v.maxLength(64),
  ),
  gradientSource: v.nullable(v.picklist(['compiled', 'tape', 'numerical'])),
  steps: index,
  length: index,
  seed: number,
  state: v.picklist(runStates),
  stale: v.boolean(),
  leaves: v.array(leafSchema),
  series: v.pipe(v.array(seriesSchema), v.maxLength(256)),
  absent: v.pipe(
    v.array(v.object({ name: text(64), symbol: text(64), reason: text(4096) })),
    v.maxLength(64),
  ),
  verdict: text(4096),
  action: v.nullable(text(256)),
  error: v.nullable(v.object({ text: text(16384), place: v.nullable(text(8192)) })),
  notes: v.array(text(16384)),
  badges: v.array(text(256)),
  millisecondsPerEvaluation: v.nullable(number),
  minimum: v.nullable(v.array(number)),
  overlays: v.pipe(
    v.array(
      v.object({
        run,
        title: text(256),
        kind: v.picklist(['without-correction', 'compared']),
        length: index,
        state: v.picklist(runStates),
        direction: v.nullable(text(64)),
      }),
    ),
    v.maxLength(8),
  ),
  oscillations: v.pipe(
    v.array(v.object({ coordinate: index, from: index, to: index })),
    v.maxLength(1000),
  ),
  comparison: v.nullable(
    v.object({
      losses: v.pipe(v.array(number), v.maxLength(16)),
      rows: v.pipe(
        v.array(
          v.object({
            run,
            title: text(256),
            state: v.picklist(runStates),
            lr: number,
            finalLoss: v.nullable(number),
            bestLoss: v.nullable(number),
            bestStep: v.nullable(index),
            stepsTo: v.pipe(v.array(v.nullable(index)), v.maxLength(16)),
            distance: v.nullable(number),
            oscillation: v.nullable(text(4096)),
          }),
        ),
        v.maxLength(9),
      ),
    }),
  ),
  explainsCorrection: v.boolean(),
});

const hostToPanel = v.variant('type', [
  v.object({
    type: v.literal('strings'),
    locale: text(64),
    strings: v.record(text(256), text(4096)),
  }),
  v.object({ type: v.literal('run'), view }),
  v.object({ type: v.literal('cursor'), run, step: index }),
  v.object({
    type: v.literal('lines'),
    run,
    request: index,
    from: index,
    to: index,
    lines: v.pipe(
      v.array(v.object({ series: text(64), index, points: points(2, 2 * maxBuckets) })),
      v.maxLength(256),
    ),
  }),
  v.object({
    type: v.literal('values'),
    run,
    step: index,
    coordinates: v.pipe(v.array(index), v.maxLength(256)),
    thetaBefore: floats,
    values: v.record(text(64), floats),
  }),
  v.object({
    type: v.literal('path'),
    run,
    coordinates: pair,
    points: points(3, 10_000),
  }),
  v.object({
    type: v.literal('landscape'),
    run,
    coordinates: pair,
    landscape: v.nullable(landscapeSchema),
  }),
  v.object({ type: v.literal('unrolled'), run, coordinate: index, ...unrolledFields }),
  v.object({ type: v.literal('expectation'), run, ...expectationFields }),
]);

/** The webview's end of the check: the message, or null where it is none of ours. */
export function parseHostMessage(data: unknown): HostToPanel | null {
  const result = v.safeParse(hostToPanel, data);
  return result.success ? result.output : null;
}
