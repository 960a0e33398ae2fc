// Explicit finite differences on a Float64Array, two buffers that change places.
const measured = [0, 0.12, 0.31, 0.42, 0.3, 0.11, 0];

export function diffusivity(kappa = 0.8, source = 0.5) {
  const n = measured.length;
  let u = new Float64Array(n);
  let next = new Float64Array(n);
  for (let i = 0; i < n; i++) u[i] = Math.sin((Math.PI * i) / (n - 1));
  const dt = 0.1;
  for (let t = 0; t < 12; t++) {
    for (let i = 1; i < n - 1; i++) {
      next[i] = u[i] + dt * (kappa * (u[i - 1] - 2 * u[i] + u[i + 1]) + source * u[i] * (1 - u[i]));
    }
    [u, next] = [next, u];
  }
  let error = 0;
  for (let i = 0; i < n; i++) error += (u[i] - measured[i]) ** 2;
  return error;
}
