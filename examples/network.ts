/**
 * A network with three hidden units that learns sin 2x: ten parameters in four leaves. Watch which
 * coordinates the effective learning rate favours.
 *
 * @optimizer adam lr=0.02
 * @steps 1500
 */
export function network({ w1, b1, w2, b2 } = start) {
  let loss = 0;
  for (const x of inputs) {
    const hidden = w1.map((w, i) => Math.tanh(w * x + b1[i]));
    const output = hidden.reduce((sum, h, i) => sum + w2[i] * h, b2);
    loss += (output - Math.sin(2 * x)) ** 2;
  }
  return loss / inputs.length;
}

const start = { w1: [0.5, -0.4, 0.3], b1: [0.1, 0, -0.1], w2: [0.2, -0.3, 0.6], b2: 0.05 };
const inputs = [-1, -0.5, 0, 0.5, 1];
