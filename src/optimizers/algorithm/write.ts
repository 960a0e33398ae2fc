import type { Expression } from '../formula/parse';

/** How a name is written, and how strongly its own formula binds, where it is one. */
export interface Written {
  symbol: string;
  binds?: number;
}

/** How strongly a formula binds: 1 as a sum, 2 as a product, 3 as one thing. */
export function binding(expression: Expression): number {
  switch (expression.kind) {
    case 'add':
    case 'subtract':
      return 1;
    case 'multiply':
    case 'divide':
    case 'negate':
      return 2;
    default:
      return 3;
  }
}

/**
 * A formula as the field writes it: `β₁·m + (1−β₁)·g`. Parentheses stand wherever the order of the
 * operations would not be the engine's without them.
 *
 * @param space around + and −
 */
export function written(
  expression: Expression,
  of: (name: string) => Written,
  space = ' ',
): string {
  const strength = (each: Expression) =>
    each.kind === 'name' ? (of(each.name).binds ?? 3) : binding(each);
  const write = (each: Expression, least: number, space = ' '): string => {
    if (strength(each) < least) return `(${plain(each, isShort(each) ? '' : ' ')})`;
    return plain(each, space);
  };
  const plain = (each: Expression, space: string): string => {
    const side = (of: Expression, least: number) => write(of, least, space);
    switch (each.kind) {
      case 'number':
        return String(each.value);
      case 'name':
        return of(each.name).symbol;
      case 'negate':
        return `−${side(each.of, 3)}`;
      case 'sqrt':
        // `√(v max)`, since `√v max` may be read as two things.
        return each.of.kind === 'name' && of(each.of.name).symbol.includes(' ')
          ? `√(${of(each.of.name).symbol})`
          : `√${side(each.of, 3)}`;
      case 'abs':
        return `|${write(each.of, 0)}|`;
      case 'sign':
        return `sign(${write(each.of, 0)})`;
      case 'max':
        return `max(${write(each.left, 0)}, ${write(each.right, 0)})`;
      case 'add':
        return `${side(each.left, 1)}${space}+${space}${side(each.right, 2)}`;
      case 'subtract':
        return `${side(each.left, 1)}${space}−${space}${side(each.right, 2)}`;
      case 'multiply':
        return `${side(each.left, 2)}·${side(each.right, 3)}`;
      case 'divide':
        return `${side(each.left, 2)}/${side(each.right, 3)}`;
    }
  };
  return plain(expression, space);
}

/** `(1−β₁)`, but `(√v + eps)`. */
function isShort(expression: Expression): boolean {
  if (expression.kind !== 'add' && expression.kind !== 'subtract') return false;
  return [expression.left, expression.right].every(
    ({ kind }) => kind === 'name' || kind === 'number',
  );
}
