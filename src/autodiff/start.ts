import { message } from '../messages';
import type { SourceBundle } from '../protocol/objective';
import { ObjectiveError } from './objectiveError';

/**
 * The value of every argument at the start, the context's place undefined.
 *
 * @param given values for the arguments without the context, in place of the defaults; undefined
 *   leaves one to its default
 * @param defaults evaluates the default expressions: one value per argument
 */
export function startValues(
  bundle: SourceBundle,
  given: unknown[] | null,
  defaults: () => unknown,
): unknown[] {
  const count = bundle.parameters.length;
  const slots = Array.from({ length: count }, (_, i) => i).filter((i) => i !== bundle.context);
  if (given === null) {
    const values = defaults();
    const list: unknown[] = Array.isArray(values) ? values : [];
    return Array.from({ length: count }, (_, i) => list[i]);
  }
  if (given.length !== slots.length) {
    throw new ObjectiveError(message('start.count', [given.length, slots.length]));
  }
  const usual = defaultsOrNone(defaults);
  const values = new Array<unknown>(count).fill(undefined);
  slots.forEach((slot, i) => (values[slot] = likeDefault(given[i], usual[slot])));
  return values;
}

/** With another start at hand, defaults that cannot be evaluated do not matter. */
function defaultsOrNone(defaults: () => unknown): unknown[] {
  try {
    const values = defaults();
    return Array.isArray(values) ? (values as unknown[]) : [];
  } catch {
    return [];
  }
}

/** JSON has no Float64Array: where the default is one, a list of numbers becomes one. */
function likeDefault(value: unknown, usual: unknown): unknown {
  if (value === undefined) return usual;
  if (usual instanceof Float64Array && Array.isArray(value)) {
    const numbers = value as unknown[];
    return numbers.every((each) => typeof each === 'number') ? Float64Array.from(numbers) : value;
  }
  if (!isRecord(value) || !isRecord(usual)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, likeDefault(each, usual[key])]),
  );
}

function isRecord(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x) && !ArrayBuffer.isView(x);
}
