import type { LoopPlan } from './loop';
import type { Expression } from './parse';

// The words of WebAssembly that a loop needs (webassembly.github.io/spec/core/binary).
const type = { i32: 0x7f, f64: 0x7c, v128: 0x7b, function: 0x60, noResult: 0x40 } as const;
const section = { types: 1, imports: 2, functions: 3, exports: 7, code: 10 } as const;
const kind = { function: 0, memory: 2 } as const;
const code = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  f64Const: 0x44,
  i32LessUnsigned: 0x49,
  i32Add: 0x6a,
  simd: 0xfd,
} as const;
/** Behind the prefix `simd`. */
const simd = {
  load: 0x00,
  loadTwice: 0x0a,
  store: 0x0b,
  splat: 0x14,
  equal: 0x47,
  notEqual: 0x48,
  and: 0x4e,
  or: 0x50,
  bitselect: 0x52,
  abs: 0xec,
  negate: 0xed,
  sqrt: 0xef,
  add: 0xf0,
  subtract: 0xf1,
  multiply: 0xf2,
  divide: 0xf3,
  max: 0xf5,
} as const;
/** 2⁴ = 16 bytes, and 2³ = 8 bytes. */
const [alignment, alignmentOfOne] = [4, 3];

/** Two float64, of which arrays hold whole numbers. */
export const vectorBytes = 16;

type Bytes = number[];

/**
 * A module that exports `run()`: the loop of a plan over arrays of `bytes` bytes each, which stand
 * one after the other in the memory that it imports as `engine.memory`, with the scalars behind
 * them: given as arguments each would be a number on V8's heap in every step.
 */
export function simdModule(plan: LoopPlan, arrays: readonly string[], bytes: number): Uint8Array {
  const module = [
    ...[...text('\0asm').slice(1), 1, 0, 0, 0],
    ...part(section.types, [1, type.function, 0, 0]),
    ...part(section.imports, [1, ...text('engine'), ...text('memory'), kind.memory, 0, 1]),
    ...part(section.functions, [1, 0]),
    ...part(section.exports, [1, ...text('run'), kind.function, 0]),
    ...part(section.code, list([sized(runOf(plan, arrays, bytes))])),
  ];
  return Uint8Array.from(module);
}

/** The body of `run`. Every name has a local of its own, scalars and constants twice over. */
function runOf(plan: LoopPlan, arrays: readonly string[], bytes: number): Bytes {
  const { scalars, constants, temporaries, assignments, reads, writes } = plan;
  const position = 0;
  const names = [...arrays, ...temporaries, ...scalars, ...Object.keys(constants)];
  const scratch = position + 1 + names.length;
  const local = (name: string) => position + 1 + names.indexOf(name);
  const at = [code.localGet, ...unsigned(position)];
  const place = (name: string) => [alignment, ...unsigned(arrays.indexOf(name) * bytes)];
  return [
    ...list([
      [1, type.i32],
      [...unsigned(names.length + 1), type.v128],
    ]),
    ...scalars.flatMap((name, k) => [
      ...[...at, ...vector('loadTwice'), alignmentOfOne],
      ...[...unsigned(arrays.length * bytes + k * 8), ...setTo(local(name))],
    ]),
    ...Object.entries(constants).flatMap(([name, x]) => [...constant(x), ...setTo(local(name))]),
    ...[code.loop, type.noResult],
    ...reads.flatMap((name) => [...at, ...vector('load'), ...place(name), ...setTo(local(name))]),
    ...assignments.flatMap(({ name, value }) => [
      ...evaluate(value, local, scratch),
      ...setTo(local(name)),
    ]),
    ...writes.flatMap((name) => [...at, ...get(local(name)), ...vector('store'), ...place(name)]),
    ...[...at, code.i32Const, vectorBytes, code.i32Add, code.localTee, ...unsigned(position)],
    ...[code.i32Const, ...signed(bytes), code.i32LessUnsigned, code.branchIf, 0],
    ...[code.end, code.end],
  ];
}

/** Leaves the value, twice, on the stack. */
function evaluate(expression: Expression, local: (name: string) => number, scratch: number): Bytes {
  const value = (each: Expression) => evaluate(each, local, scratch);
  switch (expression.kind) {
    case 'number':
      return constant(expression.value);
    case 'name':
      return get(local(expression.name));
    case 'sign':
      return [...value(expression.of), ...setTo(scratch), ...signOf(get(scratch))];
    case 'abs':
    case 'negate':
    case 'sqrt':
      return [...value(expression.of), ...vector(expression.kind)];
    default:
      return [...value(expression.left), ...value(expression.right), ...vector(expression.kind)];
  }
}

/** ±1 with the sign of x; x itself where that is 0 or NaN, as `Math.sign` has it. */
function signOf(x: Bytes): Bytes {
  const one = [...x, ...constant(-0), ...vector('and'), ...constant(1), ...vector('or')];
  const isNaN = [...x, ...x, ...vector('notEqual')];
  const isZero = [...x, ...constant(0), ...vector('equal')];
  return [...x, ...one, ...isNaN, ...isZero, ...vector('or'), ...vector('bitselect')];
}

function vector(name: keyof typeof simd): Bytes {
  return [code.simd, ...unsigned(simd[name])];
}

const both = vector('splat');

function constant(x: number): Bytes {
  return [code.f64Const, ...new Uint8Array(Float64Array.of(x).buffer), ...both];
}

function get(local: number): Bytes {
  return [code.localGet, ...unsigned(local)];
}

function setTo(local: number): Bytes {
  return [code.localSet, ...unsigned(local)];
}

function part(id: number, content: Bytes): Bytes {
  return [id, ...sized(content)];
}

function sized(content: Bytes): Bytes {
  return [...unsigned(content.length), ...content];
}

function list(items: Bytes[]): Bytes {
  return [...unsigned(items.length), ...items.flat()];
}

/** In ASCII. */
function text(characters: string): Bytes {
  return sized(Array.from(characters, (each) => each.charCodeAt(0)));
}

/** LEB128: seven bits a byte, the lowest first. */
function unsigned(n: number): Bytes {
  return n < 128 ? [n] : [(n % 128) + 128, ...unsigned(Math.floor(n / 128))];
}

/** The same with a sign, for n ≥ 0: the last byte's highest bit must be 0. */
function signed(n: number): Bytes {
  return n < 64 ? [n] : [(n % 128) + 128, ...signed(Math.floor(n / 128))];
}
