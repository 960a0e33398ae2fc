const { cosh, hypot, log, sinh, sqrt, LN10, LN2 } = Math;

/**
 * ∂²f/∂x² of the functions of one number that are curved, from x and f(x): the derivatives of the
 * partials in mathematics.ts.
 */
export const unarySeconds = {
  acos: (x: number) => -x / cubed(sqrt(1 - x * x)),
  acosh: (x: number) => -x / cubed(sqrt(x * x - 1)),
  asin: (x: number) => x / cubed(sqrt(1 - x * x)),
  asinh: (x: number) => -x / cubed(sqrt(x * x + 1)),
  atan: (x: number) => (-2 * x) / (x * x + 1) / (x * x + 1),
  atanh: (x: number) => (2 * x) / (1 - x * x) / (1 - x * x),
  cbrt: (_x: number, value: number) => -2 / (9 * cubed(value) * value * value),
  cos: (_x: number, value: number) => -value,
  cosh: (x: number) => cosh(x),
  exp: (_x: number, value: number) => value,
  expm1: (_x: number, value: number) => value + 1,
  log: (x: number) => -1 / x / x,
  log10: (x: number) => -1 / x / x / LN10,
  log1p: (x: number) => -1 / (x + 1) / (x + 1),
  log2: (x: number) => -1 / x / x / LN2,
  sin: (_x: number, value: number) => -value,
  sinh: (x: number) => sinh(x),
  sqrt: (_x: number, value: number) => -1 / (4 * cubed(value)),
  tan: (_x: number, value: number) => 2 * value * (1 + value * value),
  tanh: (_x: number, value: number) => -2 * value * (1 - value * value),
} satisfies Record<string, (x: number, value: number) => number>;

function cubed(x: number): number {
  return x * x * x;
}

/** ∂²f/∂a², ∂²f/∂a∂b and ∂²f/∂b². */
export type Seconds = readonly [aa: number, ab: number, bb: number];

/** Of f(a, b), from a, b and f(a, b). */
export const binarySeconds = {
  div: (_a: number, b: number, value: number): Seconds => [0, -1 / b / b, (2 * value) / b / b],
  pow: (a: number, b: number): Seconds => [powTwiceByBase(a, b), powByBoth(a, b), twiceByLog(a, b)],
  // At (y, x), in a form in which no square can overflow.
  atan2: (y: number, x: number): Seconds => {
    const r = hypot(x, y);
    const [c, s] = [x / r, y / r];
    const twice = (2 * c * s) / r / r;
    return [-twice, ((s - c) * (s + c)) / r / r, twice];
  },
  hypot: (a: number, b: number, r: number): Seconds => {
    const [c, s] = [a / r, b / r];
    return [(s * s) / r, (-c * s) / r, (c * c) / r];
  },
} satisfies Record<string, (a: number, b: number, value: number) => Seconds>;

// Where b is 0 or 1 the power is a constant or linear, be a = 0 or not.
export function powTwiceByBase(a: number, b: number): number {
  return b === 0 || b === 1 ? 0 : b * (b - 1) * a ** (b - 2);
}

function powByBoth(a: number, b: number): number {
  return a === 0 && b > 1 ? 0 : a ** (b - 1) * (1 + b * log(a));
}

/** As of the first order, 0ᵇ does not depend on b where b ≥ 0. */
function twiceByLog(a: number, b: number): number {
  return a === 0 && b >= 0 ? 0 : a ** b * log(a) * log(a);
}
