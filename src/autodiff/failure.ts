import { message } from '../messages';
import type { Place } from '../protocol/message';
import type { Module } from './module';
import { ObjectiveError } from './objectiveError';
import type { Places } from './places';
import { cut, errorText, preview, typeName } from './preview';
import { Active } from './tape';
import { Unsupported } from './unsupported';

interface Thrown {
  value: unknown;
  site: number;
}

let lastThrown: Thrown | null = null;

/** The rewritten code's `throw` calls this first: what is no Error knows no place by itself. */
export function thrown(site: number, value: unknown): unknown {
  lastThrown = { value, site };
  return value;
}

/** What the user's code threw, as an ObjectiveError with its place. Trusts nothing of it. */
export function failure(error: unknown, module: Module, places: Places): ObjectiveError {
  // Taken first: a look at the error may run getters and traps of the user's, which throw as well.
  const last = lastThrown;
  const place = placeOf(error, last, module, places) ?? places.fallback;
  lastThrown = null;
  if (isA(error, Unsupported)) return new ObjectiveError(message(error.code, error.args, place));
  if (isA(error, Error)) {
    const { name, text } = errorText(error);
    return new ObjectiveError(message('evaluation.threw', [name, text], place));
  }
  return new ObjectiveError(message('evaluation.threw-value', [preview(error, 1000)], place));
}

/** `instanceof`, which a proxy can make throw. */
function isA<T extends object>(x: unknown, type: abstract new (...args: never[]) => T): x is T {
  try {
    return x instanceof type;
  } catch {
    return false;
  }
}

function placeOf(
  error: unknown,
  last: Thrown | null,
  module: Module,
  places: Places,
): Place | undefined {
  const stack = stackOf(error);
  if (stack !== null) {
    const place = module.placeOf(stack);
    if (place) return place;
  }
  if (last === null || !Object.is(last.value, error)) return undefined;
  return places.range(last.site, last.site + 'throw'.length);
}

function stackOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  try {
    const { stack } = error as { stack?: unknown };
    if (typeof stack !== 'string') return null;
    // The message comes first in a stack and may be huge; the frames come last.
    return stack.length <= 100_000 ? stack : stack.slice(-20_000);
  } catch {
    return null;
  }
}

/** The number that the objective returned, or an ObjectiveError: nothing is coerced. */
export function returnedNumber(result: unknown, places: Places): number {
  if (typeof result === 'number') return result;
  let refusal: [Parameters<typeof message>[0], string[]];
  try {
    if (result instanceof Active) return result.$value;
    refusal = notANumber(result);
  } catch {
    // A proxy that throws when looked at.
    refusal = ['evaluation.returned', [typeof result, preview(result)]];
  }
  throw new ObjectiveError(message(...refusal, places.fallback));
}

function notANumber(result: unknown): [Parameters<typeof message>[0], string[]] {
  if (result === undefined) return ['evaluation.returned-nothing', []];
  const type = typeName(result);
  const described = [type, cut(preview(result), 100)];
  if (Array.isArray(result) || ArrayBuffer.isView(result)) {
    return ['evaluation.returned-vector', described];
  }
  if (type === 'Promise') return ['evaluation.returned-promise', []];
  if (type === 'Number') return ['evaluation.returned-boxed', described];
  return ['evaluation.returned', described];
}
