// The numbers of bench/lib/objectives.mjs as flat arrays, for libraries that take arrays.

const table = (rows, columns, f) =>
  Float64Array.from({ length: rows * columns }, (_, k) => f(Math.floor(k / columns), k % columns));
const sine = (n, by = 1) => Float64Array.from({ length: n }, (_, i) => Math.sin(by * i));

/** @returns {{ theta: Record<string, [Float64Array, number[]]>, data: Record<string, [Float64Array, number[]]> }} arrays and their shapes */
export function arraysOf({ kind, n, d, hidden, points }) {
  if (kind === 'rosenbrock') {
    return { theta: { x: [n === 2 ? Float64Array.of(-1.2, 1) : sine(n), [n]] }, data: {} };
  }
  if (kind === 'logistic') {
    const x = table(n, d, (i, j) => Math.sin(7 * i + j));
    const y = Float64Array.from({ length: n }, (_, i) => (x[i * d] + x[i * d + 1] > 0 ? 1 : 0));
    return { theta: { w: [sine(d), [d]] }, data: { x: [x, [n, d]], y: [y, [n]] } };
  }
  const x = table(points, d, (i, j) => Math.sin(i + 2 * j));
  const y = Float64Array.from({ length: points }, (_, i) => x[i * d] * x[i * d + 1]);
  return {
    theta: {
      w1: [table(hidden, d, (h, j) => Math.sin((h + 1) * j) / 2), [hidden, d]],
      b1: [sine(hidden, 0.3), [hidden]],
      w2: [sine(hidden, 2), [hidden]],
      b2: [Float64Array.of(0.3), []],
    },
    data: { x: [x, [points, d]], y: [y, [points]] },
  };
}

/** What all must agree in: the value, and the norm of the gradient. */
export function result(value, gradients) {
  let sum = 0;
  for (const each of gradients) for (const g of each) sum += g * g;
  return { value, norm: Math.sqrt(sum) };
}
