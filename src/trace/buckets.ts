import type { Pyramid } from './pyramid';

/**
 * x, y, x, y … of the positions `first` to `last` (both included, and covered by the pyramid):
 * for each of `buckets` equal parts its smallest and its largest value, in order of position. A
 * part without any finite value is one point at its first position with y = NaN. Parts of very
 * many positions are equal up to a node of the pyramid, so that nothing below it is read.
 */
export function decimate(
  pyramid: Pyramid,
  first: number,
  last: number,
  buckets: number,
): Float64Array {
  const edge = edges(pyramid.base, first, last, buckets);
  const points = new Float64Array(4 * buckets);
  let end = 0;
  const put = (x: number, y: number): void => {
    points[end++] = x;
    points[end++] = y;
  };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = edge(bucket);
    const { minimum, maximum, minimumAt, maximumAt } = pyramid.extremes(from, edge(bucket + 1));
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

/** Windows up to this many positions are divided to the position: reading them costs nothing. */
const divided = 1 << 16;

/** Where part `bucket` begins; part `buckets` begins behind the last position. */
function edges(
  base: number,
  first: number,
  last: number,
  buckets: number,
): (bucket: number) => number {
  const count = last - first + 1;
  const exact = (bucket: number) => first + Math.floor((bucket * count) / buckets);
  if (count <= divided || count < base * buckets) return exact;
  return (bucket) => {
    if (bucket === 0) return first;
    if (bucket === buckets) return last + 1;
    return 1 + Math.round((exact(bucket) - 1) / base) * base;
  };
}
