// Portfolio: the mean of the worst losses, found by sorting.
const returns = [
  [0.02, -0.01, 0.03],
  [-0.04, 0.02, 0.01],
  [0.01, 0.015, -0.02],
  [-0.03, -0.02, 0.04],
  [0.05, 0.01, -0.01],
  [-0.01, 0.03, -0.05],
  [0.03, -0.025, 0.02],
  [-0.02, 0.005, 0.01],
];

export function cvar(logits = [0.1, 0.3, -0.2]) {
  const e = logits.map(Math.exp);
  const total = e.reduce((a, b) => a + b, 0);
  const weights = e.map((x) => x / total);
  const losses = returns.map((row) => -row.reduce((s, r, i) => s + r * weights[i], 0));
  losses.sort((a, b) => b - a);
  const worst = losses.slice(0, 3);
  return worst.reduce((a, b) => a + b, 0) / worst.length;
}
