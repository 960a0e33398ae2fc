import { Declined } from './decline';
import { isInteger } from './fold';
import type { Lowering } from './lowering';
import { frozen } from './lists';
import { areAlike, objectFrom } from './objects';
import { needsCopy } from './views';
import {
  boolean,
  held,
  number,
  type ArrayType,
  type ElementType,
  type ObjectType,
  type RecordValue,
  type Slot,
  type Storage,
  type TupleValue,
  type Value,
} from './values';

/*
 * Places that are written more than once: variables of the user's, and where the branches of a
 * condition or the returns of a function meet.
 */

/** A place for values like this one; null where such values cannot be kept in a variable. */
export function storageFor(l: Lowering, value: Value, key: string): Storage | null {
  switch (value.kind) {
    case 'number': {
      const variable = l.variable('number', true);
      variable.isInteger = isInteger(value.operand) && !l.facts.has(`${key} real`);
      return { kind: 'number', variable, key };
    }
    case 'boolean':
      return { kind: 'boolean', variable: l.variable('boolean', true), key };
    case 'array': {
      needsCopy(l, value.type);
      const variable = l.variable('number', true);
      variable.isInteger = true;
      variable.isPointer = true;
      if (!value.type.element) l.declined('an empty array in such a place');
      // Its type is copied here, which loses sight of loops over it.
      const type = { ...frozen(l, value).type };
      if (l.facts.has(`${key} dynamic`)) loosen(l, type);
      return { kind: 'array', variable, type, key };
    }
    case 'object': {
      const variable = l.variable('number', true);
      variable.isInteger = true;
      variable.isPointer = true;
      return { kind: 'object', variable, type: value.type, key };
    }
    case 'tuple': {
      const slots = value.slots.map((slot, i) => storageFor(l, load(l, slot), `${key}.${i}`));
      if (slots.includes(null)) return null;
      const madeAt = value.isShared ? '' : value.site;
      return { kind: 'tuple', slots: slots as Storage[], site: `${key}*`, madeAt };
    }
    case 'record': {
      const slots = new Map<string, Storage>();
      for (const [name, slot] of value.slots) {
        const storage = storageFor(l, load(l, slot), `${key}.${name}`);
        if (!storage) return null;
        slots.set(name, storage);
      }
      return { kind: 'record', slots, site: `${key}*` };
    }
    default:
      return null;
  }
}

/** From now on the length is read from the header. */
function loosen(l: Lowering, type: ArrayType): void {
  if (type.memory.root.space !== 'arena') l.declined('arrays of different lengths in one variable');
  type.length = null;
  type.memory.root.hasHeader = true;
}

export function write(l: Lowering, storage: Storage, value: Value): void {
  switch (storage.kind) {
    case 'number':
      if (value.kind !== 'number') return differ(l);
      if (storage.variable.isInteger && !isInteger(value.operand)) {
        storage.variable.isInteger = false;
        l.facts.note(`${storage.key} real`);
      }
      return l.set(storage.variable, value.operand);
    case 'boolean':
      if (value.kind !== 'boolean') return differ(l);
      return l.set(storage.variable, value.operand);
    case 'array': {
      let array = value;
      if (array.kind === 'tuple') array = l.inMemory(array);
      if (array.kind !== 'array') return differ(l);
      array = frozen(l, array);
      if (storage.type.length !== array.type.length) {
        if (storage.type.length !== null) l.facts.note(`${storage.key} dynamic`);
        if (array.type.length !== null) loosen(l, { ...array.type });
      }
      uniteTypes(l, storage.type, array.type);
      return l.set(storage.variable, array.base);
    }
    case 'object': {
      const object = value.kind === 'record' ? objectFrom(l, value) : value;
      if (object.kind !== 'object') return differ(l);
      uniteObjects(l, storage.type, object.type);
      return l.set(storage.variable, object.base);
    }
    case 'tuple':
      if (value.kind !== 'tuple' || value.slots.length !== storage.slots.length) {
        const isArray = value.kind === 'tuple' || value.kind === 'array';
        // Next time it is an array from the beginning.
        if (isArray && storage.madeAt) l.facts.note(`${storage.madeAt} memory`);
        return differ(l);
      }
      share(l, value);
      return storage.slots.forEach((slot, i) => write(l, slot, load(l, value.slots[i]!)));
    case 'record':
      if (value.kind !== 'record' || value.slots.size !== storage.slots.size) return differ(l);
      share(l, value);
      for (const [name, slot] of storage.slots) {
        const given = value.slots.get(name);
        if (!given) return differ(l);
        write(l, slot, load(l, given));
      }
  }
}

/** A copy of it is made: from now on no write may come, nor may one come again in a loop. */
export function share(l: Lowering, value: TupleValue | RecordValue): void {
  if (l.facts.has(`${value.site} written`)) {
    l.declined('an object or array that is copied here and written to');
  }
  value.isShared = true;
}

export function differ(l: Lowering): never {
  throw new Declined('a place that takes values of different kinds', l.node);
}

/** Both arrays may be the same from now on. */
export function uniteTypes(l: Lowering, a: ArrayType, b: ArrayType): void {
  if (a === b) return;
  needsCopy(l, a);
  needsCopy(l, b);
  l.unite(a.memory, b.memory);
  if (
    a.isTyped !== b.isTyped ||
    a.isRounding !== b.isRounding ||
    a.hasHoles !== b.hasHoles ||
    a.growth !== b.growth
  )
    differ(l);
  a.element ??= b.element;
  b.element ??= a.element;
  if (!a.element || !b.element) l.declined('empty arrays in one place');
  uniteElements(l, a.element, b.element);
}

export function uniteElements(l: Lowering, a: ElementType, b: ElementType): void {
  if (a === b) return;
  if (a.kind !== b.kind) differ(l);
  if (a.kind === 'pointer' && b.kind === 'pointer') {
    if (a.to.length !== b.to.length) l.declined('rows of different lengths');
    uniteTypes(l, a.to, b.to);
  } else if (a.kind === 'reference' && b.kind === 'reference') {
    uniteObjects(l, a.to, b.to);
  } else if (a.kind === 'inline') {
    if (JSON.stringify(a) !== JSON.stringify(b)) differ(l);
  }
}

function uniteObjects(l: Lowering, a: ObjectType, b: ObjectType): void {
  if (a === b) return;
  if (!areAlike(a, b)) l.declined('objects of different properties in one place');
  l.unite(a.memory, b.memory);
  for (const [key, type] of a.fields) uniteTypes(l, type, b.fields.get(key)!);
}

/** What a place holds now. */
export function readStorage(l: Lowering, storage: Storage): Value {
  switch (storage.kind) {
    case 'number':
      return number(l.read(storage.variable));
    case 'boolean':
      return boolean(l.read(storage.variable));
    case 'array':
      return { kind: 'array', type: storage.type, base: l.read(storage.variable) };
    case 'object':
      return { kind: 'object', type: storage.type, base: l.read(storage.variable) };
    case 'tuple': {
      const slots = storage.slots.map((slot) => held(readStorage(l, slot)));
      return { kind: 'tuple', slots, site: storage.site, isShared: true };
    }
    case 'record': {
      const slots = new Map<string, Slot>();
      for (const [name, slot] of storage.slots) slots.set(name, held(readStorage(l, slot)));
      return { kind: 'record', slots, site: storage.site, isShared: true };
    }
  }
}

export function load(l: Lowering, slot: Slot): Value {
  return slot.storage ? readStorage(l, slot.storage) : slot.value;
}
