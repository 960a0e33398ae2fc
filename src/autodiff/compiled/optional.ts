import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { callOf, memberCall } from './calls';
import { expression } from './expressions';
import type { Lowering } from './lowering';
import { memberOf } from './members';
import { undefinedValue, type Value } from './values';

/*
 * `a?.b.c`, `f?.(x)`: whether a value is none is known while compiling, since none is no number, no
 * array and no object.
 */

/** The value of a chain, which ends where it comes to none. */
export function chain(l: Lowering, node: t.Node): Value {
  return link(l, node) ?? undefinedValue;
}

/** Null: the chain has ended. */
function link(l: Lowering, node: t.Node): Value | null {
  if (node.type === 'OptionalMemberExpression') {
    const object = link(l, node.object);
    if (!object || (node.optional && isNone(object))) return null;
    return memberOf(l, object, node);
  }
  if (node.type !== 'OptionalCallExpression') return expression(l, node);
  const callee = bare(node.callee);
  if (callee.type === 'OptionalMemberExpression' && !node.optional) {
    const object = link(l, callee.object);
    if (!object || (callee.optional && isNone(object))) return null;
    return memberCall(l, object, callee, node);
  }
  const f = link(l, callee);
  return !f || (node.optional && isNone(f)) ? null : callOf(l, f, node);
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && typeof value.value !== 'string';
}
