// Log-determinant by LU with partial pivoting, rows swapped in place.
function lu(matrix: number[][]): { U: number[][]; sign: number } {
  const U = matrix.map((row) => [...row]);
  let sign = 1;
  for (let k = 0; k < U.length; k++) {
    let pivot = k;
    for (let i = k + 1; i < U.length; i++) {
      if (Math.abs(U[i][k]) > Math.abs(U[pivot][k])) pivot = i;
    }
    if (pivot !== k) {
      [U[k], U[pivot]] = [U[pivot], U[k]];
      sign = -sign;
    }
    for (let i = k + 1; i < U.length; i++) {
      const factor = U[i][k] / U[k][k];
      for (let j = k; j < U.length; j++) U[i][j] -= factor * U[k][j];
    }
  }
  return { U, sign };
}

export function minusLogDeterminant(
  A = [
    [0.5, 2, 1],
    [3, 0.2, -1],
    [1, 1.5, 2.5],
  ],
) {
  const { U, sign } = lu(A);
  const determinant = U.reduce((product, row, i) => product * row[i], sign);
  const size = A.flat().reduce((s, a) => s + a * a, 0);
  return size / 10 - Math.log(Math.abs(determinant));
}
