/**
 * XOR by a network with four hidden units, the smallest task that no single layer can learn
 * (Rumelhart, Hinton and Williams, 1986). Up to step 80 a plateau at ¼, the loss of always
 * answering ½; then the units part, and the loss falls.
 *
 * @optimizer adam lr=0.02
 * @steps 500
 * @seed 1
 */
export function xor({ w, b, v, c } = start()) {
  let loss = 0;
  for (const [p, q, target] of truth) {
    const hidden = w.map(([wp, wq], i) => Math.tanh(wp * p + wq * q + b[i]));
    const output = hidden.reduce((sum, h, i) => sum + v[i] * h, c);
    loss += (output - target) ** 2;
  }
  return loss / truth.length;
}

/** Weights from a normal distribution of standard deviation ½, by the seed. */
function start() {
  const normal = () =>
    0.5 * Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const some = (n: number) => Array.from({ length: n }, normal);
  return { w: Array.from({ length: 4 }, () => some(2)), b: some(4), v: some(4), c: 0 };
}

const truth = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];
