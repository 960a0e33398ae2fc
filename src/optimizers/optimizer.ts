import type { Derivation, SeriesDeclaration } from '../protocol/series';
import type { Hyperparameters } from '../protocol/run';

/** An optimizer's state: named slots of plain numbers. A copy of it is a checkpoint. */
export type State = Record<string, Float64Array>;

/** How the flat vector θ is divided: lengths of the leaves, in order. */
export interface Layout {
  size: number;
  leafLengths: number[];
}

/**
 * One link of a chain. `update` reads `state` and writes `next` (same slots, preallocated by
 * `init`, never the same object), reads `updates` in place of the gradient and leaves there what
 * the next link shall read; after the last link `updates` holds Δθ. Pure seen from outside: the
 * same arguments give the same bits.
 */
export interface Transform {
  init(layout: Layout): State;
  update(updates: Float64Array, theta: Float64Array, t: number, state: State, next: State): void;
}

/** A series that an optimizer has beside loss, θ, g and Δθ, and how a derived one is computed. */
export interface OptimizerSeries extends SeriesDeclaration {
  derive?: Derivation;
}

/** An optimizer with its hyper-parameters bound. */
export interface Optimizer extends Transform {
  name: string;
  hyperparameters: Hyperparameters;
  /** Stored series are read from the state slot of the same name. */
  series: OptimizerSeries[];
}
