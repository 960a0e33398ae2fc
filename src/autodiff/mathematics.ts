import { pow, toNumber } from './operators';
import { unaryRecorder } from './recorder';
import { type Active, node1, node2, nodeOf } from './tape';

/*
 * `Math` for the rewritten code. Values come from the engine's own Math, captured here before any
 * user code ran; partials are PyTorch's, at kinks too: abs′(0) = 0, ties of max and min share
 * evenly, √′(0) = ∞.
 */
const { sqrt, sin, cos, sinh, cosh, hypot, atan2, max, min, LN10, LN2 } = Math;
const native = Object.getOwnPropertyDescriptors(Math);
const valueOf = (name: string) =>
  (native as Record<string, PropertyDescriptor>)[name]!.value as (...x: number[]) => number;

/** ∂f/∂x from x and f(x). */
export const partials = {
  abs: (x: number) => (x > 0 ? 1 : x < 0 ? -1 : x * 0),
  acos: (x: number) => -1 / sqrt(1 - x * x),
  acosh: (x: number) => 1 / sqrt(x * x - 1),
  asin: (x: number) => 1 / sqrt(1 - x * x),
  asinh: (x: number) => 1 / sqrt(x * x + 1),
  atan: (x: number) => 1 / (x * x + 1),
  atanh: (x: number) => 1 / (1 - x * x),
  cbrt: (_x: number, value: number) => 1 / (3 * value * value),
  cos: (x: number) => -sin(x),
  cosh: (x: number) => sinh(x),
  exp: (_x: number, value: number) => value,
  expm1: (_x: number, value: number) => value + 1,
  fround: () => 1,
  log: (x: number) => 1 / x,
  log10: (x: number) => 1 / (x * LN10),
  log1p: (x: number) => 1 / (x + 1),
  log2: (x: number) => 1 / (x * LN2),
  sign: (x: number) => x * 0,
  sin: (x: number) => cos(x),
  sinh: (x: number) => cosh(x),
  sqrt: (_x: number, value: number) => 1 / (2 * value),
  tan: (_x: number, value: number) => 1 + value * value,
  tanh: (_x: number, value: number) => 1 - value * value,
} satisfies Record<string, (x: number, value: number) => number>;

/** Functions that are flat between their jumps: the gradient ends here. */
export const flat = ['ceil', 'clz32', 'floor', 'imul', 'round', 'trunc'] as const;

function withoutGradient(value: (...x: number[]) => number): (...x: unknown[]) => unknown {
  return (...x) => value(...values(numbers(x)));
}

function activeAtan2(a: unknown, b: unknown): unknown {
  const y = toNumber(a);
  const x = toNumber(b);
  const vy = valueAt(y);
  const vx = valueAt(x);
  const value = atan2(vy, vx);
  if (typeof y === 'number' && typeof x === 'number') return value;
  // In this form r² cannot overflow; at the origin it is 0/0.
  const r = hypot(vx, vy);
  return node2(value, parent(y), vx / r / r, parent(x), -(vy / r / r));
}

function activeHypot(...args: unknown[]): unknown {
  const x = numbers(args);
  const value = hypot(...values(x));
  return fold(value, x, (each) => each / value);
}

/** max or min: those who share the extreme share its gradient evenly; NaN comes before all. */
function extreme(value: (...x: number[]) => number): (...x: unknown[]) => unknown {
  return (...args) => {
    if (args.length === 2 && typeof args[0] === 'number' && typeof args[1] === 'number') {
      return value(args[0], args[1]);
    }
    const x = numbers(args);
    const result = value(...values(x));
    const isExtreme = (each: number) => each === result || (each !== each && result !== result);
    let ties = 0;
    for (const each of x) if (isExtreme(valueAt(each))) ties++;
    return fold(result, x, (each) => (isExtreme(each) ? 1 / ties : 0));
  };
}

/** A node of any number of parents, as a chain of nodes of two. */
function fold(
  value: number,
  x: (number | Active)[],
  partial: (x: number) => number,
): number | Active {
  let result: Active | undefined;
  for (const each of x) {
    if (typeof each === 'number' || nodeOf(each) === 0) continue;
    const d = partial(each.$value);
    result = result
      ? node2(value, nodeOf(result), 1, nodeOf(each), d)
      : node1(value, nodeOf(each), d);
  }
  return result ?? value;
}

// Loops, not `map`: the user's code may have put something else into Array.prototype.
function numbers(args: unknown[]): (number | Active)[] {
  const x: (number | Active)[] = [];
  for (let i = 0; i < args.length; i++) x[i] = toNumber(args[i]);
  return x;
}

function values(x: (number | Active)[]): number[] {
  const plain: number[] = [];
  for (let i = 0; i < x.length; i++) plain[i] = valueAt(x[i]!);
  return plain;
}

function valueAt(x: number | Active): number {
  return typeof x === 'number' ? x : x.$value;
}

function parent(x: number | Active): number {
  return typeof x === 'number' ? 0 : nodeOf(x);
}

/** A `Math` whose functions take and give active numbers; `random` is the seeded stream. */
export function activeMath(random: () => number): object {
  const math = Object.create(Object.prototype, native) as Record<string, unknown>;
  for (const [name, partial] of Object.entries(partials)) {
    const f = unaryRecorder(name, valueOf(name), partial, (x) => f(toNumber(x)));
    math[name] = f;
  }
  for (const name of flat) math[name] = withoutGradient(valueOf(name));
  return Object.assign(math, {
    atan2: activeAtan2,
    hypot: activeHypot,
    max: extreme(max),
    min: extreme(min),
    pow: activePow,
    random,
  });
}

/** Plain `Math` but for its `random`. */
export function plainMath(random: () => number): object {
  return Object.assign(Object.create(Object.prototype, native) as object, { random });
}

const activePow = (a: unknown, b: unknown): unknown => pow(toNumber(a), toNumber(b));
