// A fixed point: mean-field magnetisation, iterated until it stands still.
export function magnetisation(coupling = 1.3, field = 0.2) {
  let m = 0.5;
  let before: number;
  let rounds = 0;
  do {
    before = m;
    m = Math.tanh(coupling * m + field);
    rounds++;
  } while (Math.abs(m - before) > 1e-10 && rounds < 200);
  return (m - 0.6) ** 2 + 0.01 * coupling ** 2;
}
