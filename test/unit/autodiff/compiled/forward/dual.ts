/**
 * Forward mode for tests: a number with its partial derivatives. Written apart from the code under
 * test, so that it is another opinion. Kinks are PyTorch's.
 */
export class Dual {
  constructor(
    readonly v: number,
    /** ∂v/∂θ. */
    readonly d: readonly number[],
  ) {}
}

export const valueOf = (x: unknown): number => (x instanceof Dual ? x.v : (x as number));

/** A function of numbers whose partial derivatives are known where it is evaluated. */
function made(value: number, ...parts: [x: unknown, partial: number][]): unknown {
  let d: number[] | null = null;
  for (const [x, partial] of parts) {
    if (!(x instanceof Dual)) continue;
    d ??= x.d.map(() => 0);
    // What carries no derivative must not be spoilt by an infinite partial.
    x.d.forEach((each, i) => {
      if (each !== 0) d![i]! += each * partial;
    });
  }
  return d ? new Dual(value, d) : value;
}

export function binary(operator: string, x: unknown, y: unknown): unknown {
  const [a, b] = [valueOf(x), valueOf(y)];
  if (typeof a === 'bigint') return ofBigints(operator, a, b as unknown as bigint);
  switch (operator) {
    case '+':
      if (typeof a === 'string' || typeof b === 'string') return `${a}${b}`;
      return made(a + b, [x, 1], [y, 1]);
    case '-':
      return made(a - b, [x, 1], [y, -1]);
    case '*':
      return made(a * b, [x, b], [y, a]);
    case '/':
      return made(a / b, [x, 1 / b], [y, -a / (b * b)]);
    case '%':
      return made(a % b, [x, 1], [y, -Math.trunc(a / b)]);
    case '**':
      return made(a ** b, [x, b === 0 ? 0 : b * a ** (b - 1)], [y, a ** b * Math.log(a)]);
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '===':
      return a === b;
    case '!==':
      return a !== b;
    case '|':
      return a | b;
    case '&':
      return a & b;
    case '^':
      return a ^ b;
    default:
      throw new Error(operator);
  }
}

/** Whole numbers of any size carry no derivative. */
function ofBigints(operator: string, a: bigint, b: bigint): unknown {
  switch (operator) {
    case '+':
      return a + b;
    case '%':
      return a % b;
    case '<':
      return a < b;
    case '===':
      return a === b;
    default:
      throw new Error(operator);
  }
}

const derivatives: Record<string, (x: number) => number> = {
  sin: (x) => Math.cos(x),
  cos: (x) => -Math.sin(x),
  tan: (x) => 1 / Math.cos(x) ** 2,
  exp: (x) => Math.exp(x),
  log: (x) => 1 / x,
  log1p: (x) => 1 / (1 + x),
  log2: (x) => 1 / (x * Math.LN2),
  log10: (x) => 1 / (x * Math.LN10),
  sqrt: (x) => 0.5 / Math.sqrt(x),
  cbrt: (x) => 1 / (3 * Math.cbrt(x) ** 2),
  // Where they are flat, any other formula rounds otherwise.
  expm1: (x) => Math.expm1(x) + 1,
  tanh: (x) => 1 - Math.tanh(x) ** 2,
  sinh: (x) => Math.cosh(x),
  cosh: (x) => Math.sinh(x),
  atan: (x) => 1 / (1 + x * x),
  asinh: (x) => 1 / Math.hypot(x, 1),
  abs: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
  fround: () => 1,
  ...Object.fromEntries(
    ['sign', 'floor', 'ceil', 'round', 'trunc'].map((name) => [name, () => 0] as const),
  ),
};

/** `Math` on such numbers. */
export function mathematics(random: () => number): Record<string, unknown> {
  const own: Record<string, unknown> = { PI: Math.PI, E: Math.E, random };
  for (const [name, derivative] of Object.entries(derivatives)) {
    own[name] = (x: unknown) => {
      const at = valueOf(x);
      return made(Math[name as 'sin'](at), [x, derivative(at)]);
    };
  }
  for (const name of ['max', 'min'] as const) {
    own[name] = (...all: unknown[]) => {
      const extreme = Math[name](...all.map(valueOf));
      const ties = all.filter((each) => valueOf(each) === extreme);
      return made(extreme, ...ties.map((each): [unknown, number] => [each, 1 / ties.length]));
    };
  }
  own.hypot = (...all: unknown[]) => {
    const r = Math.hypot(...all.map(valueOf));
    return made(r, ...all.map((each): [unknown, number] => [each, valueOf(each) / r]));
  };
  own.atan2 = (y: unknown, x: unknown) => {
    const [a, b] = [valueOf(y), valueOf(x)];
    const r2 = a * a + b * b;
    return made(Math.atan2(a, b), [y, b / r2], [x, -a / r2]);
  };
  own.pow = (x: unknown, y: unknown) => binary('**', x, y);
  return own;
}
