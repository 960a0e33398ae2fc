const { abs, sqrt } = Math;

/** Off-diagonal numbers shrink quadratically: four to eight sweeps are usual. */
const mostSweeps = 40;

/**
 * The eigenvalues of a symmetric matrix, ascending, by cyclic Jacobi rotations (Golub and Van Loan,
 * Matrix Computations, 4th edition, section 8.5): each one right to a rounding error of the largest.
 *
 * @param matrix row-major, n × n; read where column ≥ row alone, and left as it is
 * @returns n numbers; all NaN where the matrix has one that is not finite
 */
export function eigenvalues(matrix: Float64Array, n: number): Float64Array {
  const a = symmetric(matrix, n);
  if (!a) return new Float64Array(n).fill(NaN);
  for (let sweep = 0; sweep < mostSweeps && !isDiagonal(a, n); sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, n, p, q);
  }
  return Float64Array.from({ length: n }, (_, i) => a[i * n + i]!).sort();
}

function symmetric(matrix: Float64Array, n: number): Float64Array | null {
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = matrix[i * n + j]!;
      if (!Number.isFinite(value)) return null;
      a[i * n + j] = a[j * n + i] = value;
    }
  }
  return a;
}

/** Whether no number beside the diagonal changes a sum of the two in its row and column. */
function isDiagonal(a: Float64Array, n: number): boolean {
  for (let p = 0; p < n - 1; p++) {
    for (let q = p + 1; q < n; q++) if (!isNegligible(a, n, p, q)) return false;
  }
  return true;
}

function isNegligible(a: Float64Array, n: number, p: number, q: number): boolean {
  const [off, first, second] = [abs(a[p * n + q]!), abs(a[p * n + p]!), abs(a[q * n + q]!)];
  return off === 0 || (first + off === first && second + off === second);
}

/** Makes the number at (p, q) zero: A ← JᵀAJ with the smaller of the two angles. */
function rotate(a: Float64Array, n: number, p: number, q: number): void {
  const off = a[p * n + q]!;
  if (isNegligible(a, n, p, q)) {
    a[p * n + q] = a[q * n + p] = 0;
    return;
  }
  const tau = (a[q * n + q]! - a[p * n + p]!) / (2 * off);
  // tan of the angle; 1/(2τ) where τ² would overflow.
  const t =
    abs(tau) > 1e150 ? 1 / (2 * tau) : (tau < 0 ? -1 : 1) / (abs(tau) + sqrt(1 + tau * tau));
  const c = 1 / sqrt(1 + t * t);
  const s = t * c;
  a[p * n + p]! -= t * off;
  a[q * n + q]! += t * off;
  a[p * n + q] = a[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    if (k === p || k === q) continue;
    const [x, y] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = a[p * n + k] = c * x - s * y;
    a[k * n + q] = a[q * n + k] = s * x + c * y;
  }
}
