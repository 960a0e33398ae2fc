import { flat } from '../mathematics';
import { same, type Operation, type Partial } from './operation';
import { flatOperation, smooth, smoothOperation } from './smooth';

const opposite: Partial = { needs: [], write: (d) => `-${d}` };

const binary = (
  operator: string,
  partials: Operation['partials'],
  more: { isCheap?: boolean; keepsIntegers?: boolean } = {},
): Operation => ({
  write: ([a, b]) => `${a} ${operator} ${b}`,
  result: 'number',
  partials,
  isCheap: more.isCheap ?? false,
  keepsIntegers: more.keepsIntegers ?? false,
});
const comparison = (operator: string): Operation => ({
  write: ([a, b]) => `${a} ${operator} ${b}`,
  result: 'boolean',
  partials: null,
  isCheap: true,
});
const bits = (operator: string): Operation => ({
  ...binary(operator, null, { isCheap: true, keepsIntegers: true }),
});

/** `x ** n` by multiplication in the adjoint sweep, where the exponent is a small number. */
function byBase(d: string, x: string, exponent: string, isConstant: boolean): string {
  if (!isConstant) return `${d} * powByBase(${x}, ${exponent})`;
  const y = Number(exponent);
  if (y === 2) return `${d} * (2 * ${x})`;
  if (y === 3) return `${d} * (3 * (${x} * ${x}))`;
  if (y === 4) return `${d} * (4 * (${x} * ${x} * ${x}))`;
  return `${d} * powByBase(${x}, ${exponent})`;
}

const isNumeral = (text: string): boolean => /^\(?-?\d/.test(text);

const basic = {
  add: binary('+', [same, same], { isCheap: true, keepsIntegers: true }),
  sub: binary('-', [same, opposite], { isCheap: true, keepsIntegers: true }),
  mul: binary(
    '*',
    [
      { needs: [1], write: (d, [, b]) => `${d} * ${b}` },
      { needs: [0], write: (d, [a]) => `${d} * ${a}` },
    ],
    { isCheap: true, keepsIntegers: true },
  ),
  div: binary('/', [
    { needs: [1], write: (d, [, b]) => `${d} / ${b}` },
    { needs: [1, 'r'], write: (d, [, b], r) => `${d} * (-${r} / ${b})` },
  ]),
  rem: binary(
    '%',
    [same, { needs: [0, 1], write: (d, [a, b]) => `${d} * -Math.trunc(${a} / ${b})` }],
    // An integer or NaN, which no index is.
    { keepsIntegers: true },
  ),
  pow: binary('**', [
    { needs: [0, 1], write: (d, [a, b]) => byBase(d, a!, b!, isNumeral(b!)) },
    { needs: [0, 1], write: (d, [a, b]) => `${d} * powByExponent(${a}, ${b})` },
  ]),
  neg: {
    write: ([a]) => `-${a}`,
    result: 'number',
    partials: [opposite],
    isCheap: true,
    keepsIntegers: true,
  },
  lt: comparison('<'),
  le: comparison('<='),
  gt: comparison('>'),
  ge: comparison('>='),
  eq: comparison('==='),
  ne: comparison('!=='),
  not: { write: ([a]) => `!${a}`, result: 'boolean', partials: null, isCheap: true },
  and: { write: ([a, b]) => `${a} && ${b}`, result: 'boolean', partials: null, isCheap: true },
  or: { write: ([a, b]) => `${a} || ${b}`, result: 'boolean', partials: null, isCheap: true },
  select: {
    write: ([c, a, b]) => `${c} ? ${a} : ${b}`,
    result: 'number',
    partials: [
      null,
      { needs: [0], write: (d, [c]) => `(${c} ? ${d} : 0)` },
      { needs: [0], write: (d, [c]) => `(${c} ? 0 : ${d})` },
    ],
    isCheap: true,
  },
  flatMax: {
    write: ([a, b]) => `Math.max(${a}, ${b})`,
    result: 'number',
    partials: null,
    isCheap: false,
  },
  flatMin: {
    write: ([a, b]) => `Math.min(${a}, ${b})`,
    result: 'number',
    partials: null,
    isCheap: false,
  },
  /** The same number, whose gradient goes where a `flow` takes it. */
  detached: { write: ([a]) => a!, result: 'number', partials: null, isCheap: false },
  /** Whether a number is true. */
  truth: {
    write: ([a]) => `(${a} !== 0 && ${a} === ${a})`,
    result: 'boolean',
    partials: null,
    isCheap: true,
  },
  isInteger: {
    write: ([a]) => `Number.isInteger(${a})`,
    result: 'boolean',
    partials: null,
    isCheap: true,
  },
  isFinite: {
    write: ([a]) => `Number.isFinite(${a})`,
    result: 'boolean',
    partials: null,
    isCheap: true,
  },
  isNaN: { write: ([a]) => `${a} !== ${a}`, result: 'boolean', partials: null, isCheap: true },
  bitAnd: bits('&'),
  bitOr: bits('|'),
  bitXor: bits('^'),
  shiftLeft: bits('<<'),
  shiftRight: bits('>>'),
  shiftRightUnsigned: bits('>>>'),
  bitNot: {
    write: ([a]) => `~${a}`,
    result: 'number',
    partials: null,
    isCheap: true,
    keepsIntegers: true,
  },
  step: { write: () => 'step', result: 'number', partials: null, isCheap: true },
  contextRandom: {
    write: () => 'contextRandom()',
    result: 'number',
    partials: null,
    isCheap: false,
  },
  mathRandom: { write: () => 'mathRandom()', result: 'number', partials: null, isCheap: false },
  atan2: {
    write: ([a, b]) => `Math.atan2(${a}, ${b})`,
    result: 'number',
    partials: [
      { needs: [0, 1], write: (d, [y, x]) => `${d} * atan2ByY(${y}, ${x})` },
      { needs: [0, 1], write: (d, [y, x]) => `${d} * atan2ByX(${y}, ${x})` },
    ],
    isCheap: false,
  },
  hypot: {
    write: (args) => `Math.hypot(${args.join(', ')})`,
    result: 'number',
    partials: (i) => ({ needs: [i, 'r'], write: (d, args, r) => `${d} * (${args[i]} / ${r})` }),
    isCheap: false,
  },
  max: extreme('max'),
  min: extreme('min'),
} satisfies Record<string, Operation>;

/** Those who share the extreme share its gradient evenly. */
function extreme(name: 'max' | 'min'): Operation {
  return {
    write: (args) => `Math.${name}(${args.join(', ')})`,
    result: 'number',
    partials: (i, count) => ({
      needs: [...Array.from({ length: count }, (_, k) => k), 'r' as const],
      write: (d, args, r) => {
        if (count === 2) {
          const [a, b] = [args[i]!, args[1 - i]!];
          const [wins, loses] = name === 'max' ? ['>', '<'] : ['<', '>'];
          const share = `shareOf(${a}, ${r}, ${args.join(', ')})`;
          return `(${a} ${wins} ${b} ? ${d} : ${d} * (${a} ${loses} ${b} ? 0 : ${share}))`;
        }
        return `${d} * shareOf(${args[i]}, ${r}, ${args.join(', ')})`;
      },
    }),
    isCheap: false,
    keepsIntegers: true,
  };
}

export type OperationName = keyof typeof basic | (typeof smooth)[number] | (typeof flat)[number];

export const operations = Object.fromEntries([
  ...Object.entries(basic),
  ...smooth.map((name) => [name, smoothOperation(name)]),
  ...flat.map((name) => [name, flatOperation(name)]),
]) as Record<OperationName, Operation>;

export function partialOf(name: OperationName, index: number, count: number): Partial | null {
  const { partials } = operations[name];
  if (partials === null) return null;
  return typeof partials === 'function' ? partials(index, count) : (partials[index] ?? null);
}
