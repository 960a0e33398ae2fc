import { message } from '../messages';
import type { ParameterSource, SourceBundle } from '../protocol/objective';
import { byAccess, bySource, type Naming } from './naming';
import { ObjectiveError } from './objectiveError';
import { preview } from './preview';

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
  slots.forEach((slot, i) => {
    const source = bundle.parameters[slot];
    const naming = source ? bySource(source) : byAccess(`arguments[${slot}]`);
    values[slot] = likeDefault(given[i], usual[slot], naming);
    if (source) checkLength(given[i], usual[slot], source);
  });
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

/**
 * A given value in place of a default: of the same kind all the way down, though a list may be
 * longer or shorter. JSON has no Float64Array: where the default is one, a list of numbers becomes
 * one.
 */
function likeDefault(value: unknown, usual: unknown, naming: Naming): unknown {
  if (value === undefined) return usual;
  const [given, wanted] = [kindOf(value), kindOf(usual)];
  if (given !== null && wanted !== null && given !== wanted) {
    const args = [naming.text, preview(value), preview(usual)];
    throw new ObjectiveError(message('start.kind', args));
  }
  if (Array.isArray(value)) {
    const numbers = value.every((each) => typeof each === 'number');
    if (usual instanceof Float64Array && numbers) return Float64Array.from(value);
    if (!Array.isArray(usual)) return value;
    // `map` keeps holes, which are refused later on.
    return value.map((each, i) => likeDefault(each, usual[i], naming.element(i)));
  }
  if (given !== 'object' || wanted !== 'object') return value;
  const defaults = usual as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [
      key,
      likeDefault(each, defaults[key], naming.property(key)),
    ]),
  );
}

/** `[x, y]` sees two numbers: a third one that its default has none of either is a mistake. */
function checkLength(value: unknown, usual: unknown, source: ParameterSource): void {
  if (source.kind === 'array' && Array.isArray(value)) {
    const wanted = source.elements.length;
    const list = kindOf(usual) === 'array' ? (usual as ArrayLike<unknown>) : [];
    if (source.rest === undefined && value.length > Math.max(wanted, list.length)) {
      const args = [bySource(source).text, wanted, value.length];
      throw new ObjectiveError(message('start.length', args));
    }
    source.elements.forEach((each, i) => each && checkLength(value[i], list[i], each));
  } else if (source.kind === 'object' && kindOf(value) === 'object') {
    const defaults = (kindOf(usual) === 'object' ? usual : {}) as Record<string, unknown>;
    for (const { key, value: inner } of source.properties) {
      checkLength((value as Record<string, unknown>)[key], defaults[key], inner);
    }
  }
}

/** Null for what no start may consist of: that is refused later on, for what it is. */
function kindOf(x: unknown): 'number' | 'array' | 'object' | null {
  if (typeof x === 'number') return 'number';
  if (Array.isArray(x) || x instanceof Float64Array) return 'array';
  return typeof x === 'object' && x !== null && !ArrayBuffer.isView(x) ? 'object' : null;
}
