import type { Histogram } from '../../protocol/leavesView';
import type { Trace } from '../../trace/trace';
import { firstOf } from './places';

/**
 * How the values of a series spread over a leaf at one step, in so many bars of equal width between
 * the smallest and the largest: in powers of ten where the series is drawn so and no value is
 * negative.
 */
export function histogram(
  trace: Trace,
  series: string,
  leaf: number,
  step: number,
  bins: number,
): Histogram {
  const { leaves } = trace.header;
  const length = leaves[leaf]?.length ?? 0;
  const first = firstOf(leaves, leaf);
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = trace.value(series, first + i, step);
  const axis = trace.series.find(({ name }) => name === series)?.axis;
  return spread(series, values, bins, axis === 'log');
}

/** The same of any numbers. */
export function spread(
  series: string,
  values: Float64Array,
  bins: number,
  wantsLog: boolean,
): Histogram {
  const isLog = wantsLog && values.every((value) => !(value < 0));
  const range = { from: Infinity, to: -Infinity, zeros: 0, others: 0 };
  for (const value of values) {
    if (!Number.isFinite(value)) range.others++;
    else if (isLog && value === 0) range.zeros++;
    else {
      range.from = Math.min(range.from, value);
      range.to = Math.max(range.to, value);
    }
  }
  const about = { series, scale: isLog ? ('log' as const) : ('linear' as const), ...range };
  if (range.from > range.to) return { ...about, from: NaN, to: NaN, counts: new Float64Array() };
  const place = isLog ? Math.log10 : (value: number) => value;
  // Halves: the width of all of float64 is not in float64.
  const [low, high] = [place(range.from) / 2, place(range.to) / 2];
  const counts = new Float64Array(low === high ? 1 : bins);
  for (const value of values) {
    if (!Number.isFinite(value) || (isLog && value === 0)) continue;
    const share = low === high ? 0 : (place(value) / 2 - low) / (high - low);
    counts[Math.min(counts.length - 1, Math.floor(share * counts.length))]!++;
  }
  return { ...about, counts };
}
