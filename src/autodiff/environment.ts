import { userConsole } from './console';
import { ActiveFloat32Array, ActiveFloat64Array } from './floatArray';
import { activeJson } from './json';
import { readText } from './lost';
import { activeMath, plainMath } from './mathematics';
import { toNumber, truth } from './operators';
import { Active } from './tape';
import type { Randomness } from './random';

export type Print = (level: string, text: string) => void;

// Captured: it is no part of the language, and the ambient name is gone when objectives run.
const cloneNatively = globalThis.structuredClone;

/**
 * The built-ins that the user's code finds in place of the real ones, by name. They come in as
 * parameters of a function, which costs nothing; a `node:vm` context would.
 */
export function plainEnvironment(random: Randomness, print: Print): Record<string, unknown> {
  return {
    Math: plainMath(random.mathRandom),
    Date: frozenDate,
    performance: frozenPerformance,
    structuredClone: cloneNatively,
    console: userConsole(print),
  };
}

/** The same for the rewritten code: these also take active numbers. */
export function activeEnvironment(random: Randomness, print: Print): Record<string, unknown> {
  return {
    ...plainEnvironment(random, print),
    Math: activeMath(random.mathRandom),
    Number: activeNumber(),
    Boolean: activeBoolean(),
    isNaN: (x: unknown) => Number.isNaN(valueOf(toNumber(x))),
    isFinite: (x: unknown) => Number.isFinite(valueOf(toNumber(x))),
    parseFloat: activeParseFloat,
    JSON: activeJson(),
    Float64Array: ActiveFloat64Array,
    Float32Array: ActiveFloat32Array,
    Map: ActiveMap,
    Set: ActiveSet,
    structuredClone: cloneStructure,
  };
}

/** Time stands still: every evaluation must see the same. */
const now = Date.UTC(2000, 0, 1);
const frozenDate = new Proxy(Date, {
  construct: (target, args: [], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now] : args, newTarget) as Date,
  apply: () => new Date(now).toString(),
  get: (target, key) => (key === 'now' ? () => now : (Reflect.get(target, key) as unknown)),
});
const frozenPerformance = Object.freeze({ now: () => 0, timeOrigin: now });

function valueOf(x: number | Active): number {
  return typeof x === 'number' ? x : x.$value;
}

function activeParseFloat(x: unknown): unknown {
  if (x instanceof Active) return x;
  readText(x);
  return Number.parseFloat(x as string);
}

function activeNumber(): unknown {
  const number = function (this: unknown, ...args: unknown[]): unknown {
    const x =
      args.length === 0 ? 0 : typeof args[0] === 'bigint' ? Number(args[0]) : toNumber(args[0]);
    return new.target ? new Number(valueOf(x)) : x;
  };
  const onValue = (test: (x: unknown) => boolean) => (x: unknown) =>
    test(x instanceof Active ? x.$value : x);
  return Object.defineProperties(number, {
    ...Object.getOwnPropertyDescriptors(Number),
    isFinite: { value: onValue(Number.isFinite) },
    isInteger: { value: onValue(Number.isInteger) },
    isNaN: { value: onValue(Number.isNaN) },
    isSafeInteger: { value: onValue(Number.isSafeInteger) },
    parseFloat: { value: activeParseFloat },
  });
}

function activeBoolean(): unknown {
  const boolean = function (x: unknown): unknown {
    return new.target ? new Boolean(truth(x)) : Boolean(truth(x));
  };
  return Object.defineProperty(boolean, 'prototype', { value: Boolean.prototype });
}

/** Keys are equal by value. */
export class ActiveMap extends Map<unknown, unknown> {
  static override readonly name: string = 'Map';

  override get(key: unknown): unknown {
    return super.get(truth(key));
  }
  override set(key: unknown, value: unknown): this {
    return super.set(truth(key), value);
  }
  override has(key: unknown): boolean {
    return super.has(truth(key));
  }
  override delete(key: unknown): boolean {
    return super.delete(truth(key));
  }
}

/** Elements are equal by value; the first of equal ones stays, with its gradient. */
export class ActiveSet extends Set<unknown> {
  static override readonly name: string = 'Set';
  // Made on demand: the constructor of Set calls `add` before fields are there.
  private stored: Map<unknown, Active> | undefined;

  override add(x: unknown): this {
    if (this.has(x)) return this;
    if (x instanceof Active) (this.stored ??= new Map<unknown, Active>()).set(x.$value, x);
    return super.add(x);
  }
  override has(x: unknown): boolean {
    return super.has(truth(x)) || (this.stored?.has(truth(x)) ?? false);
  }
  override delete(x: unknown): boolean {
    const active = this.stored?.get(truth(x));
    if (!active) return super.delete(truth(x));
    this.stored!.delete(active.$value);
    return super.delete(active);
  }
  override clear(): void {
    this.stored = undefined;
    super.clear();
  }
}

/** `structuredClone` of what objectives copy: arrays, plain objects, maps and sets of numbers. */
function cloneStructure(x: unknown, options?: unknown): unknown {
  return cloneInto(x, options, new Map());
}

function cloneInto(x: unknown, options: unknown, done: Map<unknown, unknown>): unknown {
  if (typeof x !== 'object' || x === null || x instanceof Active) return x;
  if (done.has(x)) return done.get(x);
  if (x instanceof ActiveFloat64Array) return remember(x.slice());
  if (Array.isArray(x)) {
    const copy = remember(new Array<unknown>(x.length)) as unknown[];
    x.forEach((each, i) => (copy[i] = cloneInto(each, options, done)));
    return copy;
  }
  if (x instanceof Map) {
    const copy = remember(new ActiveMap()) as ActiveMap;
    for (const [key, value] of x) copy.set(key, cloneInto(value, options, done));
    return copy;
  }
  if (x instanceof Set) {
    const copy = remember(new ActiveSet()) as ActiveSet;
    for (const value of x) copy.add(cloneInto(value, options, done));
    return copy;
  }
  if (Object.prototype.toString.call(x) !== '[object Object]') {
    return cloneNatively(x, options as Parameters<typeof structuredClone>[1]);
  }
  const copy = remember({}) as Record<string, unknown>;
  for (const [key, value] of Object.entries(x)) copy[key] = cloneInto(value, options, done);
  return copy;

  function remember(copy: object): object {
    done.set(x, copy);
    return copy;
  }
}
