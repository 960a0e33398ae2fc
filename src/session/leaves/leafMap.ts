import { maxMapLeaves } from '../../protocol/leavesView';
import type { Trace } from '../../trace/trace';

/**
 * One series of all leaves over some steps, leaf by leaf, in at most so many columns: of the steps
 * that share a column the value of the largest size, so that no spike is lost; NaN where there is
 * none. Of more leaves than fit, the first ones.
 *
 * @param from first step, and `to` the last one, both included
 * @returns row-major, one row per leaf; how many columns there are follows from its length
 */
export function leafMap(
  trace: Trace,
  series: string,
  from: number,
  to: number,
  columns: number,
): Float64Array {
  const first = Math.max(1, from);
  const last = Math.min(to, trace.length);
  const count = last - first + 1;
  if (count < 1) return new Float64Array();
  const width = Math.min(columns, count);
  const leaves = Math.min(maxMapLeaves, trace.header.leaves.length);
  const values = new Float64Array(leaves * width).fill(NaN);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const points = trace.points(series, leaf, first, last, width);
    for (let i = 0; i < points.length; i += 2) {
      // The column is the bucket: the last one that begins at this step or before.
      const column = Math.ceil(((points[i]! - first + 1) * width) / count) - 1;
      const at = leaf * width + column;
      const value = points[i + 1]!;
      if (!(Math.abs(values[at]!) >= Math.abs(value)) && !Number.isNaN(value)) values[at] = value;
    }
    // Of a run that was logged every so many steps each value stands until the next one.
    if (trace.lastRow !== trace.length) fillGaps(values, leaf * width, (leaf + 1) * width);
  }
  return values;
}

function fillGaps(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    if (Number.isNaN(values[i])) values[i] = values[i - 1]!;
  }
}
