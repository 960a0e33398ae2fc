import type * as t from '@babel/types';
import type { Memory, Operand, Variable } from './variables';
import type { Scope } from './scope';

/*
 * What an expression of the user's is to the compiler. Numbers, booleans and arrays are there when
 * the code runs; all else (functions, objects, small arrays of fixed form) is known while compiling
 * and is gone afterwards.
 */

export interface NumberValue {
  kind: 'number';
  operand: Operand;
}
export interface BooleanValue {
  kind: 'boolean';
  operand: Operand;
}
/** An array in memory. */
export interface ArrayValue {
  kind: 'array';
  type: ArrayType;
  base: Operand;
}
/** An object in memory. */
export interface ObjectValue {
  kind: 'object';
  type: ObjectType;
  base: Operand;
}
/** An array of fixed length whose elements are held one by one, like an object's properties. */
export interface TupleValue {
  kind: 'tuple';
  slots: Slot[];
  /** Where it was made: facts about it are kept under this name. */
  site: string;
  /** Some copy of it exists, so that a write would go amiss. */
  isShared: boolean;
}
export interface RecordValue {
  kind: 'record';
  slots: Map<string, Slot>;
  site: string;
  isShared: boolean;
}
export interface FunctionValue {
  kind: 'function';
  node: t.Function;
  scope: Scope;
}
/** A built-in: `Math`, `Math.sin`, `Array.from`. */
export interface BuiltinValue {
  kind: 'builtin';
  name: string;
}
/** undefined, null, a string. */
export interface ConstantValue {
  kind: 'constant';
  value: string | null | undefined;
}

export type Value =
  | NumberValue
  | BooleanValue
  | ArrayValue
  | ObjectValue
  | TupleValue
  | RecordValue
  | FunctionValue
  | BuiltinValue
  | ConstantValue;

/** Holds a value for good, or a variable where it is written again. */
export interface Slot {
  value: Value;
  storage: Storage | null;
}

/** A place that is written more than once. */
export type Storage =
  | { kind: 'number' | 'boolean'; variable: Variable; key: string }
  | { kind: 'array'; variable: Variable; type: ArrayType; key: string }
  | { kind: 'object'; variable: Variable; type: ObjectType; key: string }
  /** `madeAt`: the site of the value that it was made for. */
  | { kind: 'tuple'; slots: Storage[]; site: string; madeAt: string }
  | { kind: 'record'; slots: Map<string, Storage>; site: string };

export type ElementType =
  | { kind: 'number' }
  | { kind: 'boolean' }
  | { kind: 'pointer'; to: ArrayType }
  | { kind: 'reference'; to: ObjectType }
  /** The elements lie in the array itself, each `size` numbers long. */
  | { kind: 'inline'; size: number; form: Form };

export interface ArrayType {
  memory: Memory;
  /** Null: it stands in the array's header. */
  length: number | null;
  /** Null until the first element is known. */
  element: ElementType | null;
  /** Site of its capacity where elements are pushed; −1: of fixed length. */
  growth: number;
  /** It has another name, and its length must not change any more. */
  isFrozen?: boolean;
  isTyped: boolean;
  /** What is written to it is rounded, as by Int32Array; constant data alone. */
  isRounding?: boolean;
  hasHoles: boolean;
  /** The literal or the call that made it, under whose name facts are kept. */
  site?: string;
  /** A copy that needs no memory while nobody writes to it; the place that made it. */
  viewAt?: string;
  /** Loops that are going over it: its length must not change. */
  visitors: number;
}

export interface ObjectType {
  memory: Memory;
  /** How each property lies in memory, one behind the other. */
  fields: Map<string, ArrayType>;
}

/** How a value of fixed size lies in memory. */
export type Form =
  | { kind: 'number' }
  | { kind: 'boolean' }
  | { kind: 'array'; length: number; size: number; element: Form }
  | { kind: 'struct'; isTuple: boolean; fields: { key: string; offset: number; form: Form }[] };

export function sizeOf(form: Form): number {
  switch (form.kind) {
    case 'number':
    case 'boolean':
      return 1;
    case 'array':
      return form.length * form.size;
    case 'struct':
      return form.fields.reduce((sum, field) => sum + sizeOf(field.form), 0);
  }
}

export const undefinedValue: ConstantValue = { kind: 'constant', value: undefined };
export const number = (operand: Operand): NumberValue => ({ kind: 'number', operand });
export const boolean = (operand: Operand): BooleanValue => ({ kind: 'boolean', operand });
export const held = (value: Value): Slot => ({ value, storage: null });
