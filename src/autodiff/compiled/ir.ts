import type { OperationName } from './operations';
import type { Address, Block, Memory, Operand, Variable } from './variables';

/*
 * The intermediate code between the user's program and the two sweeps. Structured: blocks nest as
 * in the source, and there are no jumps. Every number is either a temporary, defined once wherever
 * its block runs, or a mutable variable, which is only ever read into a temporary; so that all a
 * partial derivative needs is the value of a temporary.
 */

/** `target = operation(args)`. */
export interface Define {
  kind: 'define';
  target: Variable;
  operation: OperationName;
  args: Operand[];
}
/** `target = variable`, as it is now. */
export interface Read {
  kind: 'read';
  target: Variable;
  variable: Variable;
}
export interface Set {
  kind: 'set';
  variable: Variable;
  value: Operand;
}
/** `variable = variable ± value`: its adjoint stays what it is. */
export interface Accumulate {
  kind: 'accumulate';
  variable: Variable;
  sign: '+' | '-';
  value: Operand;
}
export interface Load {
  kind: 'load';
  target: Variable;
  address: Address;
  /** The element may be one that was never written: then the tape goes on. */
  checksHole: boolean;
}
export interface Store {
  kind: 'store';
  address: Address;
  value: Operand;
  /** The first write of an element. */
  isFirst: boolean;
}
export interface AccumulateStore {
  kind: 'accumulate-store';
  address: Address;
  sign: '+' | '-';
  value: Operand;
}
/** `target`: the address of a new array of `length` elements. */
export interface Allocate {
  kind: 'allocate';
  target: Variable;
  memory: Memory;
  length: Operand;
  /** Capacity comes from a site that grows; −1: the length is all. */
  site: number;
  holes: boolean;
}
/** `target`: the length in an array's header. */
export interface LoadLength {
  kind: 'load-length';
  target: Variable;
  memory: Memory;
  base: Operand;
}
export interface StoreLength {
  kind: 'store-length';
  memory: Memory;
  base: Operand;
  length: Operand;
  /** Where it may exceed the capacity. */
  site: number;
}
/** Writes the indices of `keys` into the array at `order`, the smallest first; of equals the first. */
export interface Sort {
  kind: 'sort';
  keys: Address;
  order: Address;
  length: Operand;
  isDescending: boolean;
}
/** Gives `weight` times the adjoint of `from` to `to`. */
export interface Flow {
  kind: 'flow';
  from: Variable;
  to: Operand;
  weight: Operand;
}
/** The tape goes on where the condition is false. */
export interface Guard {
  kind: 'guard';
  condition: Operand;
}
export interface If {
  kind: 'if';
  condition: Operand;
  then: Block;
  otherwise: Block;
}
/** `for (index = from; index test to; index += step) { body; if (broken) break; }` */
export interface For {
  kind: 'for';
  index: Variable;
  from: Operand;
  to: Operand;
  test: '<' | '<=' | '>' | '>=';
  step: number;
  body: Block;
  broken: Variable | null;
  /** The index behind the last iteration. */
  end: Variable;
}
/** `while (!broken) body` */
export interface Loop {
  kind: 'loop';
  broken: Variable;
  body: Block;
  /** How often the body ran. */
  count: Variable;
}

export type Statement =
  | Define
  | Read
  | Set
  | Accumulate
  | Load
  | Store
  | AccumulateStore
  | Allocate
  | LoadLength
  | StoreLength
  | Sort
  | Flow
  | Guard
  | If
  | For
  | Loop;

/** The blocks directly inside a statement. */
export function blocksOf(statement: Statement): Block[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'for':
    case 'loop':
      return [statement.body];
    default:
      return [];
  }
}

/** What a statement reads directly, without what its blocks read. */
export function operandsOf(s: Statement): Operand[] {
  switch (s.kind) {
    case 'define':
      return s.args;
    case 'read':
    case 'set':
      return s.kind === 'read' ? [s.variable] : [s.value];
    case 'accumulate':
      return [s.variable, s.value];
    case 'load':
      return [s.address.base, s.address.index];
    case 'store':
    case 'accumulate-store':
      return [s.address.base, s.address.index, s.value];
    case 'allocate':
      return [s.length];
    case 'load-length':
      return [s.base];
    case 'store-length':
      return [s.base, s.length];
    case 'sort':
      return [s.keys.base, s.order.base, s.length];
    case 'flow':
      return [s.from, s.to, s.weight];
    case 'guard':
    case 'if':
      return [s.condition];
    case 'for':
      return [s.from, s.to, ...(s.broken ? [s.broken] : [])];
    case 'loop':
      return [s.broken];
  }
}

/** The temporary that a statement defines. */
export function targetOf(s: Statement): Variable | null {
  switch (s.kind) {
    case 'define':
    case 'read':
    case 'load':
    case 'allocate':
    case 'load-length':
      return s.target;
    case 'for':
      return s.end;
    case 'loop':
      return s.count;
    default:
      return null;
  }
}

/** All statements of a block and of those inside. */
export function everyStatement(block: Block, found: Statement[] = []): Statement[] {
  for (const statement of block.statements) {
    found.push(statement);
    for (const inner of blocksOf(statement)) everyStatement(inner, found);
  }
  return found;
}
