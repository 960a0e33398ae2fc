// Negative log-likelihood of a Gaussian process: kernel matrix, Cholesky, triangular solve.
const x = [0, 0.4, 1.1, 1.7, 2.5];
const y = [0.1, 0.6, 0.9, 0.4, -0.5];

function cholesky(A: number[][]): number[][] {
  const n = A.length;
  const L = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i][j];
      for (let k = 0; k < j; k++) sum -= L[i][k] * L[j][k];
      L[i][j] = i === j ? Math.sqrt(sum) : sum / L[j][j];
    }
  }
  return L;
}

function forwardSubstitution(L: number[][], b: number[]): number[] {
  const z: number[] = [];
  for (let i = 0; i < b.length; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= L[i][k] * z[k];
    z.push(sum / L[i][i]);
  }
  return z;
}

/** θ = log of amplitude, length scale and noise. */
export function negativeLogLikelihood([a, l, s] = [0, 0, -1]) {
  const amplitude = Math.exp(2 * a);
  const length = Math.exp(l);
  const noise = Math.exp(2 * s);
  const K = x.map((p, i) =>
    x.map(
      (q, j) => amplitude * Math.exp(-((p - q) ** 2) / (2 * length ** 2)) + (i === j ? noise : 0),
    ),
  );
  const L = cholesky(K);
  const z = forwardSubstitution(L, y);
  const quadratic = z.reduce((sum, each) => sum + each * each, 0);
  const logDet = L.reduce((sum, row, i) => sum + Math.log(row[i]), 0);
  return quadratic / 2 + logDet + (x.length / 2) * Math.log(2 * Math.PI);
}
