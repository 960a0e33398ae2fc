import type { Unrolled } from './answers';

/** One bar: what the steps `from` to `to` put into v. */
export interface Bar {
  from: number;
  to: number;
  weight: number;
  value: number;
}

export function barsOf({ bars }: Unrolled): Bar[] {
  const found: Bar[] = [];
  for (let k = 0; k < bars.length; k += 4) {
    const [from, to, weight, value] = bars.subarray(k, k + 4);
    found.push({ from: from!, to: to!, weight: weight!, value: value! });
  }
  return found;
}

/**
 * How many times as large g² is in the newest fifth of the bars as in the oldest: v̂ is an unbiased
 * mean of g² only where that is about 1. Null where there are too few bars to tell.
 */
export function drift(bars: readonly Bar[]): number | null {
  const fifth = Math.floor(bars.length / 5);
  if (fifth < 2) return null;
  const mean = (some: readonly Bar[]) => {
    const weight = some.reduce((sum, bar) => sum + bar.weight, 0);
    return some.reduce((sum, bar) => sum + bar.value, 0) / weight;
  };
  const ratio = mean(bars.slice(-fifth)) / mean(bars.slice(0, fifth));
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null;
}
