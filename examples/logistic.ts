/**
 * Logistic regression on twelve points, four at a time: the context's `step` picks the batch, so
 * the loss that the optimizer sees jumps from batch to batch. `fullLoss` is the loss of all points.
 *
 * @optimizer adam lr=0.05
 * @steps 600
 * @evaluate fullLoss every=10
 */
export function logistic({ w, b } = { w: [0.1, -0.2, 0.3], b: 0 }, { step }: { step: number }) {
  const batch = (step - 1) % 3;
  return meanLoss({ w, b }, 4 * batch, 4 * batch + 4);
}

function fullLoss(theta: Theta) {
  return meanLoss(theta, 0, points.length);
}

function meanLoss({ w, b }: Theta, from: number, to: number) {
  let loss = 0;
  for (let i = from; i < to; i++) {
    const z = points[i].reduce((sum, x, j) => sum + x * w[j], b);
    loss += Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - labels[i] * z;
  }
  return loss / (to - from);
}

type Theta = { w: number[]; b: number };

const points = Array.from({ length: 12 }, (_, i) =>
  Array.from({ length: 3 }, (_, j) => ((7 * i + 3 * j) % 11) / 5 - 1),
);
const labels = points.map(([a, b, c]) => (a - 0.5 * b + 0.25 * c > 0 ? 1 : 0));
