import { same, type Operation, type Partial } from './operation';

/** Functions of `Math` of one argument, with the partials of the tape: see mathematics.ts. */
export const smooth = [
  'abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'cos', 'cosh', 'exp',
  'expm1', 'fround', 'log', 'log10', 'log1p', 'log2', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh',
] as const; // prettier-ignore

/** Partials that read only the result, only the argument, or nothing. */
const ofResult: Record<string, (d: string, r: string) => string> = {
  exp: (d, r) => `${d} * ${r}`,
  tanh: (d, r) => `${d} * (1 - ${r} * ${r})`,
  tan: (d, r) => `${d} * (1 + ${r} * ${r})`,
  sqrt: (d, r) => `${d} / (2 * ${r})`,
  cbrt: (d, r) => `${d} / (3 * ${r} * ${r})`,
  expm1: (d, r) => `${d} * (${r} + 1)`,
};
const ofArgument: Record<string, (d: string, a: string) => string> = {
  log: (d, a) => `${d} / ${a}`,
  log1p: (d, a) => `${d} / (${a} + 1)`,
  sin: (d, a) => `${d} * Math.cos(${a})`,
  cos: (d, a) => `${d} * -Math.sin(${a})`,
};

export function smoothOperation(name: string): Operation {
  const byResult = ofResult[name];
  const byArgument =
    ofArgument[name] ?? ((d: string, a: string) => `${d} * partials.${name}(${a}, 0)`);
  const partial: Partial = byResult
    ? { needs: ['r'], write: (d, _args, r) => byResult(d, r) }
    : name === 'fround'
      ? same
      : { needs: [0], write: (d, [a]) => byArgument(d, a!) };
  return {
    write: ([a]) => `Math.${name}(${a})`,
    result: 'number',
    partials: [partial],
    isCheap: name === 'abs',
    keepsIntegers: name === 'abs' || name === 'sign',
  };
}

export function flatOperation(name: string): Operation {
  return {
    write: (args) => `Math.${name}(${args.join(', ')})`,
    result: 'number',
    partials: null,
    isCheap: false,
  };
}
