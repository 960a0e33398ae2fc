import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { elementAt, lengthOf, newArray, storeElement } from './arrays';
import { expression } from './expressions';
import { propertyKey } from './literals';
import type { Lowering } from './lowering';
import { recordOf } from './objects';
import { load } from './storage';
import { undefinedValue, type Slot, type Value } from './values';

type Bind = (place: t.Node, value: Value) => void;

/** Takes a value apart by a pattern and gives the parts to the places in it. */
export function bindPattern(l: Lowering, pattern: t.Node, value: Value, bind: Bind): void {
  const place = bare(pattern);
  switch (place.type) {
    case 'AssignmentPattern': {
      const isNone = value.kind === 'constant' && value.value === undefined;
      bindPattern(l, place.left, isNone ? expression(l, place.right) : value, bind);
      return;
    }
    case 'ObjectPattern':
      return bindObject(l, place, value, bind);
    case 'ArrayPattern':
      return bindArray(l, place, value, bind);
    default:
      bind(place, value);
  }
}

function bindObject(l: Lowering, pattern: t.ObjectPattern, value: Value, bind: Bind): void {
  if (value.kind === 'object') return bindObject(l, pattern, recordOf(l, value), bind);
  if (value.kind !== 'record') return l.declined('an object pattern of such a value');
  const taken = new Set<string>();
  for (const each of pattern.properties) {
    if (each.type === 'RestElement') {
      const rest = new Map<string, Slot>();
      for (const [key, slot] of value.slots) {
        if (!taken.has(key)) rest.set(key, { value: load(l, slot), storage: null });
      }
      bind(each.argument, { kind: 'record', slots: rest, site: '', isShared: true });
      return;
    }
    const key = propertyKey(l, each.key, each.computed);
    taken.add(key);
    const slot = value.slots.get(key);
    if (!slot && key in Object.prototype) l.declined(`the property ${key}`);
    bindPattern(l, each.value, slot ? load(l, slot) : undefinedValue, bind);
  }
}

function bindArray(l: Lowering, pattern: t.ArrayPattern, value: Value, bind: Bind): void {
  if (value.kind === 'tuple') {
    pattern.elements.forEach((each, i) => {
      if (each?.type === 'RestElement') {
        const slots = value.slots.slice(i).map((slot) => ({ value: load(l, slot), storage: null }));
        bindPattern(l, each.argument, { ...value, slots, isShared: true }, bind);
      } else if (each) {
        const slot = value.slots[i];
        bindPattern(l, each, slot ? load(l, slot) : undefinedValue, bind);
      }
    });
    return;
  }
  if (value.kind !== 'array') return l.declined('an array pattern of such a value');
  const length = lengthOf(l, value);
  pattern.elements.forEach((each, i) => {
    if (each?.type === 'RestElement') {
      l.guard(l.define('ge', length, i));
      const rest = newArray(l, { length: l.define('sub', length, i), isTyped: false });
      l.each(lengthOf(l, rest), (k) =>
        storeElement(l, rest, k, elementAt(l, value, l.define('add', k, i)), true),
      );
      bindPattern(l, each.argument, rest, bind);
    } else if (each) {
      if (typeof length === 'number' && i >= length) bindPattern(l, each, undefinedValue, bind);
      else {
        l.checkIndex(i, length);
        bindPattern(l, each, elementAt(l, value, i), bind);
      }
    }
  });
}
