import type * as t from '@babel/types';
import { newArray, storeElement } from './arrays';
import { apply } from './calls';
import type { Lowering } from './lowering';
import { boolean, number, undefinedValue, type Value } from './values';

/* Methods on small arrays whose elements are held one by one: written out, without a loop. */

/** Null: the array has to be in memory for it. */
type TupleMethod = (l: Lowering, items: Value[], args: Value[], at: t.Node) => Value | null;

export const tupleMethods: Record<string, TupleMethod> = {
  map(l, items, [f], at) {
    const results = items.map((item, i) =>
      l.at(`#${i}`, () => apply(l, f!, [item, number(i)], at)),
    );
    const site = l.key(at);
    if (l.facts.has(`${site} memory`)) {
      const array = newArray(l, { length: results.length, site });
      results.forEach((each, i) => storeElement(l, array, i, each, true));
      return array;
    }
    const slots = results.map((each, i) => l.slot(each, site, String(i)));
    return { kind: 'tuple', slots, site, isShared: false };
  },
  forEach(l, items, [f], at) {
    items.forEach((item, i) => l.at(`#${i}`, () => apply(l, f!, [item, number(i)], at)));
    return undefinedValue;
  },
  reduce(l, items, [f, ...start], at) {
    const all = start.length > 0 ? [start[0]!, ...items] : items;
    if (all.length === 0) return l.declined('reduce of nothing');
    const first = start.length > 0 ? 0 : 1;
    return all
      .slice(1)
      .reduce(
        (sum, item, i) => l.at(`#${i}`, () => apply(l, f!, [sum, item, number(i + first)], at)),
        all[0]!,
      );
  },
  indexOf(_, items, args) {
    const index = indexOf(items, args);
    return index === null ? null : number(index);
  },
  includes(_, items, args) {
    const index = indexOf(items, args);
    return index === null ? null : boolean(index >= 0);
  },
};

/** Where a text stands among texts; null where that is not known while compiling. */
function indexOf(items: Value[], [text, ...more]: Value[]): number | null {
  const areTexts = [...items, text].every((each) => each?.kind === 'constant');
  if (!areTexts || more.length > 0) return null;
  return items.findIndex(
    (each) => each.kind === 'constant' && text?.kind === 'constant' && each.value === text.value,
  );
}
