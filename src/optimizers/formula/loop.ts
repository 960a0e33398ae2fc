import { namesIn, parseFormula, type Assignment } from './parse';
import { scalarLoop } from './scalar';
import { simdLoop } from './simd';
import type { State } from '../optimizer';

/**
 * What is done at every coordinate. `g` in the formula is what `updates` holds, `update` what is
 * left there; they are one and the same, as what comes in as g goes out as Δθ. `theta` is θ before
 * the step, and may only be read.
 */
export interface LoopDeclaration {
  formula: string;
  /** Slots of the state: read before they are assigned they are the state's, after it the next one's. */
  slots?: readonly string[];
  /** Numbers that each step gives, in this order: at most four. */
  scalars?: readonly string[];
  constants?: Readonly<Record<string, number>>;
  /** Nothing to the loop itself. */
  reading?: Reading;
}

/**
 * How the numbers that a loop is given come about, for who reads along (`algorithm/`): formulas in
 * float64 of the optimizer's hyper-parameters, of `lr` as the schedule has it, `t`, and `beta1_t`
 * for β₁ᵗ. The number given is such a formula's value, rounded once; a test holds them to the bit.
 */
export interface Reading {
  /** What gets a line of its own, and what such lines refer to. */
  where?: Readonly<Record<string, string>>;
  /** What is written in the place of its name: `1 - beta1`. */
  inPlace?: Readonly<Record<string, string>>;
  /** What formulas cannot say. */
  given?: Readonly<Record<string, Given>>;
  /** What the field calls what becomes of `update`: Δθ, if nobody says. */
  makes?: string;
}

export interface Given {
  symbol: string;
  /** As the field writes it. */
  formula: string;
  value(this: void, t: number): number;
}

/** Reads `state` and writes `next`, as a `Transform` does; allocates nothing. */
export type Loop = (
  updates: Float64Array,
  theta: Float64Array,
  state: State,
  next: State,
  ...scalars: number[]
) => void;

/** A declaration taken apart. Arrays are `update`, `theta` and the slots. */
export interface LoopPlan {
  assignments: Assignment[];
  /** Arrays whose values are needed, and those that get new ones. */
  reads: string[];
  writes: string[];
  /** Names that are neither arrays nor given. */
  temporaries: string[];
  scalars: readonly string[];
  constants: Readonly<Record<string, number>>;
}

/** From so many coordinates on, copying them to and fro costs less than two at a time save. */
export const simdSize = 48;

/**
 * The loop over all coordinates that a declaration means. In float32 every operation is rounded. In
 * float64 many coordinates are done two at a time, which gives the same bits.
 *
 * @param size how many coordinates there are
 */
export function compileLoop(
  declaration: LoopDeclaration,
  size: number,
  precision: 'float32' | 'float64',
): Loop {
  const plan = planOf(declaration);
  if (precision === 'float32' || size < simdSize) return scalarLoop(plan, precision);
  return simdLoop(plan, size);
}

/** @throws where the formula names what is not there or changes what is given */
export function planOf({
  formula,
  slots = [],
  scalars = [],
  constants = {},
}: LoopDeclaration): LoopPlan {
  const arrays = ['update', 'theta', ...slots];
  const given = new Set([...scalars, ...Object.keys(constants)]);
  const [reads, assigned] = [new Set<string>(), new Set<string>()];
  if (scalars.length > 4) throw new SyntaxError(`More than four numbers for: ${formula}`);
  const assignments = parseFormula(formula.replace(/\bg\b/g, 'update'));
  for (const { name, value } of assignments) {
    for (const read of namesIn(value)) {
      if (assigned.has(read) || given.has(read)) continue;
      if (!arrays.includes(read)) throw new SyntaxError(`Who is “${read}” in: ${formula}`);
      reads.add(read);
    }
    if (given.has(name) || name === 'theta') throw new SyntaxError(`“${name}” is not to change.`);
    assigned.add(name);
  }
  const writes = arrays.filter((name) => assigned.has(name));
  const temporaries = [...assigned].filter((name) => !arrays.includes(name));
  return { assignments, reads: [...reads], writes, temporaries, scalars, constants };
}
