import { readText } from './lost';
import { binaryRecorder, unaryRecorder } from './recorder';
import { Active } from './tape';

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
    for (const name of ['valueOf', 'toString']) {
      const method: unknown = (x as Record<string, unknown>)[name];
      if (typeof method !== 'function') continue;
      const result: unknown = Reflect.apply(method as Callable, x, []);
      if (isPrimitive(result)) return result;
    }
  } else if (typeof exotic === 'function') {
    const result: unknown = Reflect.apply(exotic as Callable, x, [hint]);
    if (isPrimitive(result)) return result;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

type Callable = (...args: unknown[]) => unknown;

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
  readText(p);
  return p instanceof Active || typeof p === 'bigint' ? p : +(p as number);
}

/** ToNumber: an active number stays one, a bigint throws. */
export function toNumber(x: unknown): number | Active {
  if (typeof x === 'number' || x instanceof Active) return x;
  const p = primitive(x, 'number');
  readText(p);
  return p instanceof Active ? p : +(p as number);
}

/** Operands that are neither numbers nor active: converted as the language does, then again. */
function convert(
  a: unknown,
  b: unknown,
  operator: (a: unknown, b: unknown) => unknown,
  native: (a: number, b: number) => unknown,
): unknown {
  const x = numeric(a);
  const y = numeric(b);
  // Two bigints, or a bigint beside a number, which throws.
  if (typeof x === 'bigint' || typeof y === 'bigint')
    return native(plain(x) as number, plain(y) as number);
  return operator(x, y);
}

/*
 * Arithmetic. Each operator is two functions, so that V8 puts at least the plain case into the code
 * that calls it: of functions that large it does so with few. `into` is a scratch number that takes the result, where the rewritten code knows that
 * it is consumed at once (rewrite/scratch.ts): most of the cost of a tape is making objects.
 */

export function add(a: unknown, b: unknown, into?: Active): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a + b : activeAdd(a, b, into);
}

const activeAdd = binaryRecorder('add', { value: 'x + y', byX: '1', byY: '1' }, addAnything);

function addAnything(a: unknown, b: unknown): unknown {
  const x = primitive(a, 'default');
  const y = primitive(b, 'default');
  if (typeof x === 'string' || typeof y === 'string') {
    return (plain(x) as string) + (plain(y) as string);
  }
  return convert(x, y, add, (p, q) => p + q);
}

export function sub(a: unknown, b: unknown, into?: Active): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a - b : activeSub(a, b, into);
}

const activeSub = binaryRecorder('sub', { value: 'x - y', byX: '1', byY: '-1' }, (a, b) =>
  convert(a, b, sub, (p, q) => p - q),
);

export function mul(a: unknown, b: unknown, into?: Active): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a * b : activeMul(a, b, into);
}

const activeMul = binaryRecorder('mul', { value: 'x * y', byX: 'y', byY: 'x' }, (a, b) =>
  convert(a, b, mul, (p, q) => p * q),
);

export function div(a: unknown, b: unknown, into?: Active): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a / b : activeDiv(a, b, into);
}

const activeDiv = binaryRecorder(
  'div',
  { value: 'x / y', byX: '1 / y', byY: '-value / y' },
  (a, b) => convert(a, b, div, (p, q) => p / q),
);

export function rem(a: unknown, b: unknown, into?: Active): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a % b : activeRem(a, b, into);
}

const activeRem = binaryRecorder(
  'rem',
  { value: 'x % y', byX: '1', byY: '-trunc(x / y)' },
  (a, b) => convert(a, b, rem, (p, q) => p % q),
  { trunc: Math.trunc },
);

export function pow(a: unknown, b: unknown, into?: Active): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a ** b : activePow(a, b, into);
}

const activePow = binaryRecorder(
  'pow',
  {
    // The square as V8 has it wherever it sees the exponent, and at a fraction of the time.
    value: 'y === 2 ? x * x : x ** y',
    byX: 'y === 2 ? 2 * x : powByBase(x, y)',
    byY: 'powByExponent(x, y)',
  },
  (a, b) => convert(a, b, pow, (p, q) => p ** q),
  { powByBase, powByExponent },
);

/** As in PyTorch x⁰ has no partial in x, not even at 0. */
export function powByBase(x: number, y: number): number {
  return y === 0 ? 0 : y * x ** (y - 1);
}

/** As in PyTorch 0ʸ has no partial in y where y ≥ 0. */
export function powByExponent(x: number, y: number): number {
  return x === 0 && y >= 0 ? 0 : x ** y * log(x);
}

const { log } = Math;

export const neg = unaryRecorder(
  'neg',
  (x) => -x,
  () => -1,
  (a) => {
    const x = numeric(a);
    return typeof x === 'bigint' ? -x : neg(x);
  },
);

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
