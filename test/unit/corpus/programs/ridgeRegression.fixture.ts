// Ridge regression with the design matrix as rows, helper functions for dot and norm.
type Vector = number[];

const X: Vector[] = [
  [1, 0.2, 0.5],
  [1, -0.4, 1.5],
  [1, 1.3, -0.7],
  [1, 0.8, 0.1],
];
const y: Vector = [0.7, 0.1, 1.9, 1.2];

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [i, value] of a.entries()) sum += value * b[i]!;
  return sum;
}

const squaredNorm = (v: Vector) => dot(v, v);

export function ridge(weights: Vector = [0, 0.1, 0.2], lambda = 0.1) {
  const residuals = X.map((row, i) => dot(row, weights) - y[i]!);
  return squaredNorm(residuals) / 2 + lambda * lambda * squaredNorm(weights);
}
