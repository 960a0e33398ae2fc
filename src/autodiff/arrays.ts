import { ActiveFloat64Array } from './floatArray';
import { plain, truth } from './operators';
import { Active } from './tape';

/*
 * What the rewritten code calls around built-in methods and element writes that would take an
 * active number for the object it is.
 */

/** What a write of `x` to an element of `target` stores. */
export function into(target: unknown, x: unknown): unknown {
  return target instanceof ActiveFloat64Array ? target.convert(x) : x;
}

/** `x instanceof type`. */
export function isInstance(x: unknown, type: unknown): boolean {
  if (type === Array && x instanceof ActiveFloat64Array) return false;
  return plain(x) instanceof (type as new () => unknown);
}

export function isArray(x: unknown): boolean {
  return Array.isArray(x) && !(x instanceof ActiveFloat64Array);
}

export function objectIs(a: unknown, b: unknown): boolean {
  return Object.is(plain(a), plain(b));
}

type Callback = (this: unknown, ...args: unknown[]) => unknown;

/** The callback of `filter`, `some` and the like: true or false by the value of its result. */
export function predicate(receiver: unknown, callback: unknown): unknown {
  if (typeof callback !== 'function' || !Array.isArray(receiver)) return callback;
  return function (this: unknown, x: unknown, i: unknown, all: unknown) {
    return truth((callback as Callback).call(this, x, i, all));
  };
}

/** The comparator of `sort`. */
export function comparator(receiver: unknown, compare: unknown): unknown {
  if (typeof compare !== 'function' || !Array.isArray(receiver)) return compare;
  return (a: unknown, b: unknown) => plain((compare as Callback)(a, b));
}

/** The element of the array that `indexOf` or `includes` of `x` should find: equal by value. */
export function alike(receiver: unknown, x: unknown): unknown {
  if (!Array.isArray(receiver) || typeof plain(x) !== 'number') return x;
  for (let i = 0; i < receiver.length; i++) {
    if (i in receiver && sameValue(receiver[i], x)) return receiver[i];
  }
  return plain(x);
}

/** As `alike`, for `lastIndexOf`. */
export function alikeFromEnd(receiver: unknown, x: unknown): unknown {
  if (!Array.isArray(receiver) || typeof plain(x) !== 'number') return x;
  for (let i = receiver.length - 1; i >= 0; i--) {
    if (i in receiver && sameValue(receiver[i], x)) return receiver[i];
  }
  return plain(x);
}

function sameValue(element: unknown, x: unknown): boolean {
  if (typeof element !== 'number' && !(element instanceof Active)) return false;
  return plain(element) === plain(x);
}
