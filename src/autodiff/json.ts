import { lose } from './lost';
import { add } from './operators';
import { Active, evaluation, nodeOf } from './tape';

/*
 * `JSON.parse(JSON.stringify(x))` is how many copy. The text has no gradient, so `stringify` keeps
 * beside the text where its active numbers stood, and `parse` of that text puts them back.
 */

// Captured: user code may put something else in their place.
const { parse, stringify } = JSON;

/** How often active numbers were serialised, whoever asked. */
let serialised = 0;

/** To be called by `toJSON` of an active number. */
export function seeSerialised(): void {
  serialised++;
}

/** Texts remembered at a time. */
const most = 16;

/** Active numbers by where they stand in a text: in the same arrays and objects. */
type Originals = Active | Record<string, unknown> | null;

/** `JSON` for the rewritten code: a copy by way of a text keeps its gradient. */
export function activeJson(): object {
  const written = new Map<string, Originals>();
  let writtenIn = evaluation();

  function remember(text: string, originals: Originals): void {
    if (writtenIn !== evaluation()) written.clear();
    writtenIn = evaluation();
    const other = written.get(text);
    written.delete(text);
    // Two sources of one text: nobody knows which of them will be meant.
    written.set(text, other && !areSame(other, originals) ? null : originals);
    if (written.size > most) written.delete(written.keys().next().value!);
  }

  const own = {
    stringify(...args: Parameters<typeof stringify>): string {
      const before = serialised;
      const text = stringify(...args);
      // What a replacer makes of them is its own business.
      if (serialised !== before) remember(text, args[1] ? null : originalsOf(args[0]));
      else if (written.has(text)) remember(text, null);
      return text;
    },
    parse(text: unknown, ...reviver: unknown[]): unknown {
      const copy: unknown = Reflect.apply(parse, JSON, [text, ...reviver]);
      const originals = written.get(text as string);
      if (originals === undefined) return copy;
      if (originals !== null && !reviver[0]) return restored(copy, originals);
      lose();
      return copy;
    },
  };
  return Object.create(Object.prototype, {
    ...Object.getOwnPropertyDescriptors(JSON),
    ...Object.getOwnPropertyDescriptors(own),
  }) as object;
}

/** Where active numbers stand in a value; null where that takes code of the user's to know. */
function originalsOf(x: unknown): Originals {
  if (x instanceof Active) return nodeOf(x) === 0 ? null : x;
  if (typeof x !== 'object' || x === null || 'toJSON' in x) return null;
  // Without a prototype, so that `__proto__` is a key as any other.
  const found = Object.create(null) as Record<string, unknown>;
  for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(x))) {
    found[key] = originalsOf(value);
  }
  return found;
}

/** The copy with active numbers wherever there were some. */
function restored(copy: unknown, originals: unknown): unknown {
  if (originals instanceof Active) {
    // A text has no -0: 0 comes back.
    return Object.is(copy, originals.$value) ? originals : copy === 0 ? add(originals, 0) : copy;
  }
  if (typeof copy !== 'object' || copy === null || !originals) return copy;
  for (const [key, value] of Object.entries(copy)) {
    const original = (originals as Record<string, unknown>)[key];
    // Not an assignment, which to `__proto__` would mean something else.
    if (original) Object.defineProperty(copy, key, { value: restored(value, original) });
  }
  return copy;
}

function areSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Active || b instanceof Active || !a || !b) return false;
  const [all, other] = [Object.entries(a), b as Record<string, unknown>];
  return all.every(([key, value]) => areSame(value, other[key]));
}
