/** Powers of ten between `min` and `max`, every k-th so that at most `most` remain. */
export function decadeTicks(min: number, max: number, most = 6): number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  const every = Math.ceil((last - first + 1) / most) || 1;
  const ticks: number[] = [];
  for (let exponent = last; exponent >= first; exponent -= every) ticks.unshift(10 ** exponent);
  return ticks;
}

/** Round numbers (1, 2 or 5 times a power of ten apart) between `min` and `max`, about `most`. */
export function linearTicks(min: number, max: number, most = 5): number[] {
  const raw = (max - min) / most;
  if (!(raw > 0) || !Number.isFinite(raw)) return [min];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw * (1 - 1e-9))!;
  const ticks: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
    // Through a decimal, so that 3 * 0.1 is 0.3.
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}
