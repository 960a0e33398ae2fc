import type * as t from '@babel/types';
import { apply } from './calls';
import type { Lowering } from './lowering';
import { number, undefinedValue, type Value } from './values';

/* Methods on small arrays whose elements are held one by one: written out, without a loop. */

type TupleMethod = (l: Lowering, items: Value[], args: Value[], at: t.Node) => Value;

export const tupleMethods: Record<string, TupleMethod> = {
  map(l, items, [f], at) {
    const results = items.map((item, i) =>
      l.at(`#${i}`, () => apply(l, f!, [item, number(i)], at)),
    );
    const site = l.key(at);
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
};
