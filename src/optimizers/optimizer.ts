import type { Message } from '../protocol/message';
import type { Dialect, Hyperparameters, OptimizerSpec } from '../protocol/optimizer';
import type { AbsentSeries, Derivation, SeriesDeclaration } from '../protocol/series';
import type { Told } from './algorithm/told';
import type { Loop, LoopDeclaration } from './formula/loop';
import type { HyperparameterDeclaration } from './hyperparameter';

/** An optimizer's state: named slots of plain numbers. A copy of it is a checkpoint. */
export type State = Record<string, Float64Array>;

/** The leaves of θ as far as an optimizer cares. */
export type Leaves = readonly { name: string; length: number }[];

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
  /** The state before step 1, where θ is the start. */
  init(this: void, theta: Float64Array): State;
  update(
    this: void,
    updates: Float64Array,
    theta: Float64Array,
    t: number,
    state: State,
    next: State,
  ): void;
}

/** A series that an optimizer has beside loss, θ, g and Δθ, and how a derived one is computed. */
export interface OptimizerSeries extends SeriesDeclaration {
  derive?: Derivation;
}

/** What an optimizer's file builds it from; `H` are its hyper-parameters, complete and in bounds. */
export interface Making<H = Hyperparameters> {
  h: H;
  dialect: Dialect;
  layout: Layout;
  /** The learning rate of step t: lr times the schedule's factor. */
  rate(this: void, t: number): number;
  /** To be applied after every operation outside of `loop`: `Math.fround`, or nothing for float64. */
  round(this: void, x: number): number;
  /** What is done at every coordinate; see `compileLoop`. */
  loop(this: void, declaration: LoopDeclaration): Loop;
  /** A value of such a formula, computed as there, for the series that show it; see `numberOf`. */
  value(
    this: void,
    formula: string,
    names: readonly string[],
    constants?: Readonly<Record<string, number>>,
  ): (...numbers: number[]) => number;
  /** Decoupled decay is on, here or on other leaves: its part of Δθ is shown, be it of λ = 0. */
  decays: boolean;
  /** The series that holds g̃: `grad` where it is neither clipped nor decayed, else `gradientUsed`. */
  gradient: string;
  /** Where one step of one coordinate is looked at: hears what is done outside of `loop`. */
  told?: Told;
  /** Another optimizer with these hyper-parameters, its decay included, on the same leaves. */
  make(this: void, name: string, h: Hyperparameters): Core;
}

/**
 * What an optimizer does between g̃ and Δθ, and what it shows of that. Among `series` are, where the
 * optimizer has them, `effectiveLearningRate` and `direction`, whose product is a part of Δθ.
 */
export interface Core extends Transform {
  /** Stored series are read from the state slot of the same name. */
  series: OptimizerSeries[];
  absent: AbsentSeries[];
  /** Names of derived series that are further parts of Δθ. */
  parts?: string[];
}

/** An optimizer as lists, messages and documentation know it. */
export interface OptimizerEntry {
  name: string;
  /** As people write it: `Adam`. */
  title: string;
  citation: string;
  /** One update as the field writes it, a line each. */
  equations: string[];
  /** Those it can run in, the one that is used unasked first. */
  dialects: Dialect[];
  /** With the defaults of the first dialect. */
  hyperparameters: HyperparameterDeclaration[];
  /** Where another dialect has other defaults. */
  defaults?: Partial<Record<Dialect, Hyperparameters>>;
  /**
   * `switch`: g̃ = g + λ·θ, or decoupled as `decoupledWeightDecay` says; `decoupled`: always;
   * `own`: the optimizer has its own place for λ, or none.
   */
  decay: 'switch' | 'decoupled' | 'own';
  /** The hyper-parameter that names an optimizer within this one, whose own begin with `inner.`. */
  inner?: 'inner';
  /** Those of `hyperparameters` that a dialect does not have. */
  without?: Partial<Record<Dialect, string[]>>;
  /**
   * What is worth a word on these leaves (none: they are not known yet): a framework's known bug,
   * which is not copied, or what this optimizer cannot do there.
   */
  remarks?(h: Hyperparameters, dialect: Dialect, leaves: Leaves): Message[];
  /** What is wrong with hyper-parameters that are in bounds one by one. */
  check?(h: Hyperparameters): Message[];
  create(making: Making): Core;
}

/** An entry whose file knows the types of its hyper-parameters; the registry has checked them. */
export function define<H>(
  entry: Omit<OptimizerEntry, 'create'> & { create(making: Making<H>): Core },
): OptimizerEntry {
  return { ...entry, create: (making) => entry.create(making as unknown as Making<H>) };
}

/** An optimizer with its hyper-parameters bound, for leaves of these lengths. */
export interface Optimizer extends Transform {
  spec: OptimizerSpec;
  /** θ and g are rounded so before and after each step. */
  round(this: void, x: number): number;
  /** A whole step: takes g at θ, writes `next` and `after`, which is θ + Δθ. */
  step(
    this: void,
    theta: Float64Array,
    gradient: Float64Array,
    t: number,
    state: State,
    next: State,
    after: Float64Array,
  ): void;
  series: OptimizerSeries[];
  absent: AbsentSeries[];
}
