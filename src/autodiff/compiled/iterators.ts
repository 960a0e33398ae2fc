import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { elementAt, lengthOf, newArray, storeElement } from './arrays';
import { memberCall } from './calls';
import { expression } from './expressions';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { held, number, type ArrayValue, type Value } from './values';

/** What is gone over: an array, its indices, or both. */
export interface Listed {
  of: Value;
  /** What comes at an index; the element is read if it is a part of that. */
  item: (element: () => Value, index: Operand) => Value;
  /** The elements themselves come. */
  isPlain: boolean;
}

const iterators = ['entries', 'keys', 'values'] as const;

/**
 * `array`, `array.entries()`, `array.keys()` or `array.values()`: iterators of arrays are nothing by
 * themselves, and so stand only where something goes over them.
 */
export function listed(l: Lowering, node: t.Node): Listed {
  const plain = (of: Value): Listed => ({ of, item: (element) => element(), isPlain: true });
  const call = bare(node);
  if (call.type !== 'CallExpression' || call.arguments.length > 0) {
    return plain(expression(l, node));
  }
  const callee = bare(call.callee);
  if (callee.type !== 'MemberExpression' || callee.computed) return plain(expression(l, node));
  const { property } = callee;
  const name = iterators.find((each) => property.type === 'Identifier' && property.name === each);
  if (!name) return plain(expression(l, node));
  const of = expression(l, callee.object);
  if (of.kind !== 'array' && of.kind !== 'tuple') return plain(memberCall(l, of, callee, call));
  if (name === 'values') return plain(of);
  if (name === 'keys') return { of, item: (_, i) => number(i), isPlain: false };
  const entry = (element: () => Value, i: Operand): Value => ({
    ...{ kind: 'tuple', slots: [held(number(i)), held(element())], site: l.key(node) },
    isShared: true,
  });
  return { of, item: entry, isPlain: false };
}

/** A loop over what comes; while it runs, the length must not change. */
export function visitItems(
  l: Lowering,
  array: ArrayValue,
  item: Listed['item'],
  work: (item: Value, index: Operand) => void,
  broken: Parameters<Lowering['each']>[2] = null,
): void {
  const { type } = array;
  type.visitors++;
  try {
    const each = (i: Operand) =>
      work(
        item(() => elementAt(l, array, i), i),
        i,
      );
    l.each(lengthOf(l, array), each, broken);
  } finally {
    type.visitors--;
  }
}

/** What `[...x]` is to go over, as an array. */
export function iterated(l: Lowering, node: t.Node): ArrayValue {
  const { of, item, isPlain } = listed(l, node);
  const array = l.inMemory(of);
  if (isPlain) return array;
  const result = newArray(l, { length: lengthOf(l, array) });
  visitItems(l, array, item, (each, i) => storeElement(l, result, i, each, true));
  return result;
}
