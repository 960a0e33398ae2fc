import type { Trace } from '../../trace/trace';
import { symmetricEigen } from './eigen';
import { stepsOfPath, valuesAt } from './rows';

/** A plane through the mean of a path. */
export interface PrincipalPlane {
  mean: Float64Array;
  /** Orthonormal; the run goes from less to more along each. */
  directions: [Float64Array, Float64Array];
  /** The share of the path's variance within the plane, 0 to 1. */
  explained: number;
}

/** Rows that the components are taken of: of few coordinates many, of many few. */
const mostRows = 1000;
const fewRows = 96;
/** Multiplications that making the matrix may take. */
const mostWork = 4e7;

const known = new WeakMap<Trace, { length: number; plane: PrincipalPlane }>();

/**
 * The plane of the first two principal components of a run's path (Pearson 1901; of the paths of
 * optimizers: Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets", section 7), over rows
 * spaced evenly along the run. Rows that are not finite do not count.
 */
export function principalPlane(trace: Trace): PrincipalPlane {
  const made = known.get(trace);
  if (made?.length === trace.length) return made.plane;
  const n = trace.header.start.length;
  const count = n <= fewRows ? mostRows : Math.min(fewRows, Math.floor(Math.sqrt(mostWork / n)));
  const rows = stepsOfPath(trace, Math.max(3, count))
    .map((step) => valuesAt(trace, 'theta', step))
    .filter((row) => row.every(Number.isFinite));
  const plane = planeOf(rows, n);
  known.set(trace, { length: trace.length, plane });
  return plane;
}

/** Of points of n coordinates, at least two. */
export function planeOf(rows: readonly Float64Array[], n: number): PrincipalPlane {
  const mean = new Float64Array(n);
  for (const row of rows) for (let k = 0; k < n; k++) mean[k]! += row[k]! / rows.length;
  const moved = rows.map((row) => row.map((value, k) => value - mean[k]!));
  // Squares of what is very small or large would be 0 or infinite.
  const scale = moved.reduce(
    (most, row) => row.reduce((m, x) => Math.max(m, Math.abs(x)), most),
    0,
  );
  const centred = scale > 0 ? moved.map((row) => row.map((value) => value / scale)) : moved;
  const found = n <= rows.length ? ofCovariance(centred, n) : ofGram(centred, n);
  const variance = centred.reduce((sum, row) => sum + dot(row, row), 0);
  const directions: Float64Array[] = [];
  let inside = 0;
  for (const { value, vector } of found.slice(0, 2)) {
    // Rounding errors are no direction of the path.
    if (!(value > 1e-14 * variance)) break;
    inside += value;
    directions.push(vector);
  }
  while (directions.length < 2) directions.push(orthogonalTo(directions, n));
  const way = rows.length > 0 ? rows.at(-1)!.map((value, k) => value - rows[0]![k]!) : mean;
  const [first, second] = directions.map((direction) => forward(direction, way));
  return {
    mean,
    directions: [first!, second!],
    explained: variance > 0 ? Math.min(1, inside / variance) : 1,
  };
}

/** Σ rowᵀ·row, n × n. */
function ofCovariance(centred: readonly Float64Array[], n: number) {
  const matrix = new Float64Array(n * n);
  for (const row of centred) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) matrix[i * n + j]! += row[i]! * row[j]!;
    }
  }
  return symmetricEigen(matrix, n);
}

/** With fewer rows than coordinates: an eigenvector u of rows·rowsᵀ is one of the covariance as rowsᵀ·u. */
function ofGram(centred: readonly Float64Array[], n: number) {
  const m = centred.length;
  const matrix = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = i; j < m; j++) {
      matrix[i * m + j] = matrix[j * m + i] = dot(centred[i]!, centred[j]!);
    }
  }
  return symmetricEigen(matrix, m)
    .slice(0, 2)
    .map(({ value, vector }) => {
      const direction = new Float64Array(n);
      centred.forEach((row, i) => row.forEach((each, k) => (direction[k]! += vector[i]! * each)));
      return { value, vector: unit(direction) };
    });
}

/** A path that goes along a line, or nowhere: the coordinate that lies most across what there is. */
function orthogonalTo(others: readonly Float64Array[], n: number): Float64Array {
  const share = (k: number) => others.reduce((sum, other) => sum + other[k]! ** 2, 0);
  let best = 0;
  for (let k = 1; k < n; k++) if (share(k) < share(best)) best = k;
  const direction = new Float64Array(n);
  direction[best] = 1;
  for (const other of others) {
    const by = dot(direction, other);
    for (let k = 0; k < n; k++) direction[k]! -= by * other[k]!;
  }
  return unit(direction);
}

/** An eigenvector may point either way: the run goes to the right and up. */
function forward(direction: Float64Array, way: Float64Array): Float64Array {
  return dot(direction, way) < 0 ? direction.map((each) => -each) : direction;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((each) => each / length) : vector;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
