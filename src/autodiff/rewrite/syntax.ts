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

/** Trees are never changed, and asked for many times over. */
const known = new WeakMap<t.Node, readonly t.Node[]>();

/** The nodes directly under a node, in order of the text as far as Babel lists them so. */
export function children(node: t.Node): readonly t.Node[] {
  const before = known.get(node);
  if (before) return before;
  const found: t.Node[] = [];
  known.set(node, found);
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null || notChildren.has(key)) continue;
    if (Array.isArray(value)) {
      for (const child of value as unknown[]) if (isNode(child)) found.push(child);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

function isNode(value: unknown): value is t.Node {
  return typeof (value as t.Node | null)?.type === 'string';
}

export function* descendants(node: t.Node): Generator<t.Node> {
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    // Not as arguments: a block may have more statements than a call takes.
    for (const child of children(next)) stack.push(child);
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
