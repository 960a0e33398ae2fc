import type * as t from '@babel/types';
import { flat } from '../mathematics';
import { elementAt, lengthOf } from './arrays';
import { expression, numberOf } from './expressions';
import { isInteger } from './fold';
import type { Operand } from './variables';
import { propertyKey } from './literals';
import type { Lowering } from './lowering';
import { readField } from './objects';
import { smooth } from './smooth';
import { load } from './storage';
import { number, undefinedValue, type Value } from './values';

const constants = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;
const limits = ['EPSILON', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER', 'MAX_VALUE', 'MIN_VALUE', 'POSITIVE_INFINITY', 'NEGATIVE_INFINITY', 'NaN'] as const; // prettier-ignore
const mathFunctions = new Set<string>([...smooth, ...flat, 'max', 'min', 'hypot', 'atan2', 'pow', 'random']); // prettier-ignore

export function member(l: Lowering, node: t.MemberExpression): Value {
  return memberOf(l, expression(l, node.object), node);
}

/** What an object has under the name or the index that stands in an expression. */
export function memberOf(
  l: Lowering,
  object: Value,
  node: t.MemberExpression | t.OptionalMemberExpression,
): Value {
  if (node.computed) {
    if (object.kind === 'array') return arrayElement(l, object, numberOf(l, node.property));
    if (object.kind === 'tuple') {
      const index = numberOf(l, node.property);
      if (typeof index !== 'number') {
        return arrayElement(l, l.inMemory(object), index);
      }
      const slot = object.slots[index];
      return slot ? load(l, slot) : l.declined('an element that is not there');
    }
  }
  const key = propertyKey(l, node.property, node.computed);
  return property(l, object, key);
}

function arrayElement(l: Lowering, object: Value, index: Operand): Value {
  if (object.kind !== 'array') return l.declined('an element of such a value');
  if (typeof index === 'number' && !isInteger(index))
    return l.declined('an element between others');
  l.checkIndex(index, lengthOf(l, object));
  return elementAt(l, object, index);
}

export function property(l: Lowering, object: Value, key: string): Value {
  switch (object.kind) {
    case 'record': {
      const slot = object.slots.get(key);
      if (slot) return load(l, slot);
      return key in Object.prototype ? l.declined(`the property ${key}`) : undefinedValue;
    }
    case 'object': {
      const value = readField(l, object, key);
      if (value) return value;
      return key in Object.prototype ? l.declined(`the property ${key}`) : undefinedValue;
    }
    case 'tuple':
    case 'array':
      if (key !== 'length') return l.declined(`the property ${key} of an array`);
      return number(object.kind === 'tuple' ? object.slots.length : lengthOf(l, object));
    case 'builtin':
      return builtinProperty(l, object.name, key);
    case 'constant':
      if (typeof object.value === 'string' && key === 'length') return number(object.value.length);
      return l.declined('a property of such a value');
    default:
      return l.declined('a property of such a value');
  }
}

function builtinProperty(l: Lowering, name: string, key: string): Value {
  if (name === 'Math') {
    const constant = constants.find((each) => each === key);
    if (constant) return number(Math[constant]);
    if (mathFunctions.has(key)) return { kind: 'builtin', name: `Math.${key}` };
  }
  if (name === 'Number') {
    const limit = limits.find((each) => each === key);
    if (limit) return number(Number[limit]);
  }
  if (name.includes('.')) return l.declined(`${name}.${key}`);
  return { kind: 'builtin', name: `${name}.${key}` };
}
