import type { SeriesReader } from '../../protocol/series';

/** A quantity that both sides have. */
export interface Quantity {
  name: string;
  symbol: string;
  /** How many numbers it has. */
  width: number;
}

export interface Difference {
  quantity: Quantity;
  index: number;
  step: number;
  own: number;
  reference: number;
}

/** Of the number itself, and of the largest so far: what the order of operations may change. */
const relative = 1e-9;
const ofLargest = 1e-12;
/** Of θ: what is lost where Δθ is the difference of two θ. */
const ofTheta = 2 ** -50;

/** The first number, step by step and in the order of the quantities, in which two runs differ. */
export function firstDifference(
  own: SeriesReader,
  reference: SeriesReader,
  quantities: readonly Quantity[],
): Difference | null {
  const largest = quantities.map(({ width }) => new Float64Array(width));
  const length = Math.min(own.length, reference.length);
  for (let step = 1; step <= length; step++) {
    for (const [k, quantity] of quantities.entries()) {
      const { name, width } = quantity;
      for (let index = 0; index < width; index++) {
        const a = own.value(name, index, step);
        const b = reference.value(name, index, step);
        const scale = (largest[k]![index] = Math.max(largest[k]![index]!, Math.abs(b)));
        const theta = name === 'update' ? Math.abs(own.value('theta', index, step)) : 0;
        const allowed =
          relative * Math.max(Math.abs(a), Math.abs(b)) + ofLargest * scale + ofTheta * theta;
        // NaN on one side alone is a difference, too.
        if (Object.is(a, b) || Math.abs(a - b) <= allowed) continue;
        return { quantity, index, step, own: a, reference: b };
      }
    }
  }
  return null;
}
