import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { elementAt, lengthOf, storeElement } from './arrays';
import { choose, truthOf } from './conditions';
import { expression, numberOf } from './expressions';
import { propertyKey } from './literals';
import { growingReference } from './lists';
import { property } from './members';
import { binary } from './operators';
import type { Lowering } from './lowering';
import { writeField } from './objects';
import { bindPattern } from './patterns';
import { load } from './storage';
import { number, type ArrayValue, type RecordValue, type TupleValue, type Value } from './values';

/** A place that an assignment reads and writes; its object and key are evaluated once. */
export interface Reference {
  read(): Value;
  write(value: Value): void;
}

export function assign(l: Lowering, node: t.AssignmentExpression): Value {
  const target = bare(node.left);
  const { operator, right } = node;
  if (target.type === 'ArrayPattern' || target.type === 'ObjectPattern') {
    const value = expression(l, right);
    bindPattern(l, target, value, (place, given) => referenceTo(l, place).write(given));
    return value;
  }
  const reference = referenceTo(l, target);
  if (operator === '=') {
    const value = expression(l, right);
    reference.write(value);
    return value;
  }
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    return assignPerhaps(l, node, reference);
  }
  const before = reference.read();
  const value = binary(l, operator.slice(0, -1), before, expression(l, right));
  reference.write(value);
  return value;
}

/** `&&=`, `||=` and `??=`, which assign or do not. */
function assignPerhaps(l: Lowering, node: t.AssignmentExpression, place: Reference): Value {
  const before = place.read();
  const assigned = () => {
    const value = expression(l, node.right);
    place.write(value);
    return value;
  };
  if (node.operator === '??=') {
    return before.kind === 'constant' && typeof before.value !== 'string' ? assigned() : before;
  }
  const test = truthOf(l, before);
  const isAnd = node.operator === '&&=';
  if (typeof test === 'boolean') return test === isAnd ? assigned() : before;
  const kept = () => before;
  return choose(l, node, test, isAnd ? assigned : kept, isAnd ? kept : assigned);
}

export function update(l: Lowering, node: t.UpdateExpression): Value {
  const reference = referenceTo(l, bare(node.argument));
  const before = reference.read();
  const after = binary(l, node.operator[0]!, before, number(1));
  reference.write(after);
  return node.prefix ? after : before;
}

export function referenceTo(l: Lowering, target: t.Node): Reference {
  const place = bare(target);
  if (place.type === 'Identifier') return nameReference(l, place);
  if (place.type !== 'MemberExpression') return l.declined('an assignment to such a place');
  const object = expression(l, place.object);
  if (object.kind === 'array') return elementReference(l, object, place);
  if (object.kind === 'object') {
    const key = propertyKey(l, place.property, place.computed);
    return {
      read: () => property(l, object, key),
      write: (value) => writeField(l, object, key, value),
    };
  }
  if (object.kind !== 'record' && object.kind !== 'tuple') {
    return l.declined('a write to a property of such a value');
  }
  if (object.kind === 'tuple' && place.computed) {
    const index = numberOf(l, place.property);
    if (typeof index !== 'number') {
      return elementReference(l, l.inMemoryForWriting(object), place);
    }
    return slotReference(l, object, String(index));
  }
  return slotReference(l, object, propertyKey(l, place.property, place.computed));
}

function nameReference(l: Lowering, { name }: t.Identifier): Reference {
  const binding = l.scope.find(name);
  if (!binding) return l.declined(`a write to ${name}, which lies outside the objective,`);
  if (!binding.isMutable) return l.declined(`a write to ${name}`);
  return {
    read() {
      if (!binding.isAssigned || !binding.storage) return l.declined(`${name} before its value`);
      return load(l, { value: number(0), storage: binding.storage });
    },
    write(value) {
      l.bind(binding, value);
    },
  };
}

function slotReference(l: Lowering, object: RecordValue | TupleValue, key: string): Reference {
  const slot = object.kind === 'record' ? object.slots.get(key) : object.slots[Number(key)];
  if (!slot) {
    if (object.kind === 'tuple' && !object.isShared) l.facts.note(`${object.site} grows`);
    return l.declined(`a new property ${key}`);
  }
  return {
    read: () => property2(l, object, key),
    write: (value) => l.writeSlot(object, key, slot, value),
  };
}

function property2(l: Lowering, object: RecordValue | TupleValue, key: string): Value {
  if (object.kind === 'record') return property(l, object, key);
  return load(l, object.slots[Number(key)]!);
}

function elementReference(l: Lowering, array: ArrayValue, place: t.MemberExpression): Reference {
  if (!place.computed) return l.declined('a write to a property of an array');
  const index = numberOf(l, place.property);
  if (array.type.growth >= 0) return growingReference(l, array, index);
  l.checkIndex(index, lengthOf(l, array));
  return {
    read: () => elementAt(l, array, index),
    write: (value) => storeElement(l, array, index, value, false),
  };
}
