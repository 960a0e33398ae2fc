import type { LeafMap } from '../state/leafAnswers';

/** The cells of a heat map: which steps a column stands for, and what is in a cell. */
export interface MapGrid {
  leaves: number;
  columns: number;
  /** The first step, and how many there are. */
  first: number;
  steps: number;
  /** Row-major, a row per leaf. */
  values: Float64Array;
}

/**
 * @param leaves how many the run has, of which the host may have sent fewer
 * @param length steps of the run
 */
export function gridOf(map: LeafMap, leaves: number, length: number): MapGrid | null {
  const first = Math.max(1, map.from);
  const steps = Math.min(map.to, length) - first + 1;
  const columns = Math.min(map.columns, steps);
  const rows = Math.min(leaves, Math.floor(map.values.length / columns));
  if (!(steps > 0) || rows === 0 || map.values.length !== rows * columns) return null;
  return { leaves: rows, columns, first, steps, values: map.values };
}

/** The first and the last step of a column. */
export function stepsOf({ first, steps, columns }: MapGrid, column: number): [number, number] {
  const from = first + Math.floor((column * steps) / columns);
  return [from, first + Math.floor(((column + 1) * steps) / columns) - 1];
}

/** How far right the middle of a step is, as a share of the width; null where it is out of sight. */
export function shareOf({ first, steps }: MapGrid, step: number): number | null {
  const share = (step - first + 0.5) / steps;
  return share > 0 && share < 1 ? share : null;
}

/** The step at a share of the width. */
export function stepAt({ first, steps }: MapGrid, share: number): number {
  return first + Math.min(steps - 1, Math.max(0, Math.floor(share * steps)));
}

/** What the colours of a map mean: its smallest value and its largest one. */
export interface MapScale {
  min: number;
  max: number;
  isLog: boolean;
}

/** Logarithmic where that is wanted and no value is negative: zeros are then as low as can be. */
export function scaleOf(values: Float64Array, wantsLog: boolean): MapScale | null {
  let [min, max, leastPositive] = [Infinity, -Infinity, Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value > 0) leastPositive = Math.min(leastPositive, value);
  }
  if (min > max) return null;
  const isLog = wantsLog && min >= 0 && max > 0;
  return { min: isLog ? leastPositive : min, max, isLog };
}

/** Where a value stands on the scale: 0 to 1; NaN where there is none. */
export function placeOn({ min, max, isLog }: MapScale, value: number): number {
  if (Number.isNaN(value)) return NaN;
  if (value <= min) return min === max ? 0.5 : 0;
  if (value >= max) return 1;
  if (isLog) return Math.log(value / min) / Math.log(max / min);
  // Halves: the width of all of float64 is not in float64.
  return (value / 2 - min / 2) / (max / 2 - min / 2);
}
