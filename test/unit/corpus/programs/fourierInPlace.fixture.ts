// The iterative FFT on two Float64Arrays: bit reversal, then butterflies in place.
function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const angle = (-2 * Math.PI) / size;
    for (let from = 0; from < n; from += size) {
      for (let k = 0; k < size / 2; k++) {
        const wr = Math.cos(angle * k);
        const wi = Math.sin(angle * k);
        const a = from + k;
        const b = a + size / 2;
        const xr = wr * re[b] - wi * im[b];
        const xi = wr * im[b] + wi * re[b];
        re[b] = re[a] - xr;
        im[b] = im[a] - xi;
        re[a] += xr;
        im[a] += xi;
      }
    }
  }
}

export function lowPass(signal = [0.3, -0.2, 0.9, 0.4, -0.8, 0.1, 0.5, -0.4]) {
  const re = Float64Array.from(signal);
  const im = new Float64Array(signal.length);
  transform(re, im);
  let high = 0;
  for (let k = 2; k <= 6; k++) high += re[k] ** 2 + im[k] ** 2;
  return high + (re[0] - 4) ** 2;
}
