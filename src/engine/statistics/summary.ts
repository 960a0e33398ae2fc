import { percents } from '../../protocol/statistics';
import { selector, type Select } from './select';

/** Numbers that a summary consists of: the norm and the quantiles at `percents`. */
export const summaryLength = 1 + percents.length;

const inner = percents.slice(1, -1);
const { sqrt, abs, floor, min } = Math;

/** Where x² neither overflows nor loses what it adds up. */
const [smallestSum, largestSum] = [1e-250, 1e250];

/**
 * Norm and quantiles of many numbers, without sorting them all and without allocating anything.
 *
 * A quantile is what NumPy computes by default: linear interpolation between the two values at
 * either side of (n − 1)·p, definition 7 of Hyndman and Fan (Sample Quantiles in Statistical
 * Packages, The American Statistician 50, 1996). Where one number is NaN, all results are.
 */
export class Summary {
  /** What is to be summarized; its first `count` numbers are. */
  readonly values: Float64Array;
  readonly #select: Select;
  readonly #ranks = new Int32Array(2 * inner.length);
  readonly #ordered = new Float64Array(2 * inner.length);

  constructor(most: number) {
    this.values = new Float64Array(most);
    this.#select = selector(this.values, 2 * inner.length);
  }

  /**
   * Writes norm, smallest value, quantiles and largest value to `target` at `at`, `at + stride`, …
   * Changes the order of `values`. `count` is at least 1.
   */
  write(count: number, target: Float64Array, at: number, stride: number): void {
    const { values } = this;
    let smallest = values[0]!;
    let largest = smallest;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i]!;
      smallest = value < smallest ? value : smallest;
      largest = value > largest ? value : largest;
      sum += value * value;
    }
    if (sum !== sum) return fill(target, at, stride);
    target[at] = sum >= smallestSum && sum <= largestSum ? sqrt(sum) : this.#scaledNorm(count);
    target[at + stride] = smallest;
    target[at + stride * (summaryLength - 1)] = largest;
    if (smallest === largest) {
      for (let k = 0; k < inner.length; k++) target[at + stride * (2 + k)] = smallest;
      return;
    }
    this.#writeQuantiles(count, smallest, largest, target, at + 2 * stride, stride);
  }

  #writeQuantiles(
    count: number,
    smallest: number,
    largest: number,
    target: Float64Array,
    at: number,
    stride: number,
  ): void {
    const ranks = this.#ranks;
    const ordered = this.#ordered;
    for (let k = 0; k < inner.length; k++) {
      const below = floor((count - 1) * (inner[k]! / 100));
      ranks[2 * k] = below;
      ranks[2 * k + 1] = min(below + 1, count - 1);
    }
    this.#select(count, smallest, largest, ranks, ordered);
    for (let k = 0; k < inner.length; k++) {
      const place = (count - 1) * (inner[k]! / 100);
      const share = place - ranks[2 * k]!;
      target[at + stride * k] = between(ordered[2 * k]!, ordered[2 * k + 1]!, share);
    }
  }

  /** ‖values‖ where the squares are too large or too small, 0 where all are 0. */
  #scaledNorm(count: number): number {
    const { values } = this;
    let largest = 0;
    for (let i = 0; i < count; i++) largest = abs(values[i]!) > largest ? abs(values[i]!) : largest;
    if (largest === 0 || largest === Infinity) return largest;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const share = values[i]! / largest;
      sum += share * share;
    }
    return sqrt(sum) * largest;
  }
}

/** As NumPy interpolates: from the nearer of both, so that the result never leaves them. */
function between(a: number, b: number, share: number): number {
  if (a === b) return a;
  const gap = b - a;
  // Of two numbers at the opposite ends of float64.
  if (gap === Infinity) return share === 0 ? a : a * (1 - share) + b * share;
  return share >= 0.5 ? b - gap * (1 - share) : a + gap * share;
}

function fill(target: Float64Array, at: number, stride: number): void {
  for (let k = 0; k < summaryLength; k++) target[at + stride * k] = NaN;
}
