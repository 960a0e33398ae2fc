import type * as t from '@babel/types';
import { elementAt, lengthOf, newArray, storeElement, visit } from './arrays';
import { apply } from './calls';
import { truthOf } from './conditions';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import type { Method } from './methods';
import { readStorage, storageFor, write } from './storage';
import { number, undefinedValue, type ArrayValue, type Value } from './values';

/** Methods of arrays that call a function for each element. */
export const callbackMethods: Record<string, Method> = {
  map(l, array, [f], at) {
    const result = newArray(l, { length: lengthOf(l, array), isTyped: array.type.isTyped });
    visit(l, array, (element, i) => {
      storeElement(l, result, i, apply(l, f!, [element, number(i), array], at), true);
    });
    return result;
  },

  forEach(l, array, [f], at) {
    visit(l, array, (element, i) => void apply(l, f!, [element, number(i), array], at));
    return undefinedValue;
  },

  reduce: (l, array, args, at) => reduce(l, array, args, at, (i) => i),

  reduceRight(l, array, args, at) {
    const last = l.define('sub', lengthOf(l, array), 1);
    return reduce(l, array, args, at, (i) => l.define('sub', last, i));
  },

  filter(l, array, [f], at) {
    const source = lengthOf(l, array);
    const result = newArray(l, { length: source, isTyped: array.type.isTyped });
    result.type.length = null;
    result.type.memory.root.hasHeader = true;
    const count = l.variable('number', true);
    count.isInteger = true;
    l.set(count, 0);
    visit(l, array, (element, i) => {
      const test = truthOf(l, apply(l, f!, [element, number(i), array], at));
      l.branch(l.fork(test).then, () => {
        const at = l.read(count);
        storeElement(l, result, at, element, true);
        l.set(count, l.define('add', at, 1));
      });
    });
    const { memory } = result.type;
    const length = l.read(count);
    l.emit({ kind: 'store-length', memory, base: result.base, length, site: -1 });
    return result;
  },
};

/** @param place the index of the element that is taken as the i-th */
function reduce(
  l: Lowering,
  array: ArrayValue,
  [f, start]: Value[],
  at: t.Node,
  place: (i: Operand) => Operand,
): Value {
  const length = lengthOf(l, array);
  if (!start) l.guard(l.define('gt', length, 0));
  const first = start ?? elementAt(l, array, place(0));
  const storage = storageFor(l, first, l.key(at));
  if (!storage) return l.declined('reduce to such a value');
  write(l, storage, first);
  array.type.visitors++;
  try {
    l.forLoop(start ? 0 : 1, '<', length, 1, null, (i) => {
      const index = place(i);
      const element = elementAt(l, array, index);
      write(l, storage, apply(l, f!, [readStorage(l, storage), element, number(index), array], at));
    });
  } finally {
    array.type.visitors--;
  }
  return readStorage(l, storage);
}
