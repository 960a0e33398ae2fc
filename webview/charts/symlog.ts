/**
 * The symmetric logarithm (Webber, Meas. Sci. Technol. 24, 2013): linear around 0, logarithmic
 * beyond `threshold`, smooth between: sign(x)·log₁₀(1 + |x|/threshold).
 */
export function symlog(x: number, threshold: number): number {
  return Math.sign(x) * Math.log10(1 + Math.abs(x) / threshold);
}

/** The inverse of `symlog`. */
export function inverseSymlog(y: number, threshold: number): number {
  return Math.sign(y) * threshold * (10 ** Math.abs(y) - 1);
}

/** How many powers of ten a side may show: below lies rounding noise more often than news. */
const decades = 6;

/**
 * Where the linear part ends: at the smallest size there is, but at most six powers of ten below
 * the largest; 1 where all is 0.
 */
export function linearThreshold(smallestSize: number, largestSize: number): number {
  if (!(largestSize > 0)) return 1;
  const exponent = Math.floor(Math.log10(Math.max(smallestSize, largestSize / 10 ** decades)));
  return powerOfTen(exponent) || Number.MIN_VALUE;
}

/**
 * 0 and powers of ten, at most about `most` of them, in order. They start a power above the
 * threshold: closer to 0 its label would touch theirs. None is nearer to another than `gap`, a
 * share of the axis.
 */
export function symlogTicks(
  min: number,
  max: number,
  threshold: number,
  most = 7,
  gap = 0,
): number[] {
  const first = Math.ceil(Math.log10(threshold) - 1e-9) + 1;
  const negative = powers(first, -min);
  const positive = powers(first, max);
  // The largest powers stay where only every k-th does: they bound what is seen.
  const every = Math.ceil((negative.length + positive.length) / Math.max(1, most - 1)) || 1;
  const keep = (list: number[]) => list.filter((_, i) => (list.length - 1 - i) % every === 0);
  const powersBySize = [...keep(negative).map((x) => -x), ...keep(positive)].sort(
    (a, b) => Math.abs(b) - Math.abs(a),
  );
  const length = symlog(max, threshold) - symlog(min, threshold);
  const isApart = (a: number, b: number) =>
    Math.abs(symlog(a, threshold) - symlog(b, threshold)) >= gap * length;
  const ticks: number[] = [];
  // 0 and the largest are missed most.
  for (const x of [0, ...powersBySize]) {
    if (x >= min && x <= max && ticks.every((tick) => isApart(tick, x))) ticks.push(x);
  }
  return ticks.sort((a, b) => a - b);
}

function powers(first: number, end: number): number[] {
  const list: number[] = [];
  for (let exponent = first; powerOfTen(exponent) <= end; exponent++) {
    list.push(powerOfTen(exponent));
  }
  return list;
}

/** Exact, which `10 ** -4` is not. */
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}
