/** JSON has no non-finite numbers: they travel as these strings. */
export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity';

export function toJsonNumber(value: number): JsonNumber {
  return Number.isFinite(value) ? value : (String(value) as JsonNumber);
}

export function fromJsonNumber(value: JsonNumber): number {
  return Number(value);
}

/**
 * A number for people: `digits` significant digits, always with a point, a real minus sign left
 * out on purpose so that it can be copied. `-0` stays `-0`.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value) || Number.isInteger(value)) {
    if (Math.abs(value) < 1e6 || !Number.isFinite(value)) return String(value);
  }
  const size = Math.abs(value);
  const text =
    size >= 1e-3 && size < 1e6 ? value.toPrecision(digits) : value.toExponential(digits - 1);
  const [mantissa, exponent] = text.split('e');
  const short = mantissa!.includes('.') ? mantissa!.replace(/\.?0+$/, '') : mantissa!;
  return exponent === undefined ? short : `${short}e${exponent}`;
}

/** `2740` as `2,740`: the same in every language, as are the points of numbers. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
