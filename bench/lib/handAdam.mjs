/** Adam as somebody writes it who needs it once, θ stepped in place; returns what walks so many steps. */
export function handWrittenAdam(size) {
  const [lr, beta1, beta2, eps] = [0.001, 0.9, 0.999, 1e-8];
  const theta = Float64Array.from({ length: size }, (_, i) => Math.cos(i));
  const g = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  return (from, to) => {
    for (let t = from; t < to; t++) {
      const stepSize = lr / (1 - beta1 ** t);
      const rootCorrection = Math.sqrt(1 - beta2 ** t);
      for (let i = 0; i < size; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        theta[i] -= (stepSize * m[i]) / (Math.sqrt(v[i]) / rootCorrection + eps);
      }
    }
  };
}
