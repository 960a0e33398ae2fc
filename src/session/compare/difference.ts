import type { Trace } from '../../trace/trace';
import { formulaOf, type Formula } from './explain';
import { sharedQuantities, type Quantity } from './quantities';

/** One number in which two runs differ. */
export interface Difference {
  step: number;
  /** The series: `effectiveLearningRate`. */
  quantity: string;
  /** Index of the coordinate; where the series is one of leaves or of the run, of that. */
  index: number;
  /** The name of the coordinate or leaf; null for a quantity of the run. */
  owner: string | null;
  values: [number, number];
  /** |a − b| / max(|a|, |b|); Infinity where only one of them is a number. */
  relative: number;
}

/** How two runs of one objective part. */
export interface Parting {
  tolerance: number;
  /** Steps that both have: as far as was looked. */
  steps: number;
  /** The first step beyond the tolerance, and there the first quantity; null where they agree. */
  first: Difference | null;
  /** The first that differs at all, be it in the last bit. */
  firstBit: Difference | null;
  /**
   * What each run computed, in symbols and in numbers: of the first difference, or of the first bit
   * where that one only follows from θ. Null where there is nothing to read off: the objective made
   * it, or both say the same.
   */
  formulas: [Formula, Formula] | null;
  /** Of the last θ that both have: the largest distance of a coordinate. */
  end: Difference | null;
}

/**
 * Where two runs with the same leaves part: within a step in the order of computation, within a
 * quantity the coordinate that differs most.
 *
 * @param tolerance relative differences up to it count as none; of Δθ also two units in the last
 *   place of θ, from which Δθ is taken
 */
export function partingOf(a: Trace, b: Trace, tolerance: number): Parting {
  const steps = Math.min(a.length, b.length);
  const first = firstDifference(a, b, tolerance);
  const firstBit = firstDifference(a, b, 0);
  return {
    ...{ tolerance, steps, first, firstBit },
    formulas: formulasOf(a, b, first && !followsFromTheta(first) ? first : firstBit),
    end: differenceAt(a, b, theta(a), lastOfBoth(a, b, steps), () => 0),
  };
}

/** After step 1 loss and gradient differ only where θ does: the cause lies in the steps before. */
export function followsFromTheta({ quantity, step }: Difference): boolean {
  return step > 1 && (quantity === 'loss' || quantity === 'grad');
}

function formulasOf(a: Trace, b: Trace, at: Difference | null): [Formula, Formula] | null {
  const [ofA, ofB] = [at && formulaOf(a, at), at && formulaOf(b, at)];
  // Equations are the optimizer's, dialects differ in more: what says the same explains nothing.
  return ofA && ofB && ofA.numbers !== ofB.numbers ? [ofA, ofB] : null;
}

/** The last step whose row both have at hand. */
function lastOfBoth(a: Trace, b: Trace, steps: number): number {
  let step = steps;
  while (step > 0 && !(a.has(step) && b.has(step))) step--;
  return step;
}

function firstDifference(a: Trace, b: Trace, tolerance: number): Difference | null {
  const quantities = sharedQuantities(a, b);
  const steps = Math.min(a.length, b.length);
  const ofRunAndLeaves = quantities.filter(({ per }) => per !== 'coordinate');
  for (let step = Math.max(a.origin, b.origin) + 1; step <= steps; step++) {
    // Rows that are not at hand tell nothing of coordinates.
    const isWhole = [a, b].every((trace) => trace.has(step) && trace.has(step - 1));
    for (const quantity of isWhole ? quantities : ofRunAndLeaves) {
      const allowed = (size: number, index: number) =>
        tolerance * size +
        (tolerance > 0 && quantity.name === 'update' ? spacing(a, b, index, step) : 0);
      const found = differenceAt(a, b, quantity, step, allowed);
      if (found) return found;
    }
  }
  return null;
}

/** The index with the largest relative difference beyond what is allowed, or null. */
function differenceAt(
  a: Trace,
  b: Trace,
  { name, per, width }: Quantity,
  step: number,
  allowed: (size: number, index: number) => number,
): Difference | null {
  let found: Difference | null = null;
  for (let index = 0; index < width; index++) {
    const values: [number, number] = [a.value(name, index, step), b.value(name, index, step)];
    const [x, y] = values;
    if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
    const size = Math.max(Math.abs(x), Math.abs(y));
    const apart = Math.abs(x - y);
    // Not `>`: beside a number that is not finite, no difference is small.
    if (apart <= allowed(size, index)) continue;
    const relative = Number.isFinite(apart) ? apart / size : Infinity;
    if (found && !(relative > found.relative)) continue;
    found = { step, quantity: name, index, owner: ownerOf(a, per, index), values, relative };
  }
  return found;
}

/** Two units in the last place of θ. */
function spacing(a: Trace, b: Trace, index: number, step: number): number {
  const size = Math.max(
    ...[a, b].map((trace) =>
      Math.max(
        Math.abs(trace.value('theta', index, step - 1)),
        Math.abs(trace.value('theta', index, step)),
      ),
    ),
  );
  return 2 * Number.EPSILON * size;
}

function theta({ header }: Trace): Quantity {
  return { name: 'theta', per: 'coordinate', width: header.start.length };
}

function ownerOf({ header }: Trace, per: Quantity['per'], index: number): string | null {
  if (per === 'run') return null;
  if (per === 'leaf') return header.leaves[index]!.name;
  return header.leaves.flatMap(({ coordinates }) => coordinates)[index]!;
}
