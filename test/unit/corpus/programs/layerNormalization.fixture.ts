// Layer normalisation and a residual connection, with small statistics helpers.
const mean = (v: readonly number[]) => v.reduce((s, x) => s + x, 0) / v.length;
const variance = (v: readonly number[], m = mean(v)) => mean(v.map((x) => (x - m) ** 2));

const normalize = (v: readonly number[], gain: readonly number[], shift: readonly number[]) => {
  const m = mean(v);
  const s = Math.sqrt(variance(v, m) + 1e-5);
  return v.map((x, i) => (gain[i] * (x - m)) / s + shift[i]);
};

const inputs = [
  [0.1, 0.9, -0.4, 0.3],
  [1.2, -0.7, 0.5, 0.2],
];
const target = [0.3, 0.4, -0.1, 0.5];

export function block(gain = [1, 1.1, 0.9, 1], shift = [0, 0.1, 0, -0.1]) {
  const outputs = inputs.map((x) => {
    const normalized = normalize(x, gain, shift);
    return x.map((each, i) => each + 0.5 * normalized[i]);
  });
  return mean(outputs.map((row) => mean(row.map((o, i) => (o - target[i]) ** 2))));
}
