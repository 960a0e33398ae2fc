// A recursive radix-2 FFT on { re, im } objects; fits the spectrum of a chirp.
interface Complex {
  re: number;
  im: number;
}

function fft(signal: Complex[]): Complex[] {
  const n = signal.length;
  if (n === 1) return signal;
  const even = fft(signal.filter((_, i) => i % 2 === 0));
  const odd = fft(signal.filter((_, i) => i % 2 === 1));
  const out = new Array<Complex>(n);
  for (let k = 0; k < n / 2; k++) {
    const angle = (-2 * Math.PI * k) / n;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const re = c * odd[k].re - s * odd[k].im;
    const im = c * odd[k].im + s * odd[k].re;
    out[k] = { re: even[k].re + re, im: even[k].im + im };
    out[k + n / 2] = { re: even[k].re - re, im: even[k].im - im };
  }
  return out;
}

const wanted = [0.3, 1.2, 2.4, 0.8, 0.2, 0.1, 0.1, 0.2];

export function chirp([f0, rate] = [0.9, 0.12]) {
  const signal = Array.from({ length: 8 }, (_, t) => ({
    re: Math.cos(f0 * t + rate * t * t),
    im: 0,
  }));
  const spectrum = fft(signal);
  return wanted.reduce((sum, power, k) => {
    const { re, im } = spectrum[k];
    return sum + ((re * re + im * im) / 8 - power) ** 2;
  }, 0);
}
