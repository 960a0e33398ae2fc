import { elementAt, lengthOf, newArray, storeElement, visit } from './arrays';
import { callbackMethods } from './callbackMethods';
import { operandOf } from './expressions';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import type { Method } from './methods';
import { sort } from './sort';
import { viewOf } from './views';
import type { ArrayValue, Value } from './values';

/** Methods that make an array of others. */
export const copyMethods: Record<string, Method> = {
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
    return flat(l, callbackMethods.map!(l, array, [f!], at) as ArrayValue);
  },

  toSorted(l, array, [compare], at) {
    const copy = copyMethods.slice!(l, array, [], at) as ArrayValue;
    sort(l, copy, compare, at);
    return copy;
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

/** An argument of `slice` or `fill`, counted from the end where it is negative. */
export function bound(
  l: Lowering,
  given: Value | undefined,
  usual: Operand,
  length: Operand,
): Operand {
  if (!given || (given.kind === 'constant' && given.value === undefined)) return usual;
  const x = operandOf(l, given);
  if (typeof x !== 'number' || !Number.isInteger(x)) {
    l.guard(l.define('isInteger', x));
    l.guard(l.define('ge', x, 0));
    return l.define('min', x, length);
  }
  return x < 0 ? l.define('max', 0, l.define('add', length, x)) : l.define('min', x, length);
}
