import { Unknown } from './decline';
import { expectedElement, noteElement } from './expected';
import { isInteger } from './fold';
import { Memory, type Operand } from './variables';
import type { Lowering } from './lowering';
import { objectFrom } from './objects';
import { load, share, uniteElements, uniteTypes } from './storage';
import { needsCopy } from './views';
import {
  boolean,
  held,
  number,
  sizeOf,
  type ArrayType,
  type ArrayValue,
  type ElementType,
  type Form,
  type Slot,
  type TupleValue,
  type Value,
} from './values';

/** Arrays in memory: making them, reading and writing their elements. */

export interface NewArray {
  length: Operand;
  isTyped?: boolean;
  /** Elements are written later, in any order; reading one before bails out. */
  hasHoles?: boolean;
  growth?: number;
  site?: string;
}

export function newArray(l: Lowering, made: NewArray) {
  const { length, isTyped, hasHoles, growth = -1, site } = made;
  const memory = new Memory('arena');
  memory.made.push(l.block);
  const type: ArrayType = {
    memory,
    length: typeof length === 'number' && growth < 0 ? length : null,
    element: site ? expectedElement(l, site) : null,
    site,
    growth,
    isTyped: isTyped ?? false,
    hasHoles: hasHoles ?? false,
    visitors: 0,
  };
  if (type.length === null) memory.hasHeader = true;
  const base = l.temporary((target) => ({
    kind: 'allocate',
    target,
    memory,
    length,
    site: growth,
    holes: type.hasHoles,
  }));
  base.isInteger = true;
  base.isPointer = true;
  return { kind: 'array', type, base } satisfies ArrayValue;
}

export function lengthOf(l: Lowering, { type, base }: ArrayValue): Operand {
  if (type.length !== null) return type.length;
  const read = () => {
    const length = l.temporary((target) => ({
      kind: 'load-length',
      target,
      memory: type.memory,
      base,
    }));
    length.isInteger = true;
    length.min = 0;
    return length;
  };
  if (type.growth >= 0) return read();
  return l.remembered(`${type.memory.root.space} length ${nameOf(base)}`, read);
}

function nameOf(operand: Operand): string {
  return typeof operand === 'object' ? operand.name : String(operand);
}

/** The element at an index that is known to be in range. */
export function elementAt(l: Lowering, array: ArrayValue, index: Operand): Value {
  const { type, base } = array;
  const { memory, element } = type;
  if (!element) throw new Unknown('an element of an array that is empty here', l.node);
  switch (element.kind) {
    case 'number':
    case 'boolean': {
      const constant = l.data.numberAt(memory, base, index);
      if (constant !== null)
        return element.kind === 'number' ? number(constant) : boolean(constant !== 0);
      const read = () => l.load({ memory, base, index }, element.kind, type.hasHoles);
      // Nothing writes there: one reading serves all, and gathers their adjoints.
      const isFixed = memory.root.space !== 'arena';
      const place = `${memory.root.space}[${nameOf(base)} ${nameOf(index)}]`;
      const found = isFixed ? l.remembered(place, read) : read();
      return element.kind === 'number' ? number(found) : boolean(found);
    }
    case 'pointer': {
      const known = l.data.numberAt(memory, base, index);
      if (known !== null) return { kind: 'array', type: element.to, base: known };
      const address = l.load({ memory, base, index }, 'number', type.hasHoles);
      address.isInteger = true;
      address.isPointer = true;
      return { kind: 'array', type: element.to, base: address };
    }
    case 'reference': {
      const address = l.load({ memory, base, index }, 'number', type.hasHoles);
      address.isInteger = true;
      address.isPointer = true;
      return { kind: 'object', type: element.to, base: address };
    }
    case 'inline':
      return formAt(l, type, l.sum(base, l.times(index, element.size)), element.form);
  }
}

/** A value that lies in memory from an address on. */
export function formAt(l: Lowering, type: ArrayType, base: Operand, form: Form): Value {
  switch (form.kind) {
    case 'number':
    case 'boolean': {
      const at = { ...type, element: { kind: form.kind }, hasHoles: false } as ArrayType;
      return elementAt(l, { kind: 'array', type: at, base }, 0);
    }
    case 'array': {
      const element = elementOf(form.element);
      const inner = { ...type, length: form.length, element, hasHoles: false, isTyped: false };
      return { kind: 'array', type: inner, base };
    }
    case 'struct': {
      const fields = form.fields.map(({ key, offset, form: inner }): [string, Slot] => [
        key,
        // Copies, which must not be written to.
        held(formAt(l, type, l.sum(base, offset), inner)),
      ]);
      const shared = { site: 'data', isShared: true };
      if (form.isTuple) return { kind: 'tuple', slots: fields.map(([, slot]) => slot), ...shared };
      return { kind: 'record', slots: new Map(fields), ...shared };
    }
  }
}

export function elementOf(form: Form): ElementType {
  if (form.kind === 'number' || form.kind === 'boolean') return { kind: form.kind };
  return { kind: 'inline', size: sizeOf(form), form };
}

/** How a value would lie in an array. */
function elementTypeFor(l: Lowering, value: Value): ElementType {
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return { kind: value.kind };
    case 'array':
      needsCopy(l, value.type);
      return { kind: 'pointer', to: value.type };
    case 'object':
      return { kind: 'reference', to: value.type };
    default:
      return l.declined('an array of such elements');
  }
}

/** Writes to an element whose index is known to be in range. */
export function storeElement(
  l: Lowering,
  array: ArrayValue,
  index: Operand,
  given: Value,
  isFirst: boolean,
): void {
  let value = given;
  if (given.kind === 'tuple') value = arrayFrom(l, given);
  if (given.kind === 'record') value = objectFrom(l, given);
  if (given.kind === 'tuple' || given.kind === 'record') share(l, given);
  const { type, base } = array;
  needsCopy(l, type);
  if (type.isTyped && value.kind !== 'number') l.declined('such an element of a Float64Array');
  const element = elementTypeFor(l, value);
  const { root } = type.memory;
  if (root.space === 'data' || root.isConstant) {
    l.declined('a write to data from outside the objective');
  }
  if (root.space === 'theta') l.facts.note('unified');
  if (!type.element) {
    type.element = element;
    if (type.site && !type.hasHoles) noteElement(l, type.site, element);
  } else if (type.element.kind === 'pointer' && element.kind === 'pointer') {
    if (type.element.to.length !== element.to.length) {
      l.declined('an array of arrays of different lengths');
    }
    uniteTypes(l, type.element.to, element.to);
  } else uniteElements(l, type.element, element);
  if (!isFirst) type.memory.root.overwritten = true;
  const operand =
    value.kind === 'array' || value.kind === 'object'
      ? value.base
      : (value as { operand: Operand }).operand;
  l.emit({
    kind: 'store',
    address: { memory: type.memory, base, index },
    value: operand,
    isFirst,
  });
}

/**
 * The elements of a tuple, copied into memory. Next time the tuple is made there, if that can be:
 * then there is no copy, which must not be written to.
 */
export function arrayFrom(l: Lowering, tuple: TupleValue): ArrayValue {
  if (!tuple.isShared) l.facts.note(`${tuple.site} memory`);
  const array = newArray(l, { length: tuple.slots.length });
  array.type.memory.isCopy = true;
  tuple.slots.forEach((slot, i) => storeElement(l, array, i, load(l, slot), true));
  return array;
}

/** A loop over the elements of an array; while it runs, the length must not change. */
export function visit(
  l: Lowering,
  array: ArrayValue,
  work: (element: Value, index: Operand) => void,
  broken: Parameters<Lowering['each']>[2] = null,
): void {
  const { type } = array;
  type.visitors++;
  try {
    l.each(lengthOf(l, array), (index) => work(elementAt(l, array, index), index), broken);
  } finally {
    type.visitors--;
  }
}

/** An integer operand, or the compiler declines. */
export function wholeNumber(l: Lowering, operand: Operand): Operand {
  if (!isInteger(operand)) l.guard(l.define('isInteger', operand));
  return operand;
}
