import { ObjectiveError } from '../../autodiff/objectiveError';
import { preview } from '../../autodiff/preview';
import { message, type MessageCode } from '../../messages';
import type { Place } from '../../protocol/message';
import { baseSeries, evaluatedLoss, updateSeries } from '../../protocol/series';

/** How the user keeps a slot: it is handed back in the same form. */
type Form = 'number' | 'array' | 'Float64Array';

/** One named part of a user's state. */
export interface Slot {
  name: string;
  form: Form;
  length: number;
}

/** Where problems of a state are told, and of which step it is (0: of `init`). */
export interface About {
  place: Place;
  step: number;
  /** What the i-th number of a slot of this length belongs to: `x`, `w`, or the run. */
  ownerOf(this: void, length: number, index: number): string;
}

/** Of series that runs have whatever the optimizer, and of parts of Δθ. */
const taken: ReadonlySet<string> = new Set([
  ...[...baseSeries, updateSeries].map(({ name }) => name),
  evaluatedLoss,
  ...['lr', 'gradientUsed', 'gradientNorm', 'direction', 'directionPart', 'projectionPart'],
  ...['momentumPart', 'decayPart', 'syncPart', 'rounding', 'effectiveLearningRate', '__proto__'],
]);
const plainName = /^[\p{ID_Start}$_][\p{ID_Continue}$]{0,63}$/u;

/** An error of the user's optimizer at a place of its file. */
export function refuse(code: MessageCode, args: (string | number)[], place: Place): ObjectiveError {
  return new ObjectiveError(message(code, args, place));
}

/**
 * The slots of what `init` returned, in its order.
 *
 * @param lengths those that a slot may have: coordinates, leaves, 1
 */
export function slotsOf(
  state: unknown,
  lengths: { coordinates: number; leaves: number },
  place: Place,
): Slot[] {
  if (!isRecord(state)) {
    throw refuse('own.returned', ['init', stateForm, preview(state)], place);
  }
  return Object.keys(state).map((name) => {
    if (taken.has(name)) throw refuse('own.slot-taken', [name], place);
    if (!plainName.test(name)) throw refuse('own.slot-name', [preview(name)], place);
    const value = state[name];
    const form = formOf(value);
    if (!form) throw refuse('own.slot-kind', [name, preview(value)], place);
    const length = lengthOf(value as Numbers);
    const { coordinates, leaves } = lengths;
    if (![coordinates, leaves, 1].includes(length)) {
      throw refuse('own.slot-length', [name, length, coordinates, leaves], place);
    }
    return { name, form, length };
  });
}

/** How messages write a state. */
export const stateForm = '{ name: numbers, … }';

type Numbers = number | readonly number[] | Float64Array;

function formOf(value: unknown): Form | null {
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return 'array';
  return value instanceof Float64Array ? 'Float64Array' : null;
}

function lengthOf(value: Numbers): number {
  return typeof value === 'number' ? 1 : value.length;
}

/** What keeps its contents elsewhere than in properties, or is not there yet (a Promise). */
const opaque = [Promise, Map, Set, WeakMap, WeakSet, ArrayBuffer, Date, RegExp];

/** An object of named values. Asks its prototype: call it only where the user's code may run. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || formOf(value)) return false;
  return !ArrayBuffer.isView(value) && !opaque.some((type) => value instanceof type);
}

/** The user's form of a slot's numbers; arrays are frozen, so that changing them throws. */
export function handOut({ form }: Slot, values: Float64Array): Numbers {
  if (form === 'number') return values[0]!;
  return form === 'array' ? Object.freeze(Array.from(values)) : Float64Array.from(values);
}

/** Checks a state that the user returned and writes it over `into`. */
export function takeIn(
  state: Record<string, unknown>,
  slots: readonly Slot[],
  into: Record<string, Float64Array>,
  about: About,
): void {
  const { place, step } = about;
  const added = Object.keys(state).find((name) => !slots.some((slot) => slot.name === name));
  if (added !== undefined) throw refuse('own.slot-new', [preview(added), step], place);
  for (const slot of slots) {
    const { name, form, length } = slot;
    if (!Object.hasOwn(state, name)) throw refuse('own.slot-missing', [name, step], place);
    const value = state[name];
    const isForm = formOf(value);
    if (!isForm) throw refuse('own.slot-kind', [name, preview(value)], place);
    const isLength = lengthOf(value as Numbers);
    if (isForm !== form || isLength !== length) {
      throw refuse(
        'own.slot-changed',
        [name, described(form, length), described(isForm, isLength), step],
        place,
      );
    }
    copyNumbers(value as Numbers, into[name]!, name, about);
  }
}

function described(form: Form, length: number): string {
  if (form === 'number') return 'number';
  return form === 'array' ? `number[${length}]` : `Float64Array(${length})`;
}

/** Finite numbers into `into`, or an error that names the first one that is not. */
export function copyNumbers(
  from: Numbers,
  into: Float64Array,
  name: string,
  { place, step, ownerOf }: About,
): void {
  for (let i = 0; i < into.length; i++) {
    const value: unknown = typeof from === 'number' ? from : from[i];
    if (typeof value !== 'number') {
      throw refuse('own.element', [name, ownerOf(into.length, i), preview(value), step], place);
    }
    if (!isFinite(value)) {
      const args = [name, ownerOf(into.length, i), String(value), step];
      throw refuse('engine.quantity-not-finite', args, place);
    }
    into[i] = value;
  }
}
