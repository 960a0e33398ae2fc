import { Active, node1, node2, nodeOf } from './tape';

/*
 * What the operators of the rewritten code call. Each first asks for the plain case, two numbers,
 * which V8 inlines; values are computed by the very operator of the source, so their bits are those
 * of the plain function. Parameters are `unknown` because JavaScript's operators take anything.
 */

/** A primitive or an active number in place of `x`, as ToPrimitive would give it. */
export function primitive(x: unknown, hint: 'default' | 'number'): unknown {
  if ((typeof x !== 'object' && typeof x !== 'function') || x === null || x instanceof Active) {
    return x;
  }
  // By hand, because an object's own valueOf may return an active number, which to the language
  // itself would be "no primitive".
  const exotic: unknown = (x as { [Symbol.toPrimitive]?: unknown })[Symbol.toPrimitive];
  if (exotic === undefined || exotic === null) {
    for (const name of ['valueOf', 'toString'] as const) {
      const method: unknown = (x as Record<string, unknown>)[name];
      if (typeof method !== 'function') continue;
      const result: unknown = apply(method as Callable, x, []);
      if (isPrimitive(result)) return result;
    }
  } else if (typeof exotic === 'function') {
    const result: unknown = apply(exotic as Callable, x, [hint]);
    if (isPrimitive(result)) return result;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

type Callable = (...args: unknown[]) => unknown;
const apply = Reflect.apply as (f: Callable, self: unknown, args: unknown[]) => unknown;

function isPrimitive(x: unknown): boolean {
  return (typeof x !== 'object' && typeof x !== 'function') || x === null || x instanceof Active;
}

/** The plain value of an active number; anything else as it is. */
export function plain(x: unknown): unknown {
  return x instanceof Active ? x.$value : x;
}

/** ToNumeric: an active number stays one. */
export function numeric(x: unknown): unknown {
  if (typeof x === 'number' || x instanceof Active) return x;
  const p = primitive(x, 'number');
  return p instanceof Active || typeof p === 'bigint' ? p : +(p as number);
}

/** ToNumber: an active number stays one, a bigint throws. */
export function toNumber(x: unknown): number | Active {
  if (typeof x === 'number' || x instanceof Active) return x;
  const p = primitive(x, 'number');
  return p instanceof Active ? p : +(p as number);
}

/** What the operators do with operands that are not two plain numbers. */
function binary(
  a: unknown,
  b: unknown,
  both: (a: number, b: number, pa: number, pb: number) => Active,
  native: (a: number, b: number) => unknown,
): unknown {
  const x = primitive(a, 'number');
  const y = primitive(b, 'number');
  if (x instanceof Active) {
    if (y instanceof Active) return active(x, y, both, native);
    // A bigint throws here, as it does beside a number.
    if (typeof y === 'bigint') return native(x.$value, y as never);
    return active(x, new Active(+(y as number), 0, -1), both, native);
  }
  if (y instanceof Active) {
    if (typeof x === 'bigint') return native(x as never, y.$value);
    return active(new Active(+(x as number), 0, -1), y, both, native);
  }
  return native(x as number, y as number);
}

function active(
  x: Active,
  y: Active,
  both: (a: number, b: number, pa: number, pb: number) => Active,
  native: (a: number, b: number) => unknown,
): unknown {
  const px = nodeOf(x);
  const py = nodeOf(y);
  return px === 0 && py === 0 ? native(x.$value, y.$value) : both(x.$value, y.$value, px, py);
}

// --- arithmetic: one function for the two fast shapes each, the rest goes through `binary` -------

function addNodes(a: number, b: number, pa: number, pb: number): Active {
  return pa === 0
    ? node1(a + b, pb, 1)
    : pb === 0
      ? node1(a + b, pa, 1)
      : node2(a + b, pa, 1, pb, 1);
}

export function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'number') {
    if (typeof b === 'number') return a + b;
    if (b instanceof Active) return addNodes(a, b.$value, 0, nodeOf(b));
  } else if (a instanceof Active) {
    if (typeof b === 'number') return addNodes(a.$value, b, nodeOf(a), 0);
    if (b instanceof Active) return addNodes(a.$value, b.$value, nodeOf(a), nodeOf(b));
  }
  return addAnything(a, b);
}

function addAnything(a: unknown, b: unknown): unknown {
  const x = primitive(a, 'default');
  const y = primitive(b, 'default');
  if (typeof x === 'string' || typeof y === 'string') {
    return (plain(x) as string) + (plain(y) as string);
  }
  return binary(x, y, addNodes, (p, q) => p + q);
}

function subNodes(a: number, b: number, pa: number, pb: number): Active {
  return pa === 0
    ? node1(a - b, pb, -1)
    : pb === 0
      ? node1(a - b, pa, 1)
      : node2(a - b, pa, 1, pb, -1);
}

export function sub(a: unknown, b: unknown): unknown {
  if (typeof a === 'number') {
    if (typeof b === 'number') return a - b;
    if (b instanceof Active) return subNodes(a, b.$value, 0, nodeOf(b));
  } else if (a instanceof Active) {
    if (typeof b === 'number') return subNodes(a.$value, b, nodeOf(a), 0);
    if (b instanceof Active) return subNodes(a.$value, b.$value, nodeOf(a), nodeOf(b));
  }
  return binary(a, b, subNodes, (p, q) => p - q);
}

function mulNodes(a: number, b: number, pa: number, pb: number): Active {
  return pa === 0
    ? node1(a * b, pb, a)
    : pb === 0
      ? node1(a * b, pa, b)
      : node2(a * b, pa, b, pb, a);
}

export function mul(a: unknown, b: unknown): unknown {
  if (typeof a === 'number') {
    if (typeof b === 'number') return a * b;
    if (b instanceof Active) return mulNodes(a, b.$value, 0, nodeOf(b));
  } else if (a instanceof Active) {
    if (typeof b === 'number') return mulNodes(a.$value, b, nodeOf(a), 0);
    if (b instanceof Active) return mulNodes(a.$value, b.$value, nodeOf(a), nodeOf(b));
  }
  return binary(a, b, mulNodes, (p, q) => p * q);
}

function divNodes(a: number, b: number, pa: number, pb: number): Active {
  const value = a / b;
  return pb === 0 ? node1(value, pa, 1 / b) : node2(value, pb, -value / b, pa, 1 / b);
}

export function div(a: unknown, b: unknown): unknown {
  if (typeof a === 'number') {
    if (typeof b === 'number') return a / b;
    if (b instanceof Active) return divNodes(a, b.$value, 0, nodeOf(b));
  } else if (a instanceof Active) {
    if (typeof b === 'number') return divNodes(a.$value, b, nodeOf(a), 0);
    if (b instanceof Active) return divNodes(a.$value, b.$value, nodeOf(a), nodeOf(b));
  }
  return binary(a, b, divNodes, (p, q) => p / q);
}

function remNodes(a: number, b: number, pa: number, pb: number): Active {
  const value = a % b;
  return pb === 0 ? node1(value, pa, 1) : node2(value, pb, -trunc(a / b), pa, 1);
}

export function rem(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a % b;
  return binary(a, b, remNodes, (p, q) => p % q);
}

/** Partials as PyTorch has them: x⁰ has none in x; 0ᵖ has none in p for p ≥ 0. */
function powNodes(a: number, b: number, pa: number, pb: number): Active {
  const value = a ** b;
  const byBase = b === 2 ? 2 * a : b === 0 ? 0 : b * a ** (b - 1);
  if (pb === 0) return node1(value, pa, byBase);
  return node2(value, pb, a === 0 && b >= 0 ? 0 : value * log(a), pa, byBase);
}

export function pow(a: unknown, b: unknown): unknown {
  if (typeof b === 'number') {
    if (typeof a === 'number') return a ** b;
    if (a instanceof Active) return powNodes(a.$value, b, nodeOf(a), 0);
  }
  return binary(a, b, powNodes, (p, q) => p ** q);
}

const { trunc, log } = Math;

export function neg(a: unknown): unknown {
  if (typeof a === 'number') return -a;
  const x = numeric(a);
  return x instanceof Active ? node1(-x.$value, nodeOf(x), -1) : -(x as number);
}

/** Unary plus. */
export function pos(a: unknown): unknown {
  return toNumber(a);
}

export function increment(a: unknown): unknown {
  if (typeof a === 'number') return a + 1;
  const x = numeric(a);
  return typeof x === 'bigint' ? x + 1n : add(x, 1);
}

export function decrement(a: unknown): unknown {
  if (typeof a === 'number') return a - 1;
  const x = numeric(a);
  return typeof x === 'bigint' ? x - 1n : sub(x, 1);
}

// --- operators whose result is no active number ----------------------------------------------

/** A primitive without gradient. */
function passive(x: unknown): number {
  if (typeof x === 'number') return x;
  if (x instanceof Active) return x.$value;
  return plain(primitive(x, 'number')) as number;
}

export const bitAnd = (a: unknown, b: unknown): unknown => passive(a) & passive(b);
export const bitOr = (a: unknown, b: unknown): unknown => passive(a) | passive(b);
export const bitXor = (a: unknown, b: unknown): unknown => passive(a) ^ passive(b);
export const shiftLeft = (a: unknown, b: unknown): unknown => passive(a) << passive(b);
export const shiftRight = (a: unknown, b: unknown): unknown => passive(a) >> passive(b);
export const shiftRightUnsigned = (a: unknown, b: unknown): unknown => passive(a) >>> passive(b);
export const bitNot = (a: unknown): unknown => ~passive(a);

export function lt(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return passive(a) < passive(b);
}

export function le(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  return passive(a) <= passive(b);
}

export function gt(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  return passive(a) > passive(b);
}

export function ge(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b;
  return passive(a) >= passive(b);
}

export function same(a: unknown, b: unknown): boolean {
  return plain(a) === plain(b);
}

export function notSame(a: unknown, b: unknown): boolean {
  return plain(a) !== plain(b);
}

export function equal(a: unknown, b: unknown): boolean {
  return looselyEqual(a, b);
}

export function notEqual(a: unknown, b: unknown): boolean {
  return !looselyEqual(a, b);
}

function looselyEqual(a: unknown, b: unknown): boolean {
  const x = plain(a);
  const y = plain(b);
  // Two objects are equal by identity; beside a primitive the object's primitive counts.
  if (isPrimitive(x) === isPrimitive(y) || x === null || y === null) return x == y;
  if (x === undefined || y === undefined) return x == y;
  return plain(primitive(x, 'default')) == plain(primitive(y, 'default'));
}

/** For tests of truth: the value in place of an active number. */
export function truth(x: unknown): unknown {
  return x instanceof Active ? x.$value : x;
}

/** `typeof`. */
export function kindOf(x: unknown): string {
  return x instanceof Active ? 'number' : typeof x;
}
