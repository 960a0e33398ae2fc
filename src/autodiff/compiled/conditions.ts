import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { expression } from './expressions';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { Meeting } from './meeting';
import { boolean, number, type Value } from './values';

/** A boolean operand: whether a value is true. */
export function truthOf(l: Lowering, value: Value): Operand {
  switch (value.kind) {
    case 'boolean':
      return value.operand;
    case 'number':
      return l.define('truth', value.operand);
    case 'constant':
      return Boolean(value.value);
    default:
      return true;
  }
}

/** Whether an expression is true. */
export function condition(l: Lowering, node: t.Node): Operand {
  const test = bare(node);
  if (test.type !== 'LogicalExpression' || test.operator === '??') {
    return truthOf(l, expression(l, test));
  }
  const left = condition(l, test.left);
  const isAnd = test.operator === '&&';
  if (typeof left === 'boolean') return left === isAnd ? condition(l, test.right) : left;
  const key = l.key(test);
  const meeting = new Meeting(l, key);
  const { then, otherwise } = l.fork(left);
  const [runs, skips] = isAnd ? [then, otherwise] : [otherwise, then];
  const right = l.branch(runs, () => condition(l, test.right)).result;
  if (runs.statements.every(isHarmless)) {
    // Nothing there that could not run always: no branch is needed.
    l.block.statements.pop();
    for (const statement of runs.statements) l.adopt(statement);
    return l.define(isAnd ? 'and' : 'or', left, right);
  }
  l.inside(runs, () => meeting.give(boolean(right)));
  l.inside(skips, () => meeting.give(boolean(!isAnd)));
  return (meeting.take() as { operand: Operand }).operand;
}

function isHarmless(statement: { kind: string; operation?: string }): boolean {
  if (statement.kind === 'read') return true;
  return statement.kind === 'define' && !statement.operation!.endsWith('Random');
}

export function logical(l: Lowering, node: t.LogicalExpression): Value {
  if (node.operator === '??') return unlessNone(l, node);
  const left = expression(l, node.left);
  const isAnd = node.operator === '&&';
  const test = truthOf(l, left);
  if (typeof test === 'boolean') return test === isAnd ? expression(l, node.right) : left;
  return choose(
    l,
    node,
    test,
    () => (isAnd ? expression(l, node.right) : left),
    () => (isAnd ? left : expression(l, node.right)),
  );
}

function unlessNone(l: Lowering, node: t.LogicalExpression): Value {
  const left = l.asking(bare(node.left), () => expression(l, node.left));
  const { result, isThere } = left;
  if (result.kind === 'constant' && typeof result.value !== 'string') {
    return expression(l, node.right);
  }
  if (isThere === true) return result;
  const otherwise = () => expression(l, node.right);
  return choose(l, node, isThere, () => result, otherwise);
}

export function conditional(l: Lowering, node: t.ConditionalExpression): Value {
  const test = condition(l, node.test);
  if (typeof test === 'boolean') return expression(l, test ? node.consequent : node.alternate);
  return choose(
    l,
    node,
    test,
    () => expression(l, node.consequent),
    () => expression(l, node.alternate),
  );
}

/** The value of one branch or the other. */
export function choose(
  l: Lowering,
  node: t.Node,
  test: Operand,
  yes: () => Value,
  no: () => Value,
): Value {
  const meeting = new Meeting(l, l.key(node));
  const { then, otherwise } = l.fork(test);
  const a = l.branch(then, yes).result;
  const b = l.branch(otherwise, no).result;
  if (a.kind === 'number' && b.kind === 'number') {
    if (then.statements.length === 0 && otherwise.statements.length === 0) {
      l.block.statements.pop();
      return number(l.define('select', test, a.operand, b.operand));
    }
  }
  l.inside(then, () => meeting.give(a));
  l.inside(otherwise, () => meeting.give(b));
  return meeting.take()!;
}
