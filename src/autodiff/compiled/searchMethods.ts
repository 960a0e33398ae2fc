import type * as t from '@babel/types';
import { elementAt, lengthOf } from './arrays';
import { apply } from './calls';
import { truthOf } from './conditions';
import { operandOf } from './expressions';
import type { Operand, Variable } from './variables';
import type { Lowering } from './lowering';
import type { Method } from './methods';
import { boolean, number, undefinedValue, type ArrayValue, type Value } from './values';

/** Methods that look for an element. */
export const searchMethods: Record<string, Method> = {
  some: (l, array, [f], at) => boolean(search(l, array, calling(l, array, f!, at)).found),
  every(l, array, [f], at) {
    const fails = calling(l, array, f!, at);
    const { found } = search(l, array, (...each) => l.define('not', fails(...each)));
    return boolean(l.define('not', found));
  },
  find: (l, array, [f], at) => found(l, array, f!, at, false),
  findLast: (l, array, [f], at) => found(l, array, f!, at, true),
  findIndex: (l, array, [f], at) => indexIn(l, array, calling(l, array, f!, at), false),
  findLastIndex: (l, array, [f], at) => indexIn(l, array, calling(l, array, f!, at), true),
  indexOf: (l, array, args) => indexIn(l, array, comparing(l, array, args, false), false),
  lastIndexOf: (l, array, args) => indexIn(l, array, comparing(l, array, args, false), true),
  includes: (l, array, args) => boolean(search(l, array, comparing(l, array, args, true)).found),

  at(l, array, [index]) {
    const i = operandOf(l, index ?? undefinedValue);
    const length = lengthOf(l, array);
    const from =
      typeof i === 'number'
        ? i < 0
          ? l.define('add', length, i)
          : i
        : l.declined('at of an index not known beforehand');
    l.checkIndex(from, length);
    return elementAt(l, array, from);
  },
};

/** Whether an element is the one. */
type Test = (element: Value, index: Operand) => Operand;

function calling(l: Lowering, array: ArrayValue, f: Value, at: t.Node): Test {
  return (element, i) => truthOf(l, apply(l, f, [element, number(i), array], at));
}

/** @param isSame NaN equals itself, too */
function comparing(l: Lowering, { type }: ArrayValue, args: Value[], isSame: boolean): Test {
  const [what, ...more] = args;
  const isNumeric = what?.kind === 'number' && type.element?.kind === 'number';
  if (!isNumeric || more.length > 0) return l.declined('a search for such a value');
  return (element) => {
    const x = operandOf(l, element);
    const isEqual = l.define('eq', x, what.operand);
    if (!isSame) return isEqual;
    const areNone = l.define('and', l.define('isNaN', x), l.define('isNaN', what.operand));
    return l.define('or', isEqual, areNone);
  };
}

function indexIn(l: Lowering, array: ArrayValue, test: Test, isLast: boolean): Value {
  const { found, index } = search(l, array, test, isLast);
  return number(l.define('select', found, index, -1));
}

/** The element itself, as it was when it was looked at. */
function found(l: Lowering, array: ArrayValue, f: Value, at: t.Node, isLast: boolean): Value {
  const test = calling(l, array, f, at);
  if (array.type.element?.kind !== 'number') {
    const { found, index } = search(l, array, test, isLast);
    l.guard(found);
    return elementAt(l, array, index);
  }
  const value = l.variable('number', true);
  l.set(value, 0);
  const hit = (element: Value) => l.set(value, operandOf(l, element));
  l.present(at, search(l, array, test, isLast, hit).found);
  return number(l.read(value));
}

/** Goes over an array, from its end if it is to be the last, until a test holds. */
function search(
  l: Lowering,
  array: ArrayValue,
  test: Test,
  isLast = false,
  hit: (element: Value) => void = () => undefined,
): { found: Variable; index: Variable } {
  const found = l.variable('boolean', true);
  const index = l.variable('number', true);
  index.isInteger = true;
  l.set(found, false);
  l.set(index, 0);
  const length = lengthOf(l, array);
  array.type.visitors++;
  try {
    l.each(
      length,
      (i) => {
        const at = isLast ? l.define('sub', l.define('sub', length, 1), i) : i;
        const element = elementAt(l, array, at);
        l.branch(l.fork(test(element, at)).then, () => {
          l.set(found, true);
          l.set(index, at);
          hit(element);
        });
      },
      found,
    );
  } finally {
    array.type.visitors--;
  }
  return { found: l.read(found), index: l.read(index) };
}
