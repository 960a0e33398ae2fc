import type * as t from '@babel/types';
import type { Edits } from './edits';
import { children, isFunction, type Node } from './syntax';

/*
 * `constructor(readonly x: number) {}`: TypeScript assigns the field where the constructor's own
 * code begins, behind the call of `super` in a derived class.
 */

/** The parameters of a constructor that are fields, too. */
export function parameterProperties(node: Node): t.TSParameterProperty[] {
  if (node.type !== 'ClassMethod') return [];
  return node.params.filter((each) => each.type === 'TSParameterProperty');
}

/** Whether there is a statement for the assignments to follow, or none is needed. */
export function canAssign({ body }: t.ClassMethod): boolean {
  return superStatement(body) !== undefined || !callsSuper(body);
}

/** Writes the assignments; all on the line where they begin. */
export function assignFields(node: t.ClassMethod, edits: Edits): void {
  const names = parameterProperties(node).map(({ parameter }) => nameOf(parameter));
  if (names.length === 0) return;
  const text = names.map((name) => `this.${name}=${name};`).join('');
  const before = superStatement(node.body);
  const end = before?.end ?? node.body.start! + 1;
  const last = edits.text[end - 1]!;
  const separator = before && last !== ';' ? ';' : '';
  edits.replace({ start: end - 1, end }, last + separator + text);
}

function nameOf(parameter: t.TSParameterProperty['parameter']): string {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return (target as t.Identifier).name;
}

function superStatement({ body }: t.BlockStatement): t.Statement | undefined {
  return body.find(
    (each) =>
      each.type === 'ExpressionStatement' &&
      each.expression.type === 'CallExpression' &&
      each.expression.callee.type === 'Super',
  );
}

function callsSuper(node: Node): boolean {
  if (node.type === 'CallExpression' && node.callee.type === 'Super') return true;
  for (const child of children(node)) {
    const isOther = isFunction(child) && child.type !== 'ArrowFunctionExpression';
    if (!isOther && callsSuper(child)) return true;
  }
  return false;
}
