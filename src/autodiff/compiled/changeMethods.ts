import { elementAt, lengthOf, storeElement } from './arrays';
import { bound } from './copyMethods';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { pop, push, shift } from './lists';
import type { Method } from './methods';
import { sort } from './sort';
import { number, type ArrayValue, type Value } from './values';

/** Methods that write to the array itself. */
export const changeMethods: Record<string, Method> = {
  fill(l, array, [value, from, to]) {
    if (value?.kind !== 'number' && value?.kind !== 'boolean') {
      return l.declined('fill with such a value');
    }
    if (from) return filledInPart(l, array, value, from, to);
    const type = array.type.hasHoles ? { ...array.type, hasHoles: false } : array.type;
    const filled: ArrayValue = { ...array, type };
    // Right behind its making.
    const isFirst =
      typeof array.base === 'object' && l.block.statements.at(-1) === array.base.definition;
    l.each(lengthOf(l, array), (i) => storeElement(l, filled, i, value, isFirst));
    array.type.element ??= type.element;
    return filled;
  },

  push(l, array, args) {
    let length: Operand = lengthOf(l, array);
    for (const each of args) length = push(l, array, each);
    return number(length);
  },

  pop: (l, array, _, at) => pop(l, array, at),
  shift: (l, array, _, at) => shift(l, array, at),

  reverse(l, array) {
    const length = lengthOf(l, array);
    const half = l.define('floor', l.define('div', length, 2));
    l.each(half, (i) => {
      const other = l.define('sub', l.define('sub', length, 1), i);
      const [a, b] = [elementAt(l, array, i), elementAt(l, array, other)];
      storeElement(l, array, i, b, false);
      storeElement(l, array, other, a, false);
    });
    return array;
  },

  sort(l, array, [compare], at) {
    sort(l, array, compare, at);
    return array;
  },
};

function filledInPart(
  l: Lowering,
  array: ArrayValue,
  value: Value,
  from: Value,
  to: Value | undefined,
): ArrayValue {
  if (array.type.hasHoles) return l.declined('fill of a part of an array that has holes');
  const length = lengthOf(l, array);
  const [begin, end] = [bound(l, from, 0, length), bound(l, to, length, length)];
  l.forLoop(begin, '<', end, 1, null, (i) => storeElement(l, array, i, value, false));
  return array;
}
