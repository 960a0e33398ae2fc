import type * as t from '@babel/types';
import { elementAt, lengthOf, newArray, storeElement, visit } from './arrays';
import { push } from './assignments';
import { apply, plainArguments, type Argument } from './calls';
import { truthOf } from './conditions';
import { operandOf } from './expressions';
import type { Operand } from './ir';
import type { Lowering } from './lowering';
import { sort } from './sort';
import { tupleMethods } from './tupleMethods';
import { load, storageFor, readStorage, write } from './storage';
import { viewOf } from './views';
import {
  boolean,
  number,
  undefinedValue,
  type ArrayValue,
  type TupleValue,
  type Value,
} from './values';

/** Methods on arrays of so few elements run element by element, without a loop. */
const unrolled = 8;

type Method = (l: Lowering, array: ArrayValue, args: Value[], at: t.Node) => Value;

/** A method of an array. */
export function arrayMethod(
  l: Lowering,
  object: ArrayValue | TupleValue,
  name: string,
  given: Argument[],
  at: t.Node,
): Value {
  if (object.kind === 'tuple') {
    const short = Object.hasOwn(tupleMethods, name) ? tupleMethods[name] : undefined;
    const isWritten = l.facts.has(`${object.site} written`);
    const isMemory = l.facts.has(`${l.key(at)} memory`);
    if (short && !isWritten && !isMemory && object.slots.length <= unrolled) {
      return short(
        l,
        object.slots.map((slot) => load(l, slot)),
        plainArguments(l, given),
        at,
      );
    }
    if (name === 'push') {
      if (object.isShared) return l.declined('push to an array of which copies exist');
      l.facts.note(`${object.site} grows`);
      return number(object.slots.length);
    }
  }
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return l.declined(`the method ${name}`);
  const changes = name === 'fill' || name === 'reverse' || name === 'sort';
  const array =
    changes && object.kind === 'tuple' ? l.inMemoryForWriting(object) : l.inMemory(object);
  if (array.type.isTyped && (name === 'concat' || name === 'push')) {
    return l.declined(`the method ${name} of a Float64Array`);
  }
  return method(l, array, plainArguments(l, given), at);
}

const methods: Record<string, Method> = {
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

  some: (l, array, [f], at) => boolean(search(l, array, f!, at, true).found),
  every: (l, array, [f], at) => boolean(l.define('not', search(l, array, f!, at, false).found)),

  findIndex(l, array, [f], at) {
    const { found, index } = search(l, array, f!, at, true);
    return number(l.define('select', found, index, -1));
  },

  fill(l, array, [value, ...range]) {
    if (range.length > 0 || !value) return l.declined('fill of a part');
    if (value.kind !== 'number' && value.kind !== 'boolean')
      return l.declined('fill with such a value');
    const type = array.type.hasHoles ? { ...array.type, hasHoles: false } : array.type;
    const filled: ArrayValue = { ...array, type };
    // Right behind its making.
    const isFirst =
      typeof array.base === 'object' && l.block.statements.at(-1) === array.base.definition;
    l.each(lengthOf(l, array), (i) => storeElement(l, filled, i, value, isFirst));
    array.type.element ??= type.element;
    return filled;
  },

  slice(l, array, [from, to], at) {
    const length = lengthOf(l, array);
    const begin = bound(l, from, 0, length);
    const end = bound(l, to, length, length);
    const size = l.define('max', 0, l.define('sub', end, begin));
    const view = viewOf(l, array, begin, size, l.key(at));
    if (view) return view;
    const result = newArray(l, { length: size, isTyped: array.type.isTyped });
    l.each(lengthOf(l, result), (i) =>
      storeElement(l, result, i, elementAt(l, array, l.define('add', i, begin)), true),
    );
    return result;
  },

  concat(l, array, args) {
    const parts: ({ many: ArrayValue } | { one: Value })[] = [{ many: array }];
    for (const each of args) {
      const isArray = each.kind === 'array' || each.kind === 'tuple';
      if (each.kind === 'array' && each.type.isTyped) l.declined('concat of a Float64Array');
      parts.push(isArray ? { many: l.inMemory(each) } : { one: each });
    }
    const sizes = parts.map((part) => ('many' in part ? lengthOf(l, part.many) : 1));
    const length = sizes.reduce<Operand>((sum, size) => l.sum(sum, size), 0);
    const result = newArray(l, { length });
    let at: Operand = 0;
    parts.forEach((part, k) => {
      const from = at;
      if ('one' in part) storeElement(l, result, from, part.one, true);
      else
        visit(l, part.many, (element, i) => storeElement(l, result, l.sum(from, i), element, true));
      at = l.sum(at, sizes[k]!);
    });
    return result;
  },

  flat(l, array, [depth]) {
    if (depth) return l.declined('flat of more than one level');
    return flat(l, array);
  },

  flatMap(l, array, [f], at) {
    return flat(l, methods.map!(l, array, [f!], at) as ArrayValue);
  },

  push(l, array, args) {
    let length: Operand = lengthOf(l, array);
    for (const each of args) length = push(l, array, each);
    return number(length);
  },

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

  toSorted(l, array, [compare], at) {
    const copy = methods.slice!(l, array, [], at) as ArrayValue;
    sort(l, copy, compare, at);
    return copy;
  },

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

/** The elements of all rows, which are of one length, one row behind the other. */
function flat(l: Lowering, rows: ArrayValue): ArrayValue {
  const { element } = rows.type;
  let width: number | null = null;
  if (element?.kind === 'pointer') width = element.to.length;
  if (element?.kind === 'inline' && element.form.kind === 'array') width = element.form.length;
  if (width === null) return l.declined('flat of rows of different lengths');
  const result = newArray(l, { length: l.times(lengthOf(l, rows), width) });
  visit(l, rows, (row, i) => {
    if (row.kind !== 'array') return l.declined('flat of such rows');
    const from = l.times(i, width);
    visit(l, row, (each, j) => storeElement(l, result, l.sum(from, j), each, true));
  });
  return result;
}

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

/** Goes over an array until the callback's truth is `wanted`. */
function search(l: Lowering, array: ArrayValue, f: Value, at: t.Node, wanted: boolean) {
  const found = l.variable('boolean', true);
  const index = l.variable('number', true);
  index.isInteger = true;
  l.set(found, false);
  l.set(index, 0);
  visit(
    l,
    array,
    (element, i) => {
      const test = truthOf(l, apply(l, f, [element, number(i), array], at));
      const { then, otherwise } = l.fork(test);
      l.inside(wanted ? then : otherwise, () => {
        l.set(found, true);
        l.set(index, i);
      });
    },
    found,
  );
  return { found: l.read(found), index: l.read(index) };
}

/** An argument of `slice`, counted from the end where it is negative. */
function bound(l: Lowering, given: Value | undefined, usual: Operand, length: Operand): Operand {
  if (!given || (given.kind === 'constant' && given.value === undefined)) return usual;
  const x = operandOf(l, given);
  if (typeof x !== 'number' || !Number.isInteger(x)) {
    l.guard(l.define('isInteger', x));
    l.guard(l.define('ge', x, 0));
    return l.define('min', x, length);
  }
  return x < 0 ? l.define('max', 0, l.define('add', length, x)) : l.define('min', x, length);
}
