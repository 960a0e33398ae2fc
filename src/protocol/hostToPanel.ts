import * as v from 'valibot';
import {
  expectationFields,
  unrolledFields,
  type Expectation,
  type Unrolled,
} from './biasCorrection';
import { checkViewSchema, type CheckView } from './checkView';
import { differenceFields, type DifferenceView } from './difference';
import { highlightFields, type Stretch } from './highlight';
import {
  histogramFields,
  leafMapFields,
  standingOutFields,
  type Histogram,
  type LargestRate,
  type StandingOut,
} from './leavesView';
import { planeSchema, stepInPlaneFields, type Plane, type StepInPlane } from './landscape';
import {
  extremumFields,
  extremumQuestionFields,
  type Extremum,
  type ExtremumQuestion,
} from './extremum';
import { mostMarks } from './marks';
import { maxBuckets, type LineId } from './panelToHost';
import type { Landscape } from './run';
import { smoothingSchema } from './smoothing';
import { runListFields, type RunItem } from './runList';
import { runViewSchema, type RunView } from './runView';
import { count as index, floats, landscapeSchema, text } from './schema';
import { tableRowsFields, type TableRows } from './table';

/** What the host says to the panel. */
export type HostToPanel =
  /** First of all: the panel's own words by key. */
  | { type: 'strings'; locale: string; strings: Record<string, string> }
  /** A gradient check that the panel shows in place of the run; null: the run again. */
  | { type: 'check'; check: CheckView | null }
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
  /** The same of the step under the pointer. */
  | {
      type: 'peek';
      run: number;
      step: number;
      coordinates: number[];
      values: Record<string, Float64Array>;
    }
  /**
   * The path as it falls onto a plane, thinned: step, x, y, step, x, y … `explained` is the share
   * of the path's variance that principal components have; null of two coordinates.
   */
  | { type: 'path'; run: number; plane: Plane; points: Float64Array; explained: number | null }
  /**
   * Null where none could be had; the panel then says so. While it is `coarse`, a finer one of the
   * same request follows.
   */
  | {
      type: 'landscape';
      run: number;
      request: number;
      plane: Plane;
      landscape: Landscape | null;
      coarse: boolean;
    }
  | ({ type: 'stepInPlane'; run: number; plane: Plane } & StepInPlane)
  /** `values` leaf by leaf; of at most `columns` columns there are fewer where steps are. */
  | {
      type: 'leafMap';
      run: number;
      series: string;
      from: number;
      to: number;
      columns: number;
      values: Float64Array;
    }
  | { type: 'histograms'; run: number; leaf: number; step: number; histograms: Histogram[] }
  | {
      type: 'standingOut';
      run: number;
      step: number;
      lists: StandingOut[];
      /** Null where there are no effective learning rates. */
      largestRate: LargestRate | null;
    }
  /** The coordinates of the parameter that the caret is on in the code. */
  | { type: 'highlight'; run: number; stretches: Stretch[] }
  /** The runs of the shown run's objective, newest first, and what can be had back. */
  | { type: 'runs'; run: number; items: RunItem[]; removed: string | null }
  /** Rows of the table. */
  | ({ type: 'table'; run: number } & TableRows)
  | ({ type: 'extremum'; run: number } & ExtremumQuestion & Extremum)
  | { type: 'losses'; run: number; steps: number[]; losses: Float64Array }
  /** The table of a step is on the clipboard; how many rows of it, where it is one of tabs. */
  | { type: 'copied'; run: number; step: number; rows?: number }
  /** Why a wish of a moving hand cannot be run, as a sentence. */
  | { type: 'whatIfProblem'; run: number; request: number; text: string }
  | ({ type: 'unrolled'; run: number; coordinate: number } & Unrolled)
  | ({ type: 'expectation'; run: number } & Expectation)
  | ({ type: 'difference'; run: number; other: number } & DifferenceView);

const run = index;

/** Points of whole pairs (or triples), and no more of them than buckets can give. */
const points = (size: number, max: number) =>
  v.pipe(
    floats,
    v.check((data) => data.length % size === 0 && data.length <= size * max),
  );

const hostToPanel = v.variant('type', [
  v.object({
    type: v.literal('strings'),
    locale: text(64),
    strings: v.record(text(256), text(4096)),
  }),
  v.object({ type: v.literal('check'), check: v.nullable(checkViewSchema) }),
  v.object({ type: v.literal('run'), view: runViewSchema }),
  v.object({ type: v.literal('cursor'), run, step: index }),
  v.object({
    type: v.literal('lines'),
    run,
    request: index,
    from: index,
    to: index,
    lines: v.pipe(
      v.array(
        v.object({
          series: text(64),
          index,
          smoothing: v.optional(smoothingSchema),
          points: points(2, 2 * maxBuckets),
        }),
      ),
      v.maxLength(256),
    ),
  }),
  v.object({
    type: v.literal('peek'),
    run,
    step: index,
    coordinates: v.pipe(v.array(index), v.maxLength(256)),
    values: v.record(text(64), floats),
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
    ...{ type: v.literal('path'), run, plane: planeSchema, points: points(3, 10_000) },
    explained: v.nullable(v.number()),
  }),
  v.object({
    ...{ type: v.literal('landscape'), run, request: index, plane: planeSchema },
    ...{ landscape: v.nullable(landscapeSchema), coarse: v.boolean() },
  }),
  v.object({ type: v.literal('stepInPlane'), run, plane: planeSchema, ...stepInPlaneFields }),
  v.object({ type: v.literal('leafMap'), run, ...leafMapFields }),
  v.object({ type: v.literal('histograms'), run, ...histogramFields }),
  v.object({ type: v.literal('standingOut'), run, ...standingOutFields }),
  v.object({ type: v.literal('extremum'), run, ...extremumQuestionFields, ...extremumFields }),
  v.object({
    type: v.literal('losses'),
    run,
    steps: v.pipe(v.array(index), v.maxLength(mostMarks)),
    losses: floats,
  }),
  v.object({ type: v.literal('highlight'), run, ...highlightFields }),
  v.object({ type: v.literal('runs'), run, ...runListFields }),
  v.object({ type: v.literal('table'), run, ...tableRowsFields }),
  v.object({
    type: v.literal('whatIfProblem'),
    run: index,
    request: index,
    text: text(4096),
  }),
  v.object({ type: v.literal('copied'), run, step: index, rows: v.optional(index) }),
  v.object({ type: v.literal('unrolled'), run, coordinate: index, ...unrolledFields }),
  v.object({ type: v.literal('expectation'), run, ...expectationFields }),
  v.object({ type: v.literal('difference'), run, other: run, ...differenceFields }),
]);

/** The webview's end of the check: the message, or null where it is none of ours. */
export function parseHostMessage(data: unknown): HostToPanel | null {
  const result = v.safeParse(hostToPanel, data);
  return result.success ? result.output : null;
}
