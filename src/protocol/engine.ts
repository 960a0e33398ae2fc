import * as v from 'valibot';
import {
  checkedPointSchema,
  checkHeaderSchema,
  type CheckedPoint,
  type CheckHeader,
} from './gradientCheck';
import type { Message } from './message';
import type { Evaluate, OptimizerBundle, SourceBundle } from './objective';
import { optimizerFields, type OptimizerSpec } from './optimizer';
import type { GradientSource, Landscape, RunError, RunHeader, RunState } from './run';
import {
  anyNumber,
  count,
  floats,
  landscapeSchema,
  leafSchema,
  seriesSchema,
  text,
} from './schema';
import { sharpnessFields, type SharpnessPoints } from './sharpness';

/** Hard ends of what settings may ask for; settings are clamped to them, whoever wrote them. */
export interface Limits {
  /** Megabytes of resident memory of the engine process. */
  memory: number;
  /** Milliseconds for one evaluation of the objective. */
  evaluationTime: number;
  /** Megabytes (10⁶ bytes) that the numbers of a run may take; 1,024 if nothing is said. */
  traceSize?: number;
}

interface Job {
  run: number;
  /** Random text; every message of the run carries it, so that frames of a dead run are dropped. */
  token: string;
  bundle: SourceBundle;
  seed: number;
  /** One JSON value per argument without the context, in place of the defaults. */
  start: unknown[] | null;
  limits: Limits;
  /** Another job of the same code may follow at once: the process stays for it a while. */
  stays?: boolean;
}

/** Where a run that was traced before is taken up again. */
export interface Resume {
  /** The run that wrote this. */
  run: number;
  /** Steps behind; the first that is computed is the next one. */
  step: number;
  /** θ after that step. */
  theta: Float64Array;
  /** The optimizer's slots after that step, by name. */
  state: Record<string, Float64Array>;
  /** What made the run's gradient after its first steps, against which compiled code is checked. */
  gradient: GradientSource;
  /** The step from which it was numerical, where it was not so from the start. */
  numericalFrom?: number;
  /**
   * Set where the same run is computed once more: the last step wanted. Nothing is printed then,
   * and there is no final loss.
   */
  until?: number;
}

export interface TraceJob extends Job, OptimizerSpec {
  type: 'trace';
  steps: number;
  resume?: Resume;
  /** θ is projected onto [lower, upper] after each step. */
  bounds: [number, number] | null;
  /** The user's own optimizer, where `optimizer` names one: `./mine.ts#myAdam`. */
  own?: OptimizerBundle;
  /** How often `bundle.evaluated` is evaluated. */
  evaluate?: Evaluate;
}

/**
 * The loss alone (or what is evaluated beside it, where there is such a function) over a grid of two
 * coordinates, the others as in `theta`, the context at `step`. Or over a plane: with `directions`,
 * θ is `theta` + x·d₁ + y·d₂.
 */
export interface LandscapeJob extends Job {
  type: 'landscape';
  theta: Float64Array;
  coordinates: [number, number] | null;
  directions?: [Float64Array, Float64Array];
  x: [number, number];
  y: [number, number];
  nx: number;
  ny: number;
  /** Points a side of coarser grids that are sent before it, ascending. */
  coarse?: number[];
  step: number;
}

/** The exact gradient against differences of the loss, at the start and at seeded points around it. */
export interface CheckJob extends Job {
  type: 'check';
  /** The start among them. */
  points: number;
  /** The points lie within. */
  bounds: [number, number] | null;
}

/** The sharpness of steps that were traced before; see engine/sharpness.ts. */
export interface SharpnessJob extends Job {
  type: 'sharpness';
  points: SharpnessPoints;
}

export type AnyJob = TraceJob | LandscapeJob | CheckJob | SharpnessJob;

export type HostToEngine =
  | AnyJob
  /** The host has taken a frame in; the next may come. */
  | { type: 'credit'; run: number }
  | { type: 'cancel'; run: number };

/** Every message the engine process may send. The host believes none of them unseen. */
export type EngineToHost =
  /** First of all; proves what the permission model really denies. */
  | { type: 'hello'; isolated: boolean; node: string; v8: string }
  | ({ type: 'ready'; token: string } & Omit<RunHeader, 'objective' | 'file'>)
  /**
   * `data`: rows of the stored series from `firstStep` on, row-major; where the header names
   * checkpoints, of what is kept at every step, and `full` has the full rows among them.
   */
  | {
      type: 'frame';
      run: number;
      token: string;
      firstStep: number;
      data: Float64Array;
      full?: Float64Array;
    }
  | { type: 'console'; run: number; token: string; level: string; text: string }
  /** Remarks that do not end the run: kinks, eps = 0, a mutated argument, non-determinism. */
  | { type: 'note'; run: number; token: string; message: Message }
  /** `pace`: milliseconds per evaluation of late; null until it is known. */
  | {
      type: 'heartbeat';
      run: number;
      token: string;
      step: number;
      memory: number;
      pace: number | null;
    }
  | { type: 'landscape'; run: number; token: string; landscape: Landscape }
  | { type: 'sharpness'; run: number; token: string; values: Float64Array }
  | { type: 'checking'; run: number; token: string; header: CheckHeader }
  | { type: 'checked'; run: number; token: string; point: CheckedPoint }
  /** `stays`: the process waits for another job of the same code. */
  | ({ type: 'end'; run: number; token: string; stays?: boolean } & RunEnd)
  /** A process that was kept cannot do the job as a new one would; nothing of it is begun. */
  | { type: 'unfit'; run: number; token: string };

export interface RunEnd {
  state: Exclude<RunState, 'running'>;
  /** Steps completed. */
  step: number;
  /** f at the last θ; null where it could not be evaluated. */
  finalLoss: number | null;
  error: RunError | null;
  /** Evaluations of the objective and the milliseconds they took, for "ms per evaluation". */
  evaluations: number;
  milliseconds: number;
  /** Of one evaluation of what is evaluated beside the loss, on average. */
  millisecondsPerEvaluated?: number;
}

const finitePositive = v.pipe(v.number(), v.finite(), v.minValue(0));
const envelope = { run: count, token: text(64) };

const place = v.object({
  file: text(4096),
  line: count,
  column: count,
  endLine: v.optional(count),
  endColumn: v.optional(count),
});
export const messageSchema = v.object({
  code: text(64),
  arguments: v.pipe(v.array(v.union([text(4096), anyNumber])), v.maxLength(16)),
  place: v.optional(place),
});
/** A series that the optimizer does not have. */
export const absentSchema = v.object({ name: text(64), symbol: text(64), reason: messageSchema });
export const evaluatedSchema = v.object({
  name: text(4096),
  every: v.pipe(count, v.minValue(1)),
  start: anyNumber,
});
export const checkpointsSchema = v.object({ every: v.pipe(count, v.minValue(2)) });
export const forkSchema = v.object({
  run: count,
  step: count,
  anew: v.boolean(),
  state: v.record(text(64), floats),
});
const error = v.object({ message: messageSchema, step: count });

const engineToHost = v.variant('type', [
  v.object({ type: v.literal('hello'), isolated: v.boolean(), node: text(64), v8: text(64) }),
  v.object({
    type: v.literal('ready'),
    ...envelope,
    ...optimizerFields,
    steps: count,
    seed: v.number(),
    gradientSource: v.picklist(['compiled', 'tape', 'numerical']),
    leaves: v.array(leafSchema),
    start: floats,
    series: v.array(seriesSchema),
    absent: v.array(absentSchema),
    evaluated: v.optional(evaluatedSchema),
    checkpoints: v.optional(checkpointsSchema),
    fork: v.optional(forkSchema),
  }),
  v.object({
    type: v.literal('frame'),
    ...envelope,
    firstStep: count,
    data: floats,
    full: v.optional(floats),
  }),
  v.object({ type: v.literal('console'), ...envelope, level: text(16), text: text(8192) }),
  v.object({ type: v.literal('note'), ...envelope, message: messageSchema }),
  v.object({
    type: v.literal('heartbeat'),
    ...envelope,
    step: count,
    memory: finitePositive,
    pace: v.nullable(finitePositive),
  }),
  v.object({ type: v.literal('landscape'), ...envelope, landscape: landscapeSchema }),
  v.object({ type: v.literal('sharpness'), ...envelope, ...sharpnessFields }),
  v.object({ type: v.literal('checking'), ...envelope, header: checkHeaderSchema }),
  v.object({ type: v.literal('checked'), ...envelope, point: checkedPointSchema }),
  v.object({
    type: v.literal('end'),
    ...envelope,
    state: v.picklist(['done', 'stopped', 'user-error', 'limit', 'crashed']),
    step: count,
    finalLoss: v.nullable(anyNumber),
    error: v.nullable(error),
    evaluations: count,
    milliseconds: finitePositive,
    millisecondsPerEvaluated: v.optional(finitePositive),
    stays: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('unfit'), ...envelope }),
]);

/** The message, or null where it is none of ours: the child is not believed. */
export function parseEngineMessage(data: unknown): EngineToHost | null {
  const result = v.safeParse(engineToHost, data);
  return result.success ? result.output : null;
}
