import { shownValue } from '../text';

/** Digits of a tick where they suffice, and beyond which a double has none. */
const fewestDigits = 3;
const mostDigits = 15;

/**
 * The labels of an axis's ticks, with as many digits as it takes to say where each stands: `2.98`,
 * `2.985`, `2.99`.
 */
export function tickLabels(ticks: readonly number[]): string[] {
  let gap = Infinity;
  for (let i = 1; i < ticks.length; i++) gap = Math.min(gap, Math.abs(ticks[i]! - ticks[i - 1]!));
  const label = (digits: number) => ticks.map((tick) => shownValue(tick, digits));
  const isExact = (labels: readonly string[]) =>
    labels.every((text, i) => Math.abs(Number(text) - ticks[i]!) < gap / 10);
  for (let digits = fewestDigits; digits < mostDigits; digits++) {
    const labels = label(digits);
    if (isExact(labels)) return labels;
  }
  return label(mostDigits);
}

/**
 * Round numbers for a logarithmic axis between two positive numbers, about `most` of them: every
 * k-th power of ten, or 1, 2 and 5 times those, or, within a factor of a few, as on a linear axis.
 */
export function logTicks(min: number, max: number, most = 6): number[] {
  if (!(min > 0 && max < Infinity)) return [];
  const powers = between(min, max, [1]);
  if (powers.length > 2) {
    const every = Math.ceil(powers.length / most);
    return powers.filter((_, i) => (powers.length - 1 - i) % every === 0);
  }
  const rounded = between(min, max, [1, 2, 5]);
  if (rounded.length > most) return powers;
  return rounded.length > 2 ? rounded : linearTicks(min, max, Math.min(most, 4));
}

function between(min: number, max: number, mantissas: readonly number[]): number[] {
  const last = Math.ceil(Math.log10(max));
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(min)); exponent <= last; exponent++) {
    for (const mantissa of mantissas) {
      const tick = Number(`${mantissa}e${exponent}`);
      if (tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks;
}

/**
 * Round numbers (1, 2 or 5 times a power of ten apart) between `min` and `max`, about `most`;
 * `around` them: from the last one below to the first one above.
 */
export function linearTicks(min: number, max: number, most = 5, around = false): number[] {
  const raw = (max - min) / most;
  if (!(raw > 0) || !Number.isFinite(raw)) return [min];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw * (1 - 1e-9))!;
  const ticks: number[] = [];
  const first = around ? Math.floor(min / step + 1e-9) : Math.ceil(min / step - 1e-9);
  const last = around ? Math.ceil(max / step - 1e-9) : Math.floor(max / step + 1e-9);
  for (let i = first; i <= last; i++) {
    // Through a decimal, so that 3 * 0.1 is 0.3.
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}
