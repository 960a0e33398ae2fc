// Three classes, softmax with the largest logit taken off, cross-entropy.
const data = [
  { x: [1, 0.5], t: 0 },
  { x: [-0.3, 1.2], t: 1 },
  { x: [-1, -0.8], t: 2 },
  { x: [0.9, 0.1], t: 0 },
  { x: [0.1, 1.1], t: 1 },
];

function softmax(logits: number[]) {
  const max = Math.max(...logits);
  const exps = logits.map((z) => Math.exp(z - max));
  const total = exps.reduce((a, b) => a + b, 0);
  return exps.map((e) => e / total);
}

export function crossEntropy({
  W,
  b,
} = {
  W: [
    [0.1, 0.2],
    [-0.3, 0.1],
    [0.2, -0.2],
  ],
  b: [0, 0, 0],
}) {
  let loss = 0;
  for (const { x, t } of data) {
    const logits = W.map((row, k) => row[0] * x[0] + row[1] * x[1] + b[k]);
    loss -= Math.log(softmax(logits)[t]);
  }
  return loss / data.length;
}
