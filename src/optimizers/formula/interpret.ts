import { parseExpression, type Expression } from './parse';
import type { Precision } from './scalar';

/** What an expression is worth, given the values of its names. */
export type Evaluate = (values: Readonly<Record<string, number>>) => number;

/**
 * As `numberOf`, to the same bits, but without making code of text: an exported page's content
 * security policy allows none.
 */
export function interpretedNumber(
  text: string,
  names: readonly string[],
  constants: Readonly<Record<string, number>>,
  precision: Precision,
): (...numbers: number[]) => number {
  const evaluate = evaluation(parseExpression(text), precision);
  const values: Record<string, number> = { ...constants };
  return (...numbers) => {
    names.forEach((name, i) => (values[name] = numbers[i]!));
    return evaluate(values);
  };
}

/** The same of an expression that was read already. */
export function evaluation(expression: Expression, precision: Precision): Evaluate {
  const rounded = precision === 'float32' ? Math.fround : (x: number) => x;
  switch (expression.kind) {
    case 'number':
      return () => expression.value;
    case 'name':
      return (values) => values[expression.name]!;
    case 'negate':
    case 'sqrt':
    case 'abs':
    case 'sign': {
      const of = evaluation(expression.of, precision);
      if (expression.kind === 'negate') return (values) => -of(values);
      if (expression.kind === 'sqrt') return (values) => rounded(Math.sqrt(of(values)));
      if (expression.kind === 'abs') return (values) => Math.abs(of(values));
      return (values) => Math.sign(of(values));
    }
    default: {
      const left = evaluation(expression.left, precision);
      const right = evaluation(expression.right, precision);
      if (expression.kind === 'max') return (values) => Math.max(left(values), right(values));
      const combine = binary[expression.kind];
      return (values) => rounded(combine(left(values), right(values)));
    }
  }
}

const binary = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
};
