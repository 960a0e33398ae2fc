// The task of the trace benchmark, the same for everyone: Adam on Rosenbrock, recording at every
// step loss, θ, g, m and v (nine numbers; the other series follow from them).
export const start = [-1.2, 1];
export const hyperparameters = { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 };
export const width = 9;
export const source =
  'export function rosenbrock([x, y] = [-1.2, 1]) {\n' +
  '  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;\n' +
  '}\n';
