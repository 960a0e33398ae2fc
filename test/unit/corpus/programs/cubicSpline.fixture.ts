// Natural cubic spline by the Thomas algorithm, with its bending energy.
const knots = [0, 1, 2, 3, 4];
const samples: [number, number][] = [
  [0.5, 0.4],
  [1.5, 1.1],
  [2.5, 0.2],
  [3.3, -0.7],
];

function secondDerivatives(y: number[]): number[] {
  const n = y.length;
  const c = new Array<number>(n).fill(0);
  const d = new Array<number>(n).fill(0);
  for (let i = 1; i < n - 1; i++) {
    const pivot = 4 - c[i - 1];
    c[i] = 1 / pivot;
    d[i] = (6 * (y[i - 1] - 2 * y[i] + y[i + 1]) - d[i - 1]) / pivot;
  }
  const m = new Array<number>(n).fill(0);
  for (let i = n - 2; i > 0; i--) m[i] = d[i] - c[i] * m[i + 1];
  return m;
}

export function spline(y = [0, 0.8, 0.9, -0.4, -0.2]) {
  const m = secondDerivatives(y);
  const at = (x: number) => {
    const k = Math.min(Math.floor(x), knots.length - 2);
    const [a, b] = [knots[k + 1] - x, x - knots[k]];
    return (
      (m[k] * a ** 3 + m[k + 1] * b ** 3) / 6 +
      (y[k] - m[k] / 6) * a +
      (y[k + 1] - m[k + 1] / 6) * b
    );
  };
  const misfit = samples.reduce((sum, [x, value]) => sum + (at(x) - value) ** 2, 0);
  const bending = m.reduce((sum, each) => sum + each ** 2, 0);
  return misfit + 0.01 * bending;
}
