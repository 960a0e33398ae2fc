// A contrastive loss: cosine similarities of all pairs, with flatMap for the negatives.
const anchors = [
  [1, 0.1],
  [-0.2, 0.9],
  [0.7, -0.6],
];
const positives = [
  [0.9, 0.3],
  [0.1, 1],
  [0.6, -0.8],
];

const embed = (W: number[][], x: number[]) => {
  const z = W.map(([p, q]) => p * x[0] + q * x[1]);
  const norm = Math.hypot(...z);
  return z.map((each) => each / norm);
};
const similarity = (a: number[], b: number[]) => a.reduce((s, each, i) => s + each * b[i], 0);

export function infoNce(
  W = [
    [0.9, -0.2],
    [0.3, 0.8],
    [-0.5, 0.4],
  ],
) {
  const temperature = 0.5;
  const left = anchors.map((x) => embed(W, x));
  const right = positives.map((x) => embed(W, x));
  return left
    .flatMap((a, i) => {
      const logits = right.map((b) => similarity(a, b) / temperature);
      return [Math.log(logits.reduce((s, z) => s + Math.exp(z), 0)) - logits[i]];
    })
    .reduce((a, b) => a + b, 0);
}
