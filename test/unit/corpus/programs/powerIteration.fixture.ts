// The largest eigenvalue of a symmetric matrix by power iteration with normalisation.
const wanted = 3.2;

export function spectralGap(
  entries = [2, 0.5, 0.3, 1.5, -0.2, 1],
) {
  const [a, b, c, d, e, f] = entries;
  const A = [
    [a, b, c],
    [b, d, e],
    [c, e, f],
  ];
  let v = [1, 0.3, 0.2];
  let eigenvalue = 0;
  for (let k = 0; k < 25; k++) {
    const w = A.map((row) => row.reduce((s, x, i) => s + x * v[i], 0));
    eigenvalue = Math.hypot(...w);
    v = w.map((x) => x / eigenvalue);
  }
  return (eigenvalue - wanted) ** 2;
}
