import type { Trace } from '../../trace/trace';

/** Steps of the path whose rows are at hand, at most so many, evenly spaced; the first and the last among them. */
export function stepsOfPath(trace: Trace, most: number): number[] {
  const path = trace.path(0, 0, most);
  return Array.from({ length: path.length / 3 }, (_, k) => path[3 * k]!);
}

/** All coordinates of a series at a step. */
export function valuesAt(trace: Trace, series: string, step: number): Float64Array {
  const { length } = trace.header.start;
  return Float64Array.from({ length }, (_, k) => trace.value(series, k, step));
}
