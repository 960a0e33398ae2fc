import type * as t from '@babel/types';
import { lengthOf, newArray, storeElement, visit } from './arrays';
import { push } from './lists';
import { expression } from './expressions';
import type { Operand } from './variables';
import { iterated } from './iterators';
import type { Lowering } from './lowering';
import { newObject, recordOf } from './objects';
import { load } from './storage';
import { viewOf } from './views';
import { held, undefinedValue, type Slot, type Value } from './values';

export function objectLiteral(l: Lowering, node: t.ObjectExpression): Value {
  const slots = new Map<string, Slot>();
  const site = l.key(node);
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = expression(l, property.argument);
      const given = spread.kind === 'object' ? recordOf(l, spread) : spread;
      if (given.kind === 'constant' && typeof given.value !== 'string') continue;
      if (given.kind !== 'record') return l.declined('a spread of such a value');
      for (const [key, slot] of given.slots) slots.set(key, l.slot(load(l, slot), site, key));
    } else if (property.type === 'ObjectProperty') {
      const key = propertyKey(l, property.key, property.computed);
      if (key === '__proto__') return l.declined('a prototype');
      slots.set(key, l.slot(expression(l, property.value), site, key));
    } else if (property.kind === 'method') {
      const key = propertyKey(l, property.key, property.computed);
      slots.set(key, held({ kind: 'function', node: property, scope: l.scope }));
    } else return l.declined('a getter');
  }
  if (!l.facts.has(`${site} memory`)) return { kind: 'record', slots, site, isShared: false };
  return newObject(l, new Map([...slots].map(([key, slot]) => [key, load(l, slot)])));
}

/** The name of a property, known while compiling. */
export function propertyKey(l: Lowering, key: t.Node, isComputed: boolean): string {
  if (!isComputed && key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  const value = isComputed ? expression(l, key) : undefinedValue;
  if (value.kind === 'constant' && typeof value.value === 'string') return value.value;
  if (value.kind === 'number' && typeof value.operand === 'number') return String(value.operand);
  return l.declined('a property whose name is not known beforehand');
}

/** Longer ones are put into memory at once. */
const longestTuple = 16;

export function arrayLiteral(l: Lowering, node: t.ArrayExpression): Value {
  const site = l.key(node);
  const { elements } = node;
  if (l.facts.has(`${site} grows`)) {
    const parts = elements.map((each) => {
      if (!each) return l.declined('a hole');
      if (each.type !== 'SpreadElement') return { one: expression(l, each) };
      return { many: iterated(l, each.argument) };
    });
    const array = newArray(l, { length: 0, growth: l.sites++, site });
    for (const { one, many } of parts) {
      if (one) push(l, array, one);
      else visit(l, many, (element) => void push(l, array, element));
    }
    return array;
  }
  if (elements.some((each) => each?.type === 'SpreadElement')) return spreadLiteral(l, node);
  const slots: Slot[] = [];
  const isMemory = l.facts.has(`${site} memory`) || elements.length > longestTuple;
  if (isMemory && elements.length > 0) {
    const values = elements.map((each) => (each ? expression(l, each) : l.declined('a hole')));
    const array = newArray(l, { length: values.length, site });
    values.forEach((value, i) => storeElement(l, array, i, value, true));
    return array;
  }
  for (const [i, each] of elements.entries()) {
    if (!each) return l.declined('a hole');
    slots.push(l.slot(expression(l, each), site, String(i)));
  }
  return { kind: 'tuple', slots, site, isShared: false };
}

/** `[...a, x, ...b]`. */
function spreadLiteral(l: Lowering, node: t.ArrayExpression): Value {
  const parts = node.elements.map((each) => {
    if (!each) return l.declined('a hole');
    if (each.type !== 'SpreadElement') return { one: expression(l, each) };
    const many = iterated(l, each.argument);
    return { many, length: lengthOf(l, many) };
  });
  const [only, ...more] = parts;
  if (only?.many && more.length === 0 && !only.many.type.isTyped) {
    const view = viewOf(l, only.many, 0, only.length, l.key(node));
    if (view) return view;
  }
  const length = parts.reduce<Operand>((sum, part) => l.sum(sum, part.length ?? 1), 0);
  const array = newArray(l, { length, site: l.key(node) });
  let at: Operand = 0;
  for (const part of parts) {
    if (part.one) storeElement(l, array, at, part.one, true);
    else {
      const from = at;
      visit(l, part.many, (element, i) => storeElement(l, array, l.sum(from, i), element, true));
    }
    at = l.sum(at, part.length ?? 1);
  }
  return array;
}
