import type { Leaf } from './leaf';
import type { Message } from './message';
import type { OptimizerSpec } from './optimizer';
import type { AbsentSeries, SeriesDeclaration } from './series';

/** `limit`: out of memory or over the time of one evaluation; the error's code says which. */
export type RunState = 'running' | 'done' | 'stopped' | 'user-error' | 'limit' | 'crashed';

export const runStates = [
  'running',
  'done',
  'stopped',
  'user-error',
  'limit',
  'crashed',
] as const satisfies RunState[];

/** The rung of the gradient ladder that a run stands on; `logged`: another program's. */
export type GradientSource = 'compiled' | 'tape' | 'numerical' | 'logged';

/** What ended a run early, and the steps completed by then. */
export interface RunError {
  message: Message;
  step: number;
}

/** What is known of a run once the engine has evaluated the start. */
export interface RunHeader extends OptimizerSpec {
  run: number;
  /** The objective's display name: `rosenbrock`, `Class.method`. */
  objective: string;
  file: string;
  /** Steps asked for. */
  steps: number;
  seed: number;
  gradientSource: GradientSource;
  leaves: Leaf[];
  /** θ of row 0, flat over the leaves; of a fork that of the step from which it goes on. */
  start: Float64Array;
  /** Stored series first, in the order in which they stand in a row of a frame. */
  series: SeriesDeclaration[];
  /** What people look for and this optimizer does not have, with the reason. */
  absent: AbsentSeries[];
  /** What is evaluated beside the loss, and its value at the start: NaN where it has none. */
  evaluated?: EvaluatedHeader;
  /** Set where not every full row is kept: those at multiples of `every` are, and those before them. */
  checkpoints?: Checkpoints;
  /** Set where another program made the run. */
  imported?: ImportedHeader;
  /**
   * Of an imported run the steps that are there, ascending from 1 on, where they are not simply 1,
   * 2, 3 …: row k is step `logged[k - 1]`. `steps` counts rows then.
   */
  logged?: Float64Array;
  /** Where it went on from another run's state; its first row is that of the next step. */
  fork?: Fork;
}

/** Where a run came from that another program has made and logged. */
export interface ImportedHeader {
  /** The name of the file, without folders. */
  file: string;
}

export interface Checkpoints {
  /** At least 2. */
  every: number;
}

/** How a run began that goes on from the state of another one. */
export interface Fork {
  /** The other run. */
  run: number;
  /** The step whose state it began with; steps count on from there. */
  step: number;
  /**
   * Whether the optimizer found nothing to go on with and began as at its step 1: bias correction
   * and the like count from the fork, the schedule counts on.
   */
  anew: boolean;
  /** The slots it began with, taken over or as they are at the start. */
  state: Record<string, Float64Array>;
}

export interface EvaluatedHeader {
  /** The function: `fullLoss`. */
  name: string;
  every: number;
  start: number;
}

/** Loss over a grid of a plane, row-major: `values[iy * nx + ix]`. */
export interface Landscape {
  x: [number, number];
  y: [number, number];
  nx: number;
  ny: number;
  values: Float64Array;
  /** The step whose θ the plane goes through and whose context the objective had. */
  step?: number;
}

/** A landscape and the two coordinates that it is of. */
export interface DrawnLandscape {
  coordinates: [number, number];
  landscape: Landscape;
}

/** How many numbers one row of a frame holds per stored series, in order. */
export function seriesWidth(
  series: Pick<SeriesDeclaration, 'per'>,
  leaves: readonly Leaf[],
): number {
  if (series.per === 'run') return 1;
  if (series.per === 'leaf') return leaves.length;
  return leaves.reduce((n, leaf) => n + leaf.length, 0);
}
