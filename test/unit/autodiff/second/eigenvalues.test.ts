import assert from 'node:assert/strict';
import { eigenvalues } from '../../../../src/autodiff/second/eigenvalues';
import { close } from '../numerical';
import { stream } from '../compiled/differential';

describe('eigenvalues of a symmetric matrix', () => {
  it('of known matrices', () => {
    assert.deepEqual([...eigenvalues(Float64Array.of(7), 1)], [7]);
    assert.deepEqual([...eigenvalues(Float64Array.of(3, 0, 0, -5), 2)], [-5, 3]);
    close([...eigenvalues(Float64Array.of(2, 1, 1, 2), 2)], [1, 3], 1e-15);
    close([...eigenvalues(Float64Array.of(0, 1, 1, 0), 2)], [-1, 1], 1e-15);
    assert.deepEqual([...eigenvalues(new Float64Array(9), 3)], [0, 0, 0]);
  });

  it('of the second difference on 50 points: 2 − 2·cos(kπ/51)', () => {
    const n = 50;
    const matrix = Float64Array.from({ length: n * n }, (_, k) => {
      const apart = Math.abs(Math.floor(k / n) - (k % n));
      return apart === 0 ? 2 : apart === 1 ? -1 : 0;
    });
    const expected = Array.from(
      { length: n },
      (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / 51),
    );
    close([...eigenvalues(matrix, n)], expected, 1e-13);
  });

  it('of a rotated diagonal are the diagonal, from 1e-8 to 1e8', () => {
    const n = 12;
    const draw = stream(3);
    const normal = Float64Array.from({ length: n }, () => draw(2001) / 1000 - 1);
    const square = normal.reduce((sum, x) => sum + x * x, 0);
    const diagonal = Array.from({ length: n }, (_, i) => (i - 6) * 10 ** (i - 4));
    // Householder's reflection Q = 1 − 2·vvᵀ/vᵀv: its own inverse.
    const q = (i: number, j: number) => Number(i === j) - (2 * normal[i]! * normal[j]!) / square;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) matrix[i * n + j]! += q(i, k) * diagonal[k]! * q(j, k);
      }
    }
    const sorted = [...diagonal].sort((a, b) => a - b);
    const size = Math.max(...diagonal.map(Math.abs));
    eigenvalues(matrix, n).forEach((x, i) => {
      assert.ok(Math.abs(x - sorted[i]!) <= 1e-14 * size, `${x}, expected ${sorted[i]}`);
    });
  });

  it('leave the matrix as it is, and read it above the diagonal', () => {
    const matrix = Float64Array.of(2, 1, 99, 2);
    close([...eigenvalues(matrix, 2)], [1, 3], 1e-15);
    assert.deepEqual([...matrix], [2, 1, 99, 2]);
  });

  it('are NaN where a number is not finite', () => {
    assert.deepEqual([...eigenvalues(Float64Array.of(1, Infinity, Infinity, 1), 2)], [NaN, NaN]);
    assert.deepEqual([...eigenvalues(Float64Array.of(NaN, 0, 0, 1), 2)], [NaN, NaN]);
  });
});
