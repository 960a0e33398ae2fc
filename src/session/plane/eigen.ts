/** Off-diagonal numbers shrink quadratically: four to eight sweeps are usual. */
const mostSweeps = 40;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, the largest first, by cyclic Jacobi rotations
 * (Golub and Van Loan, Matrix Computations, 4th edition, section 8.5).
 *
 * @param matrix row-major, n × n, finite; overwritten
 * @returns n pairs; each vector has length 1
 */
export function symmetricEigen(
  matrix: Float64Array,
  n: number,
): { value: number; vector: Float64Array }[] {
  // The rows are the vectors.
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotated = rotate(matrix, vectors, n, p, q) || rotated;
    }
    if (!rotated) break;
  }
  return Array.from({ length: n }, (_, i) => ({
    value: matrix[i * n + i]!,
    vector: vectors.slice(i * n, (i + 1) * n),
  })).sort((a, b) => b.value - a.value);
}

/** Makes the number at (p, q) zero: A ← JᵀAJ; false where it changes nothing. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): boolean {
  const off = a[p * n + q]!;
  const [first, second] = [Math.abs(a[p * n + p]!), Math.abs(a[q * n + q]!)];
  if (first + Math.abs(off) === first && second + Math.abs(off) === second) return false;
  const tau = (a[q * n + q]! - a[p * n + p]!) / (2 * off);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = c * x - s * y;
    a[k * n + q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k]!, a[q * n + k]!];
    a[p * n + k] = c * x - s * y;
    a[q * n + k] = s * x + c * y;
    const [u, w] = [vectors[p * n + k]!, vectors[q * n + k]!];
    vectors[p * n + k] = c * u - s * w;
    vectors[q * n + k] = s * u + c * w;
  }
  a[p * n + q] = a[q * n + p] = 0;
  return true;
}
