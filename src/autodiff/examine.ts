import { message, type MessageCode } from '../messages';
import type { Message, Place } from '../protocol/message';
import type { Tree } from './layout';
import { flat } from './mathematics';
import * as operators from './operators';
import type { Places } from './places';
import { cut, preview } from './preview';
import { Active, nodeOf, singularPartial } from './tape';

type Operation = (...args: unknown[]) => unknown;

const bitOperators = [
  'bitAnd',
  'bitOr',
  'bitXor',
  'bitNot',
  'shiftLeft',
  'shiftRight',
  'shiftRightUnsigned',
];
const losing = new Set<string>([...flat, ...bitOperators]);
const comparing = new Set(['lt', 'le', 'gt', 'ge', 'same', 'notSame', 'equal', 'notEqual']);
const arithmetic = new Set(['add', 'sub', 'mul', 'div', 'rem', 'pow', 'neg', 'pos']);
/** More remarks on one evaluation help nobody. */
const most = 20;

/** Watches one evaluation, operation by operation, and notes what a person should know of it. */
export class Examination {
  readonly messages: Message[] = [];
  private readonly names = new Map<unknown, string>();
  private readonly seen = new Set<string>();
  private notANumber: Message | null = null;
  private compared = false;

  constructor(
    private readonly code: string,
    private readonly places: Places,
    math: object,
  ) {
    for (const [name, value] of Object.entries(Object.getOwnPropertyDescriptors(math))) {
      this.names.set(value.value, name);
    }
    for (const [name, value] of Object.entries(operators)) this.names.set(value, name);
  }

  /** The helper through which the rewritten code calls its operations. */
  readonly see = (
    start: number,
    end: number,
    operation: Operation,
    ...args: unknown[]
  ): unknown => {
    const result = operation(...args);
    const name = this.names.get(operation) ?? '';
    const isActive = args.some((each) => each instanceof Active && nodeOf(each) !== 0);
    if (isActive) {
      if (comparing.has(name)) this.compared = true;
      if (losing.has(name)) this.note('gradient.lost', start, end, []);
      this.seeKink(name, start, end, args.map(operators.plain));
    }
    if (this.compared && arithmetic.has(name) && args.some((each) => typeof each === 'boolean')) {
      this.note('gradient.lost-comparison', start, end, []);
    }
    this.seeResult(start, end, args, result);
    return result;
  };

  /** The plain number of an active one was taken by code that is not rewritten. */
  seeLost(place: Place | undefined): void {
    this.push('gradient.lost-outside', [], place ?? this.places.fallback);
  }

  /** Compares arguments after the call with the numbers they were made of. */
  seeArguments(args: unknown[], trees: (Tree | null)[], names: string[]): void {
    trees.forEach((tree, i) => {
      if (tree && tree.kind !== 'number' && isChanged(args[i], tree)) {
        this.push('gradient.mutated', [names[i]!], this.places.fallback);
      }
    });
  }

  /** Puts the first NaN or Infinity first, where it has spoilt the result. */
  finish(isFinite: boolean): Message[] {
    return isFinite || !this.notANumber ? this.messages : [this.notANumber, ...this.messages];
  }

  private seeKink(name: string, start: number, end: number, x: unknown[]): void {
    if ((name === 'abs' || name === 'sign') && x[0] === 0) {
      this.note('gradient.kink', start, end, ['0']);
    } else if (name === 'max' || name === 'min') {
      const extreme = Math[name](...(x as number[]));
      if (x.filter((each) => each === extreme).length > 1) {
        this.note('gradient.kink', start, end, [preview(extreme)]);
      }
    }
  }

  private seeResult(start: number, end: number, args: unknown[], result: unknown): void {
    const value = operators.plain(result);
    if (typeof value !== 'number') return;
    const values = args.map(operators.plain);
    if (!values.every((each) => typeof each !== 'number' || Number.isFinite(each))) return;
    if (!Number.isFinite(value)) {
      const shown = cut(values.map((each) => preview(each)).join(', '), 200);
      this.notANumber ??= message(
        'gradient.not-a-number',
        [this.snippet(start, end), String(value), shown],
        this.places.range(start, end),
      );
    } else if (result instanceof Active) {
      const partial = singularPartial(result);
      if (partial === undefined) return;
      const at = cut(values.map((each) => preview(each)).join(', '), 200);
      this.note('gradient.infinite', start, end, [at, String(partial)]);
    }
  }

  private note(code: MessageCode, start: number, end: number, args: string[]): void {
    this.push(code, [this.snippet(start, end), ...args], this.places.range(start, end));
  }

  private push(code: MessageCode, args: string[], place: Place | undefined): void {
    const key = `${code} ${place?.file}:${place?.line}:${place?.column} ${place ? '' : args.join()}`;
    if (this.seen.has(key) || this.messages.length >= most) return;
    this.seen.add(key);
    this.messages.push(message(code, args, place));
  }

  private snippet(start: number, end: number): string {
    return cut(this.code.slice(start, Math.min(end, start + 200)).replace(/\s+/g, ' '), 80);
  }
}

/** Whether a value no longer consists of the very leaves of the tape that it was made of. */
function isChanged(value: unknown, tree: Tree): boolean {
  switch (tree.kind) {
    case 'number':
      return !(value instanceof Active) || value.$node !== tree.offset + 1;
    case 'array':
      return isBlockChanged(value, tree.offset, tree.shape);
    case 'list': {
      const list = value as unknown[];
      if (!Array.isArray(list) || list.length !== tree.items.length) return true;
      return tree.items.some((each, i) => isChanged(list[i], each));
    }
    case 'object': {
      const object = value as Record<string, unknown>;
      if (Object.keys(object).length !== tree.entries.length) return true;
      return tree.entries.some(([key, each]) => isChanged(object[key], each));
    }
  }
}

function isBlockChanged(value: unknown, offset: number, shape: number[]): boolean {
  if (shape.length === 0) return isChanged(value, { kind: 'number', offset });
  const [length, ...inner] = shape;
  const list = value as unknown[];
  if (!Array.isArray(list) || list.length !== length) return true;
  const stride = inner.reduce((a, b) => a * b, 1);
  return list.some((each, i) => isBlockChanged(each, offset + i * stride, inner));
}
