import type { AxisKind } from '../state/viewState';
import { linearThreshold } from './symlog';

/** What the axis of a chart depends on: of all finite values drawn. */
export interface ValueRange {
  min: number;
  max: number;
  /** The smallest |value| that is not 0. */
  smallest: number;
}

const emptyRange: ValueRange = { min: Infinity, max: -Infinity, smallest: Infinity };

/** The range of the y of x, y, x, y … over several lines. */
export function valueRange(lines: readonly Float64Array[]): ValueRange {
  const range = { ...emptyRange };
  for (const points of lines) {
    for (let i = 1; i < points.length; i += 2) {
      const y = points[i]!;
      if (!Number.isFinite(y)) continue;
      if (y < range.min) range.min = y;
      if (y > range.max) range.max = y;
      const size = Math.abs(y);
      if (size > 0 && size < range.smallest) range.smallest = size;
    }
  }
  return range;
}

/** Whether there was no finite value. */
export function isEmpty(range: ValueRange): boolean {
  return range.min > range.max;
}

/** A logarithmic axis shows no zero and no negative number: all must be positive. */
export function logIsPossible(range: ValueRange): boolean {
  return range.min > 0;
}

/** The axis drawn: what was chosen, else what the series declares; symlog where log cannot be. */
export function axisFor(
  chosen: AxisKind | undefined,
  declared: AxisKind,
  range: ValueRange,
): AxisKind {
  const wanted = chosen ?? declared;
  return wanted === 'log' && !isEmpty(range) && !logIsPossible(range) ? 'symlog' : wanted;
}

export function thresholdFor(range: ValueRange): number {
  return linearThreshold(range.smallest, Math.max(Math.abs(range.min), Math.abs(range.max)));
}
