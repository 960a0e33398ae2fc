import { isKeptAtEveryStep } from '../../protocol/checkpoints';
import { longestSmoothed } from '../../protocol/smoothing';
import type { Trace } from '../../trace/trace';

/**
 * An exponential moving average with bias correction, as m̂ is one of g: m ← s·m + (1 − s)·x,
 * smoothed = m / (1 − sⁿ) at the n-th finite x, so that it starts at the first value and not at 0
 * (Kingma & Ba 2015, alg. 1). What is not finite is a gap and does not count.
 */
class Average {
  #m = 0;
  #left = 1;

  constructor(readonly smoothing: number) {}

  /** The average with `x` in it; NaN where `x` is not finite. */
  next(x: number): number {
    if (!Number.isFinite(x)) return NaN;
    this.#m = this.smoothing * this.#m + (1 - this.smoothing) * x;
    this.#left *= this.smoothing;
    return this.#m / (1 - this.#left);
  }
}

/** Step, value, step, value … of all steps so far, smoothed. */
interface Smoothed {
  average: Average;
  points: Float64Array;
  length: number;
  last: number;
}

/** Lines that are kept smoothed of each trace, the ones asked for last. */
const most = 4;
const kept = new WeakMap<Trace, Map<string, Smoothed>>();

/**
 * Like `Trace.points`, of the line smoothed over every step of the run: a window has the same
 * values however it is zoomed. Empty where not every value is at hand, or the run is too long.
 *
 * @param smoothing 0 to 0.99
 */
export function smoothedPoints(
  trace: Trace,
  { series, index, smoothing }: { series: string; index: number; smoothing: number },
  { from, to, buckets }: { from: number; to: number; buckets: number },
): Float64Array {
  const declared = trace.series.find(({ name }) => name === series);
  const isWhole = !trace.header.checkpoints || (declared && isKeptAtEveryStep(declared));
  if (!declared || !isWhole || trace.length > longestSmoothed) return new Float64Array();
  const all = upToNow(trace, series, index, smoothing);
  const first = before(all, from);
  const end = before(all, to + 1);
  return end - first <= 2 * buckets
    ? all.points.slice(2 * first, 2 * end)
    : extremes(all.points, first, end, buckets);
}

function upToNow(trace: Trace, series: string, index: number, smoothing: number): Smoothed {
  let lines = kept.get(trace);
  if (!lines) kept.set(trace, (lines = new Map<string, Smoothed>()));
  const key = `${series} ${index} ${smoothing}`;
  const found = lines.get(key) ?? {
    ...{ average: new Average(smoothing), points: new Float64Array(1024), length: 0, last: -1 },
  };
  // The last one asked for stands last.
  lines.delete(key);
  lines.set(key, found);
  if (lines.size > most) lines.delete(lines.keys().next().value!);
  if (found.last < trace.length) goOn(found, trace, series, index);
  return found;
}

function goOn(line: Smoothed, trace: Trace, series: string, index: number): void {
  const { length } = trace;
  const raw = trace.points(series, index, line.last + 1, length, length - line.last);
  const count = raw.length / 2;
  if (2 * (line.length + count) > line.points.length) {
    const larger = new Float64Array(4 * (line.length + count));
    larger.set(line.points.subarray(0, 2 * line.length));
    line.points = larger;
  }
  for (let i = 0; i < raw.length; i += 2) {
    line.points[2 * line.length] = raw[i]!;
    line.points[2 * line.length + 1] = line.average.next(raw[i + 1]!);
    line.length++;
  }
  line.last = length;
}

/** How many points stand before a step. */
function before({ points, length }: Smoothed, step: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[2 * middle]! < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The smallest and the largest of each of `buckets` parts, in order of step. */
function extremes(points: Float64Array, first: number, end: number, buckets: number) {
  const found: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = first + Math.floor((bucket * (end - first)) / buckets);
    const stop = first + Math.floor(((bucket + 1) * (end - first)) / buckets);
    let [low, high] = [-1, -1];
    for (let i = start; i < stop; i++) {
      const y = points[2 * i + 1]!;
      if (Number.isNaN(y)) continue;
      if (low < 0 || y < points[2 * low + 1]!) low = i;
      if (high < 0 || y > points[2 * high + 1]!) high = i;
    }
    if (low < 0) found.push(points[2 * start]!, NaN);
    else {
      for (const i of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) {
        found.push(points[2 * i]!, points[2 * i + 1]!);
      }
    }
  }
  return Float64Array.from(found);
}
