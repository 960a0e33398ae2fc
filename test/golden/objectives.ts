/** The objectives of the golden runs, as a person would write them. */

export function rosenbrock([x, y] = [-1.2, 1]) {
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}

export const beale = ([x, y] = [1, 1]) =>
  (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2;

export const himmelblau = ([x, y] = [0, 0]) => (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2;

export const booth = ([x, y] = [0, 0]) => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2;

export function quadratic10(x: number[] = Array.from({ length: 10 }, () => 1)) {
  return 0.5 * x.reduce((sum, xi, i) => sum + 10 ** (i / 3) * xi ** 2, 0);
}

export function reddiPeriodic([x] = [0], { step }: { step: number }) {
  return step % 3 === 1 ? 3 * x : -x;
}

const rows = Array.from({ length: 12 }, (_, i) =>
  [0, 1, 2].map((j) => ((7 * i + 3 * j) % 11) / 5 - 1),
);
const labels = rows.map(([a, b, c]) => (a! - 0.5 * b! + 0.25 * c! > 0 ? 1 : 0));
const batchSize = 4;

export function logisticMiniBatch(
  { w, b } = { w: [0.1, -0.2, 0.3], b: 0 },
  { step }: { step: number },
) {
  const first = batchSize * ((step - 1) % 3);
  let loss = 0;
  for (let i = first; i < first + batchSize; i++) {
    const z = w.reduce((sum, wj, j) => sum + wj * rows[i]![j]!, b);
    loss += softplus(z) - labels[i]! * z;
  }
  return loss / batchSize;
}

/** log(1 + eᶻ) without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

export class Network {
  static mlp131(
    w1 = [0.5, -0.4, 0.3],
    b1 = [0.1, 0, -0.1],
    w2 = [0.2, -0.3, 0.6],
    b2 = 0.05,
  ): number {
    const inputs = [-1, -0.5, 0, 0.5, 1];
    const squares = inputs.map((x) => {
      const hidden = w1.map((w, i) => Math.tanh(w * x + b1[i]!));
      const output = hidden.reduce((sum, h, i) => sum + w2[i]! * h, b2);
      return (output - Math.sin(2 * x)) ** 2;
    });
    return squares.reduce((sum, square) => sum + square, 0) / inputs.length;
  }
}
