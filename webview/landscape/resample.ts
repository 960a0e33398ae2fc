import type { Landscape } from '../../src/protocol/run';

/**
 * The loss of a landscape at the centres of `width` × `height` pixels, the upper row first.
 *
 * A valley may be narrower than the grid: then its ground lies between two samples, here nearer to
 * the one, there to the other, and drawn as sampled it is a string of beads. Across a valley the
 * loss is about a parabola, and four samples of one say where its ground is.
 *
 * @param floor what no loss between samples falls below
 */
export function resample(
  { nx, ny, values }: Pick<Landscape, 'nx' | 'ny'> & { values: ArrayLike<number> },
  width: number,
  height: number,
  floor: number,
): Float64Array {
  const row = new Float64Array(nx);
  const column = new Float64Array(ny);
  const wide = new Float64Array(width * ny);
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) row[ix] = values[iy * nx + ix]!;
    for (let x = 0; x < width; x++) wide[iy * width + x] = at(row, (x + 0.5) / width, floor);
  }
  const losses = new Float64Array(width * height);
  for (let x = 0; x < width; x++) {
    for (let iy = 0; iy < ny; iy++) column[iy] = wide[iy * width + x]!;
    for (let y = 0; y < height; y++) {
      losses[y * width + x] = at(column, 1 - (y + 0.5) / height, floor);
    }
  }
  return losses;
}

/** Between evenly spaced samples, `share` of the way from the first to the last. */
function at(samples: Float64Array, share: number, floor: number): number {
  const last = samples.length - 1;
  const place = share * last;
  const i = Math.min(last - 1, Math.floor(place));
  const b = samples[i]!;
  const c = samples[i + 1]!;
  // Beyond the edge goes on what bends there.
  const a = i > 0 ? samples[i - 1]! : 3 * b - 3 * c + (samples[i + 2] ?? c);
  const d = i + 2 <= last ? samples[i + 2]! : 3 * c - 3 * b + a;
  return between(a, b, c, d, place - i, floor);
}

/** Curvatures further apart than this are no parabola's: a wall, or the edge of a plain. */
const alike = 3;

/**
 * From `b` (share 0) to `c` (share 1) with a neighbour on either side: by the cubic of Catmull and
 * Rom, exact for parabolas, where the samples bend up evenly; else by equal ratios, which never
 * overshoot, or by equal differences where a sample is not positive.
 */
export function between(
  a: number,
  b: number,
  c: number,
  d: number,
  share: number,
  floor: number,
): number {
  const bendBefore = a - 2 * b + c;
  const bendAfter = b - 2 * c + d;
  if (bendBefore > 0 && bendBefore < alike * bendAfter && bendAfter < alike * bendBefore) {
    const slope = (c - a) / 2;
    const rise = c - b;
    const end = (d - b) / 2;
    const cubic =
      b + share * (slope + share * (3 * rise - 2 * slope - end + share * (slope + end - 2 * rise)));
    return Math.max(floor, cubic);
  }
  return b > 0 && c > 0 ? b ** (1 - share) * c ** share : b + (c - b) * share;
}
