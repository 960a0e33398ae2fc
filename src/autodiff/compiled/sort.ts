import type * as t from '@babel/types';
import { bare, boundNames } from '../rewrite/syntax';
import { elementAt, lengthOf, newArray, storeElement, visit } from './arrays';
import { apply } from './calls';
import { operandOf } from './expressions';
import type { Address } from './variables';
import type { Lowering } from './lowering';
import { number, type ArrayValue, type FunctionValue, type Value } from './values';

/*
 * `sort` by the difference of a key, `(a, b) => a.x - b.x`. Such a comparison orders all elements
 * but for NaN, so that the order is the same whoever sorts; of others the engine decides.
 */

/** Sorts an array in place. */
export function sort(l: Lowering, array: ArrayValue, compare: Value | undefined, at: t.Node): void {
  const { key, isDescending } = keyOf(l, compare);
  const length = lengthOf(l, array);
  const [before, keys, order] = [0, 1, 2].map(() => newArray(l, { length })) as [
    ArrayValue,
    ArrayValue,
    ArrayValue,
  ];
  before.type.hasHoles = array.type.hasHoles;
  visit(l, array, (element, i) => {
    const x = operandOf(l, apply(l, key, [element], at));
    l.guard(l.define('not', l.define('isNaN', x)));
    storeElement(l, keys, i, number(x), true);
    storeElement(l, before, i, element, true);
  });
  const whole = ({ type: { memory }, base }: ArrayValue): Address => ({ memory, base, index: 0 });
  l.emit({ kind: 'sort', keys: whole(keys), order: whole(order), length, isDescending });
  visit(l, array, (_, i) => {
    const from = l.load({ ...whole(order), index: i }, 'number');
    from.isInteger = true;
    storeElement(l, array, i, elementAt(l, before, from), false);
  });
}

/** The key of one element, out of a comparison of two. */
function keyOf(l: Lowering, compare: Value | undefined) {
  if (compare?.kind !== 'function') return l.declined('sort without a comparison');
  const { node, scope } = compare;
  const [a, b, ...more] = node.params;
  const difference = resultOf(node);
  if (!a || !b || more.length > 0 || difference?.type !== 'BinaryExpression') return unknown(l);
  if (difference.operator !== '-' || node.async || node.generator) return unknown(l);
  const { left, right } = difference;
  const names = [boundNames(a), boundNames(b)] as const;
  for (const isDescending of [false, true]) {
    const [own, other] = isDescending ? [names[1], names[0]] : names;
    const alike = (x: t.Node, y: t.Node) => isAlike(x, y, own, other);
    if (!alike(left, right) || !isAlike(a, b, names[0], names[1])) continue;
    const [parameter, body] = isDescending ? [a, right] : [a, left];
    const params = [parameter];
    const key: FunctionValue = {
      ...{ kind: 'function', scope },
      node: {
        ...node,
        type: 'ArrowFunctionExpression',
        params,
        body,
        expression: true,
      } as t.Function,
    };
    return { key, isDescending };
  }
  return unknown(l);
}

function unknown(l: Lowering): never {
  return l.declined('sort by anything but the difference of a key');
}

function resultOf(node: t.Function): t.Node | null {
  if (node.body.type !== 'BlockStatement') return bare(node.body);
  const [only, ...more] = node.body.body;
  return only?.type === 'ReturnStatement' && more.length === 0 && only.argument
    ? bare(only.argument)
    : null;
}

/**
 * Whether one is the other with other names. Of what keys are made of: the same for the same
 * element, however often it is asked.
 */
function isAlike(x: t.Node, y: t.Node, names: string[], others: string[]): boolean {
  const [a, b] = [bare(x), bare(y)];
  const alike = (p: t.Node, q: t.Node) => isAlike(p, q, names, others);
  const all = (p: readonly (t.Node | null)[], q: readonly (t.Node | null)[]) =>
    p.length === q.length &&
    p.every((each, i) => (each && q[i] ? alike(each, q[i]) : each === q[i]));
  if (a.type === 'Identifier' && b.type === 'Identifier') {
    const at = names.indexOf(a.name);
    if (others.includes(a.name) || names.includes(b.name)) return false;
    return at < 0 ? a.name === b.name && !others.includes(b.name) : others[at] === b.name;
  }
  if (a.type === 'NumericLiteral' && b.type === 'NumericLiteral') return a.value === b.value;
  if (a.type === 'StringLiteral' && b.type === 'StringLiteral') return a.value === b.value;
  if (a.type === 'UnaryExpression' && b.type === 'UnaryExpression') {
    return a.operator === b.operator && alike(a.argument, b.argument);
  }
  if (a.type === 'BinaryExpression' && b.type === 'BinaryExpression') {
    return a.operator === b.operator && alike(a.left, b.left) && alike(a.right, b.right);
  }
  if (a.type === 'MemberExpression' && b.type === 'MemberExpression') {
    if (a.computed !== b.computed || !alike(a.object, b.object)) return false;
    return a.computed ? alike(a.property, b.property) : nameIn(a) === nameIn(b);
  }
  if (a.type === 'CallExpression' && b.type === 'CallExpression') {
    const f = bare(a.callee);
    if (f.type !== 'MemberExpression' || nameIn(f) === 'random') return false;
    const isMath = f.object.type === 'Identifier' && f.object.name === 'Math';
    return isMath && alike(f, b.callee) && all(a.arguments, b.arguments);
  }
  if (a.type === 'ArrayPattern' && b.type === 'ArrayPattern') return all(a.elements, b.elements);
  if (a.type === 'ObjectPattern' && b.type === 'ObjectPattern') {
    return all(a.properties, b.properties);
  }
  if (a.type === 'ObjectProperty' && b.type === 'ObjectProperty') {
    if (a.computed || b.computed || !alike(a.value, b.value)) return false;
    return a.key.type === 'Identifier' && b.key.type === 'Identifier' && a.key.name === b.key.name;
  }
  return false;
}

/** The name after the dot. */
function nameIn({ property, computed }: t.MemberExpression): string | null {
  return !computed && property.type === 'Identifier' ? property.name : null;
}
