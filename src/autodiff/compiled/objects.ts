import { elementAt, newArray, storeElement } from './arrays';
import type { Lowering } from './lowering';
import { load } from './storage';
import {
  held,
  type ArrayType,
  type ObjectType,
  type ObjectValue,
  type RecordValue,
  type Slot,
  type Value,
} from './values';

/* Objects in memory: those that are elements of arrays. Each property is an element of its own. */

export function newObject(l: Lowering, values: ReadonlyMap<string, Value>): ObjectValue {
  if (values.size === 0) return l.declined('an empty object in such a place');
  const array = newArray(l, { length: values.size });
  const { memory } = array.type;
  const fields = new Map<string, ArrayType>();
  for (const [key, value] of values) {
    const type: ArrayType = { ...array.type, element: null };
    storeElement(l, { ...array, type }, fields.size, value, true);
    fields.set(key, type);
  }
  return { kind: 'object', type: { memory, fields }, base: array.base };
}

/** The properties of a record, copied into memory; see `arrayFrom`. */
export function objectFrom(l: Lowering, record: RecordValue): ObjectValue {
  if (!record.isShared) l.facts.note(`${record.site} memory`);
  const values = new Map([...record.slots].map(([key, slot]) => [key, load(l, slot)]));
  const object = newObject(l, values);
  object.type.memory.isCopy = true;
  return object;
}

/** The properties as they are now. */
export function recordOf(l: Lowering, object: ObjectValue): RecordValue {
  const slots = new Map<string, Slot>();
  for (const key of object.type.fields.keys()) slots.set(key, held(readField(l, object, key)!));
  return { kind: 'record', slots, site: 'copy', isShared: true };
}

/** Where a property lies; null where there is none of that name. */
function fieldOf({ type, base }: ObjectValue, key: string) {
  const view = type.fields.get(key);
  if (!view) return null;
  const index = [...type.fields.keys()].indexOf(key);
  return { array: { kind: 'array', type: view, base } as const, index };
}

export function readField(l: Lowering, object: ObjectValue, key: string): Value | null {
  const field = fieldOf(object, key);
  return field && elementAt(l, field.array, field.index);
}

export function writeField(l: Lowering, object: ObjectValue, key: string, value: Value): void {
  const field = fieldOf(object, key);
  if (!field) return l.declined(`a new property ${key}`);
  storeElement(l, field.array, field.index, value, false);
}

/** Whether objects have the same properties in the same order. */
export function areAlike(a: ObjectType, b: ObjectType): boolean {
  const [p, q] = [[...a.fields.keys()], [...b.fields.keys()]];
  return p.length === q.length && p.every((key, i) => key === q[i]);
}
