import { hyperparameters, start, width } from './rosenbrock.mjs';

/** What somebody writes who needs these numbers once: gradient and Adam by hand, into one array. */
export function handWritten(steps) {
  const { lr, beta1, beta2, eps } = hyperparameters;
  const rows = new Float64Array(steps * width);
  return {
    name: 'hand-written JavaScript, gradient by hand',
    rows,
    run() {
      const theta = Float64Array.from(start);
      const g = new Float64Array(2);
      const m = new Float64Array(2);
      const v = new Float64Array(2);
      let at = 0;
      for (let t = 1; t <= steps; t++) {
        const [x, y] = theta;
        const valley = y - x * x;
        const loss = (1 - x) ** 2 + 100 * valley ** 2;
        g[0] = -2 * (1 - x) - 400 * x * valley;
        g[1] = 200 * valley;
        const stepSize = lr / (1 - beta1 ** t);
        const rootCorrection = Math.sqrt(1 - beta2 ** t);
        rows[at++] = loss;
        for (let i = 0; i < 2; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
          theta[i] -= (stepSize * m[i]) / (Math.sqrt(v[i]) / rootCorrection + eps);
        }
        for (let i = 0; i < 2; i++) rows[at++] = theta[i];
        for (let i = 0; i < 2; i++) rows[at++] = g[i];
        for (let i = 0; i < 2; i++) rows[at++] = m[i];
        for (let i = 0; i < 2; i++) rows[at++] = v[i];
      }
    },
  };
}
