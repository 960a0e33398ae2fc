import { parseExpression, type Expression } from '../formula/parse';

/** One assignment of a step at one coordinate, with the numbers it worked with. */
export interface Line {
  /** What it assigns, as the field writes it: `m`, `g̃`, `Δθ`. */
  symbol: string;
  /** Of the names in `terms`; where no formula can say it a text, in which they stand as `{name}`. */
  right: Expression | { text: string };
  terms: Readonly<Record<string, Term>>;
  /** What the engine's own function made of these numbers. */
  value: number;
  /** Whether it is computed in float64 and rounded once, as numbers are that a step has one of. */
  once: boolean;
}

/** What a name of a formula stands for. */
export interface Term {
  symbol: string;
  value: number;
  /** In the line with numbers, where that is not `value`: `0.9^12`. */
  numbers?: string;
  /** The symbol is a formula itself, of this binding strength: 1 as a sum, 2 as a product. */
  binds?: number;
}

/** A line of a formula that needs no more than its terms. */
export function line(
  symbol: string,
  formula: string,
  terms: Readonly<Record<string, Term>>,
  value: number,
): Line {
  return { symbol, right: parseExpression(formula), terms, value, once: false };
}

/**
 * The formula without what changes no bit: factors and divisors that are 1 for good, as 1 − βᵗ is
 * where bias correction is off.
 */
export function simplified(expression: Expression, isOne: (name: string) => boolean): Expression {
  const simplify = (each: Expression): Expression => {
    switch (each.kind) {
      case 'number':
      case 'name':
        return each;
      case 'multiply':
      case 'divide':
      case 'add':
      case 'subtract':
      case 'max':
        return shortened({ ...each, left: simplify(each.left), right: simplify(each.right) });
      default:
        return { ...each, of: simplify(each.of) };
    }
  };
  const one = (each: Expression) => each.kind === 'name' && isOne(each.name);
  const shortened = (each: Expression & { left: Expression; right: Expression }): Expression => {
    if (each.kind !== 'multiply' && each.kind !== 'divide') return each;
    if (one(each.right)) return each.left;
    if (each.kind === 'divide') return each;
    if (one(each.left)) return each.right;
    const { left, right } = each;
    return left.kind === 'negate' && one(left.of) ? { kind: 'negate', of: right } : each;
  };
  return simplify(expression);
}
