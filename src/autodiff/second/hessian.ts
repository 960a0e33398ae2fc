import type { RecordedEvaluation } from './recorded';

/**
 * The Hessian, row-major, n × n, from n Hessian-vector products; row i is H·eᵢ. It is symmetric to
 * rounding.
 *
 * @param going asked before each product, which may take long; false: give up
 * @returns null where it was given up
 */
export function hessian(
  at: RecordedEvaluation,
  n: number,
  going: () => boolean = () => true,
): Float64Array | null {
  const matrix = new Float64Array(n * n);
  const direction = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (!going()) return null;
    direction[i] = 1;
    at.product(direction, matrix.subarray(i * n, (i + 1) * n));
    direction[i] = 0;
  }
  return matrix;
}
