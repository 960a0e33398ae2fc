/** The smallest and the largest value of some points; Infinity and −Infinity where there is none. */
export interface Extent {
  min: number;
  max: number;
}

/** How many points of x, y, x, y …, in order of x, stand before `x`. */
export function pointsBefore(points: Float64Array, x: number): number {
  let [low, high] = [0, points.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[2 * middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Widens `extent` by the finite y above `above` of the points between two x, both included. */
export function widen(
  extent: Extent,
  points: Float64Array,
  from: number,
  to: number,
  above = -Infinity,
): void {
  for (let i = 2 * pointsBefore(points, from); i < points.length && points[i]! <= to; i += 2) {
    const y = points[i + 1]!;
    if (!(y > above && y < Infinity)) continue;
    if (y < extent.min) extent.min = y;
    if (y > extent.max) extent.max = y;
  }
}
