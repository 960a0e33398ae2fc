/** How numbers are distributed, for the tables of `npm run soak`. */
export interface Distribution {
  count: number;
  p50: number;
  p99: number;
  most: number;
}

/** Ranks by NumPy's `inverted_cdf`: each is a number that was measured. */
export function distribution(numbers: readonly number[]): Distribution {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (rank: number) => sorted[Math.max(0, Math.ceil(rank * sorted.length) - 1)] ?? NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) };
}

export function countAbove(numbers: readonly number[], limit: number): number {
  return numbers.filter((number) => number > limit).length;
}
