// Layers as a list of weights, folded over the input.
type Layer = { W: number[][]; b: number[] };

const relu = (x: number) => Math.max(0, x);
const xs = [-1, -0.6, -0.1, 0.35, 0.8];

const layers: Layer[] = [
  { W: [[0.5], [-0.4], [0.9]], b: [0.13, 0.21, -0.17] },
  {
    W: [
      [0.2, 0.4, -0.3],
      [0.6, -0.1, 0.25],
    ],
    b: [0.05, 0.11],
  },
  { W: [[0.7, -0.8]], b: [0.02] },
];

const apply = ({ W, b }: Layer, x: number[], activation: (z: number) => number) =>
  W.map((row, i) => activation(row.reduce((sum, w, j) => sum + w * x[j]!, b[i]!)));

export function mlp(net: Layer[] = layers) {
  const last = net.length - 1;
  const predict = (x: number[]) =>
    net.reduce((h, layer, k) => apply(layer, h, k < last ? relu : (z) => z), x)[0]!;
  return xs.reduce((sum, x) => sum + (predict([x]) - x * x) ** 2, 0) / xs.length;
}
