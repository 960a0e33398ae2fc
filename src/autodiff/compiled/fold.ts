import type { Operand, Variable } from './variables';
import { operations, type OperationName } from './operations';

// Captured before any user code ran.
const mathematics = Object.getOwnPropertyDescriptors(Math) as Record<string, PropertyDescriptor>;

const basics: Record<string, (a: number, b: number) => number | boolean> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  rem: (a, b) => a % b,
  neg: (a) => -a,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  not: (a) => !a,
  and: (a, b) => Boolean(a) && Boolean(b),
  or: (a, b) => Boolean(a) || Boolean(b),
  truth: (a) => Boolean(a),
  isInteger: (a) => Number.isInteger(a),
  isFinite: (a) => Number.isFinite(a),
  isNaN: (a) => a !== a,
  bitAnd: (a, b) => a & b,
  bitOr: (a, b) => a | b,
  bitXor: (a, b) => a ^ b,
  shiftLeft: (a, b) => a << b,
  shiftRight: (a, b) => a >> b,
  shiftRightUnsigned: (a, b) => a >>> b,
  bitNot: (a) => ~a,
};

/** The result of an operation on constants; null where it is not known while compiling. */
export function fold(name: OperationName, args: Operand[]): number | boolean | null {
  if (name === 'select' && typeof args[0] === 'boolean') {
    const chosen = args[0] ? args[1]! : args[2]!;
    return typeof chosen === 'object' ? null : chosen;
  }
  if (args.length === 0 || args.some((each) => typeof each === 'object')) return null;
  const basic = basics[name];
  const [a, b] = args as [number, number];
  if (basic) return basic(a, b);
  const native: unknown = Object.hasOwn(mathematics, name) ? mathematics[name]!.value : null;
  if (typeof native !== 'function' || name === 'pow') return null;
  return (native as (...x: number[]) => number)(...(args as number[]));
}

export function isInteger(operand: Operand): boolean {
  return typeof operand === 'object' ? operand.isInteger : Number.isInteger(operand);
}

export function boundsOf(operand: Operand): [number, number] {
  if (typeof operand === 'object') return [operand.min, operand.max];
  return [Number(operand), Number(operand)];
}

const makesIntegers = new Set<string>(['ceil', 'clz32', 'floor', 'imul', 'round', 'trunc']);
const makesInt32 = new Set<string>([
  'bitAnd', 'bitOr', 'bitXor', 'bitNot', 'shiftLeft', 'shiftRight', 'shiftRightUnsigned',
]); // prettier-ignore

/** Notes of a result whether it is an integer, and its bounds. */
export function describe(target: Variable, name: OperationName, args: Operand[]): void {
  const all = args.every(isInteger);
  const made = makesIntegers.has(name) || makesInt32.has(name);
  const chosen = name === 'select' && isInteger(args[1]!) && isInteger(args[2]!);
  // x % 0 is NaN, which no bounds would tell.
  if (name === 'rem' && !(boundsOf(args[1]!)[0] > 0)) return;
  target.isInteger =
    name === 'step' || made || chosen || (operations[name].keepsIntegers === true && all);
  if (!target.isInteger) return;
  const [low, high] = bounds(name, args.map(boundsOf), all);
  // A bound that is NaN, as of ∞ − ∞, is none.
  if (low > -Infinity) target.min = low;
  if (high < Infinity) target.max = high;
}

function bounds(name: string, args: [number, number][], all: boolean): [number, number] {
  const [a, b] = args as [[number, number], [number, number]];
  switch (name) {
    case 'add':
      return [a[0] + b[0], a[1] + b[1]];
    case 'sub':
      return [a[0] - b[1], a[1] - b[0]];
    case 'mul': {
      const products = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]];
      return [Math.min(...products), Math.max(...products)];
    }
    case 'rem':
      if (b[0] !== b[1] || b[0] <= 0) break;
      return a[0] >= 0 ? [0, b[0] - 1] : [1 - b[0], b[0] - 1];
    case 'bitAnd':
      if (all && b[0] === b[1] && b[0] >= 0) return [0, b[0]];
      break;
    case 'max':
      // What has no bounds may be NaN, which passes through.
      if (!args.flat().every(Number.isFinite)) break;
      return [Math.max(...args.map((x) => x[0])), Math.max(...args.map((x) => x[1]))];
    case 'min':
      if (!args.flat().every(Number.isFinite)) break;
      return [Math.min(...args.map((x) => x[0])), Math.min(...args.map((x) => x[1]))];
    case 'floor':
    case 'round':
    case 'trunc':
    case 'ceil':
      return all ? a : [-Infinity, Infinity];
  }
  return [-Infinity, Infinity];
}
