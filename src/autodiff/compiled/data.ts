import type { Memory, Operand } from './variables';
import { isRounding, isTyped } from './typed';
import { elementOf } from './arrays';
import {
  boolean,
  held,
  number,
  sizeOf,
  type ArrayType,
  type Form,
  type Slot,
  type Value,
} from './values';

/** What stands for a function that is an element or a property, by the names on the way to it. */
export type FunctionAt = (path: readonly string[], f: unknown) => Value | null;

/*
 * Numbers from outside the objective: constants of the user's files, as they stand after the files
 * have run. They lie in one array of the compiled program, row by row.
 */
export class Data {
  readonly numbers: number[] = [];
  private readonly known = new Map<object, { base: number; form: Form }>();

  /** @param offset where the numbers will lie in memory */
  constructor(
    private readonly memory: Memory,
    private readonly offset: number,
  ) {}

  /**
   * What a value is to the compiler; null where it is none that can be compiled.
   *
   * @param functionAt what stands for a function at a place in it
   */
  value(
    x: unknown,
    functionAt: FunctionAt = () => null,
    path: readonly string[] = [],
  ): Value | null {
    if (typeof x === 'number') return number(x);
    if (typeof x === 'boolean') return boolean(x);
    if (x === null || x === undefined || typeof x === 'string')
      return { kind: 'constant', value: x };
    if (typeof x === 'function') return functionAt(path, x);
    if (typeof x !== 'object' || path.length > 16) return null;
    if (isPlainArray(x)) {
      const form = formOf(x);
      if (form?.kind === 'array') return this.array(x, form);
      return (path.length === 0 ? this.ragged(x) : null) ?? this.tuple(x, functionAt, path);
    }
    if (Object.getPrototypeOf(x) !== Object.prototype) return null;
    const slots = new Map<string, Slot>();
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(x))) {
      if (!('value' in property)) return null;
      const value = this.value(property.value, functionAt, [...path, key]);
      if (!value) return null;
      slots.set(key, held(value));
    }
    return { kind: 'record', slots, site: 'data', isShared: true };
  }

  private tuple(
    x: ArrayLike<unknown>,
    functionAt: FunctionAt,
    path: readonly string[],
  ): Value | null {
    if (x.length > 16) return null;
    const slots: Slot[] = [];
    for (let i = 0; i < x.length; i++) {
      const value = this.value(x[i], functionAt, [...path, String(i)]);
      if (!value) return null;
      slots.push(held(value));
    }
    return { kind: 'tuple', slots, site: 'data', isShared: true };
  }

  /** Rows of different lengths: addresses of them, each with its length before it. */
  private ragged(x: ArrayLike<unknown>): Value | null {
    const rows: number[] = [];
    for (let i = 0; i < x.length; i++) {
      const row = x[i];
      if (typeof row !== 'object' || row === null || !isPlainArray(row) || isRounding(row))
        return null;
      const form = row.length === 0 ? null : formOf(row);
      if (row.length > 0 && (form?.kind !== 'array' || form.element.kind !== 'number')) return null;
      this.numbers.push(row.length);
      rows.push(this.offset + this.numbers.length);
      for (let j = 0; j < row.length; j++) this.numbers.push(row[j] as number);
    }
    const base = this.offset + this.numbers.length;
    this.numbers.push(...rows);
    const to = this.type(null, { kind: 'number' });
    const type = this.type(x.length, { kind: 'pointer', to });
    return { kind: 'array', type, base };
  }

  private array(x: object, form: Form & { kind: 'array' }): Value {
    let place = this.known.get(x);
    if (!place) {
      place = { base: this.offset + this.numbers.length, form };
      this.known.set(x, place);
      this.write(x, form);
    }
    const type = this.type(form.length, elementOf(form.element));
    type.isTyped = isTyped(x);
    if (isRounding(x)) type.isRounding = true;
    return { kind: 'array', type, base: place.base };
  }

  private type(length: number | null, element: ArrayType['element']): ArrayType {
    return {
      ...{ memory: this.memory, length, element },
      ...{ growth: -1, isTyped: false, hasHoles: false, visitors: 0 },
    };
  }

  private write(x: unknown, form: Form): void {
    if (form.kind === 'number') this.numbers.push(x as number);
    else if (form.kind === 'boolean') this.numbers.push(Number(x));
    else if (form.kind === 'array') {
      const list = x as ArrayLike<unknown>;
      for (let i = 0; i < list.length; i++) this.write(list[i], form.element);
    } else {
      const object = x as Record<string, unknown>;
      for (const { key, form: inner } of form.fields) this.write(object[key], inner);
    }
  }

  /** A number of the data whose place is known while compiling. */
  numberAt(memory: Memory, base: Operand, index: Operand): number | null {
    if (memory.root.space !== 'data' || typeof base !== 'number' || typeof index !== 'number') {
      return null;
    }
    return this.numbers[base + index - this.offset] ?? null;
  }
}

function isPlainArray(x: object): x is ArrayLike<unknown> {
  if (isTyped(x)) return true;
  return Array.isArray(x) && Object.getPrototypeOf(x) === Array.prototype;
}

/** How a value lies in memory, where all its parts are numbers; null where they are not. */
function formOf(x: unknown, depth = 0): Form | null {
  if (typeof x === 'number') return { kind: 'number' };
  if (typeof x === 'boolean') return { kind: 'boolean' };
  if (typeof x !== 'object' || x === null || depth > 16) return null;
  if (isPlainArray(x)) {
    // A row of others loses what it is.
    if (x.length === 0 || (depth > 0 && isRounding(x))) return null;
    let common: Form | null = null;
    let text = '';
    for (let i = 0; i < x.length; i++) {
      // Most data are numbers, and many.
      if (common?.kind === 'number' && typeof x[i] === 'number') continue;
      if (!(i in x)) return null;
      const form = formOf(x[i], depth + 1);
      if (!form) return null;
      const written = JSON.stringify(form);
      if (common && written !== text) return depth > 0 && x.length <= 16 ? struct(x, depth) : null;
      common = form;
      text = written;
    }
    return { kind: 'array', length: x.length, size: sizeOf(common!), element: common! };
  }
  if (Object.getPrototypeOf(x) !== Object.prototype) return null;
  return struct(x, depth);
}

function struct(x: object, depth: number): Form | null {
  const fields: (Form & { kind: 'struct' })['fields'] = [];
  let offset = 0;
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(x))) {
    if (Array.isArray(x) && key === 'length') continue;
    if (!('value' in property)) return null;
    const form = formOf(property.value, depth + 1);
    if (!form) return null;
    fields.push({ key, offset, form });
    offset += sizeOf(form);
  }
  return fields.length === 0 ? null : { kind: 'struct', isTuple: Array.isArray(x), fields };
}
