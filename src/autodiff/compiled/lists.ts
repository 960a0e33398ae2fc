import type * as t from '@babel/types';
import { elementAt, lengthOf, storeElement } from './arrays';
import type { Reference } from './assignments';
import { operandOf } from './expressions';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { needsCopy } from './views';
import { number, type ArrayType, type ArrayValue, type Value } from './values';

/* Arrays whose length changes: lists that grow at their end, and shrink. */

/** Of an array that is filled from its start: what is written behind its end is added. */
export function growingReference(l: Lowering, array: ArrayValue, index: Operand): Reference {
  return {
    read() {
      l.checkIndex(index, lengthOf(l, array));
      return elementAt(l, array, index);
    },
    write(value) {
      const length = lengthOf(l, array);
      const isNew = l.define('eq', index, length);
      const { then, otherwise } = l.fork(isNew);
      l.inside(then, () => push(l, array, value));
      l.inside(otherwise, () => {
        l.checkIndex(index, length);
        storeElement(l, array, index, value, false);
      });
    },
  };
}

/** Adds an element behind the last. */
export function push(l: Lowering, array: ArrayValue, value: Value): Operand {
  const { type, base } = array;
  checkList(l, type, 'push to');
  const length = lengthOf(l, array);
  const longer = l.define('add', length, 1);
  // First the length: it makes sure that there is room.
  l.emit({ kind: 'store-length', memory: type.memory, base, length: longer, site: type.growth });
  storeElement(l, array, length, value, true);
  return longer;
}

function checkList(l: Lowering, type: ArrayType, what: string): void {
  if (type.visitors > 0) l.declined(`${what} an array while a loop goes over it`);
  if (type.isFrozen) l.declined(`${what} an array that has another name`);
  if (type.growth >= 0) return;
  needsCopy(l, type);
  if (type.site) l.facts.note(`${type.site} grows`);
  l.declined(`${what} an array of such an origin`);
}

/** Takes the last element away. */
export function pop(l: Lowering, array: ArrayValue, at: t.Node): Value {
  checkList(l, array.type, 'pop of');
  return taken(l, array, at, (shorter) => elementAt(l, array, shorter));
}

/** Takes the first element away, and moves the others up. */
export function shift(l: Lowering, array: ArrayValue, at: t.Node): Value {
  checkList(l, array.type, 'shift of');
  return taken(l, array, at, (shorter) => {
    const first = elementAt(l, array, 0);
    l.each(shorter, (i) => {
      storeElement(l, array, i, elementAt(l, array, l.define('add', i, 1)), false);
    });
    return first;
  });
}

/** @param take gives the element; is told the length that is left */
function taken(
  l: Lowering,
  array: ArrayValue,
  at: t.Node,
  take: (shorter: Operand) => Value,
): Value {
  const { memory, element } = array.type;
  // What is pushed later comes to a place that was written before.
  memory.root.overwritten = true;
  const length = lengthOf(l, array);
  const isThere = l.define('gt', length, 0);
  const shorten = () => {
    const shorter = l.define('sub', length, 1);
    const value = take(shorter);
    l.emit({ kind: 'store-length', memory, base: array.base, length: shorter, site: -1 });
    return value;
  };
  if (element?.kind !== 'number' || !l.isAsked(at)) {
    l.guard(isThere);
    return shorten();
  }
  l.present(at, isThere);
  const value = l.variable('number', true);
  l.set(value, 0);
  l.branch(l.fork(isThere).then, () => l.set(value, operandOf(l, shorten())));
  return number(l.read(value));
}

/**
 * A list under another name, which no more is added to: so that its length may be read where that
 * name stands for other arrays, too.
 */
export function frozen(l: Lowering, array: ArrayValue): ArrayValue {
  const { type, base } = array;
  if (type.growth < 0) return array;
  const made = typeof base === 'object' ? base.block : l.top;
  for (let block = l.block; block !== made; block = block.parent!) {
    // What stands before this in the text would come after it in the next iteration.
    if (block.loop || !block.parent) l.declined('an array that grows, under another name');
  }
  if (type.visitors > 0) l.declined('an array that grows, under another name');
  type.isFrozen = true;
  return { kind: 'array', type: { ...type, growth: -1 }, base };
}
