import { parse } from '@babel/parser';
import type * as t from '@babel/types';

/** The text parsed as a function body; throws a SyntaxError whose `loc` is in the text. */
export function parseBody(code: string): t.File {
  return parse(code, {
    sourceType: 'script',
    allowReturnOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
    // Kept as nodes, so that a node's range is its text with its parentheses.
    createParenthesizedExpressions: true,
  });
}

const notChildren = new Set([
  'type',
  'start',
  'end',
  'loc',
  'range',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

/** The nodes directly under a node, in order of the text as far as Babel lists them so. */
export function* children(node: t.Node): Generator<t.Node> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (notChildren.has(key) || typeof value !== 'object' || value === null) continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof (child as t.Node | null)?.type === 'string') yield child as t.Node;
    }
  }
}

export function* descendants(node: t.Node): Generator<t.Node> {
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    stack.push(...children(next));
  }
}

/** Without the parentheses around it. */
export function bare(node: t.Node): t.Node {
  let inner = node;
  while (inner.type === 'ParenthesizedExpression') inner = inner.expression;
  return inner;
}

/** The names that a declaration, a parameter or an assignment pattern binds. */
export function boundNames(pattern: t.Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ParenthesizedExpression':
      return boundNames(pattern.expression);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each ? boundNames(each) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) =>
        boundNames(each.type === 'RestElement' ? each : each.value),
      );
    default:
      return [];
  }
}
