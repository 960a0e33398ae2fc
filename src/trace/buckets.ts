import type { Pyramid } from './pyramid';

/**
 * x, y, x, y … of the positions `first` to `last` (both included, and covered by the pyramid):
 * for each of `buckets` equal parts its smallest and its largest value, in order of position. A
 * part without any finite value is one point at its first position with y = NaN.
 */
export function decimate(
  pyramid: Pyramid,
  first: number,
  last: number,
  buckets: number,
): Float64Array {
  const points = new Float64Array(4 * buckets);
  const count = last - first + 1;
  let end = 0;
  const put = (x: number, y: number): void => {
    points[end++] = x;
    points[end++] = y;
  };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = first + Math.floor((bucket * count) / buckets);
    const next = first + Math.floor(((bucket + 1) * count) / buckets);
    const { minimum, maximum, minimumAt, maximumAt } = pyramid.extremes(from, next);
    if (minimumAt < 0) put(from, NaN);
    else if (minimumAt === maximumAt) put(minimumAt, minimum);
    else if (minimumAt < maximumAt) {
      put(minimumAt, minimum);
      put(maximumAt, maximum);
    } else {
      put(maximumAt, maximum);
      put(minimumAt, minimum);
    }
  }
  return points.slice(0, end);
}
