/*
 * A worker that does a second job runs the objective's file anew, so that its variables begin as in
 * a new process. What is left is what all code of the worker shares: the objects of the language,
 * and the engine's that stand in for them. They are compared with what they were before any user
 * code ran; after the smallest difference the worker gets no further job.
 */

// Captured before the user's code can put something else in their place.
const { getOwnPropertyDescriptor, getPrototypeOf, isExtensible, ownKeys } = Reflect;
const { apply } = Reflect;
const { is } = Object;
const exec = getOwnPropertyDescriptor(RegExp.prototype, 'exec')!.value as () => unknown;

interface Seen {
  object: object;
  prototype: object | null;
  extensible: boolean;
  keys: PropertyKey[];
  properties: PropertyDescriptor[];
}

/** The objects of a worker's realm as they are now, and whether they still are later. */
export class Realm {
  private readonly seen: Seen[] = [];

  /** @param more objects that no global leads to; and all that these lead to */
  constructor(more: readonly object[]) {
    const known = new Set<object>([globalThis, ...hiddenIntrinsics(), ...more]);
    // A set is walked to its end while it grows.
    for (const object of known) {
      const keys = ownKeys(object);
      const properties = keys.map((key) => getOwnPropertyDescriptor(object, key)!);
      const prototype = getPrototypeOf(object);
      this.seen.push({ object, prototype, extensible: isExtensible(object), keys, properties });
      for (const { value, get, set } of properties) {
        for (const next of [value as unknown, get, set]) if (isObject(next)) known.add(next);
      }
      if (prototype) known.add(prototype);
    }
  }

  /** Uses nothing that user code can have changed. */
  isUntouched(): boolean {
    const { seen } = this;
    for (let i = 0; i < seen.length; i++) if (!isAsSeen(seen[i]!)) return false;
    return true;
  }

  /** What `RegExp.$1` and its like still hold of the last match. */
  forgetLastMatch(): void {
    apply(exec, /(?:)/, ['']);
  }
}

function isAsSeen({ object, prototype, extensible, keys, properties }: Seen): boolean {
  if (getPrototypeOf(object) !== prototype || isExtensible(object) !== extensible) return false;
  const now = ownKeys(object);
  if (now.length !== keys.length) return false;
  for (let i = 0; i < keys.length; i++) {
    if (now[i] !== keys[i] || !isSame(getOwnPropertyDescriptor(object, keys[i]!), properties[i]!))
      return false;
  }
  return true;
}

function isSame(now: PropertyDescriptor | undefined, before: PropertyDescriptor): boolean {
  return (
    now !== undefined &&
    is(now.value, before.value) &&
    now.get === before.get &&
    now.set === before.set &&
    now.writable === before.writable &&
    now.enumerable === before.enumerable &&
    now.configurable === before.configurable
  );
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** Objects of the language that only syntax or a method's result leads to. */
function hiddenIntrinsics(): object[] {
  const text = 'a';
  const iterators = [
    [][Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    text[Symbol.iterator](),
    text.matchAll(/a/g),
    new Intl.Segmenter().segment(text),
    new Intl.Segmenter().segment(text)[Symbol.iterator](),
  ];
  const functions = [function* () {}, async function () {}, async function* () {}, () => undefined];
  return [...iterators, ...iteratorHelpers(), ...functions];
}

/** Of Node 22 and newer. */
function iteratorHelpers(): object[] {
  const { Iterator } = globalThis as {
    Iterator?: { from(of: unknown): { map?(f: unknown): object } };
  };
  if (!Iterator) return [];
  const wrapped = Iterator.from({ next: () => ({ done: true }) });
  const helper = wrapped.map?.((x: unknown) => x);
  return helper ? [wrapped, helper] : [wrapped];
}
