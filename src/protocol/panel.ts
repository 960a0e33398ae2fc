import * as v from 'valibot';
import type { Leaf } from './leaf';
import type { GradientSource, Landscape, RunState } from './run';
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
  hyperparameters: { name: string; symbol: string; value: number | boolean }[];
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
}

export type HostToPanel =
  /** First of all: the panel's own words by key. */
  | { type: 'strings'; locale: string; strings: Record<string, string> }
  /** A run that the panel shows from now on, or what changed of it (at most 60 a second). */
  | { type: 'run'; view: RunView }
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
  /** Exact values at one step: per series one number per coordinate asked for (run series: one). */
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
  | { type: 'landscape'; run: number; coordinates: [number, number]; landscape: Landscape };

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
  | { type: 'cursor'; run: number; step: number }
  | { type: 'stop'; run: number }
  | { type: 'runAgain'; run: number }
  /** The button of the verdict. */
  | { type: 'try'; run: number }
  | { type: 'reveal'; run: number; target: 'objective' | 'error' };

/** Most buckets per line; more than twice a chart's pixels help nobody. */
export const maxBuckets = 500;

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
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
