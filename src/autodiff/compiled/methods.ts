import type * as t from '@babel/types';
import { plainArguments, type Argument } from './calls';
import { callbackMethods } from './callbackMethods';
import { changeMethods } from './changeMethods';
import { copyMethods } from './copyMethods';
import type { Lowering } from './lowering';
import { searchMethods } from './searchMethods';
import { tupleMethods } from './tupleMethods';
import { load } from './storage';
import { undefinedValue, type ArrayValue, type TupleValue, type Value } from './values';

/** Methods on arrays of so few elements run element by element, without a loop. */
const unrolled = 8;

export type Method = (l: Lowering, array: ArrayValue, args: Value[], at: t.Node) => Value;

const methods: Record<string, Method> = {
  ...callbackMethods,
  ...searchMethods,
  ...copyMethods,
  ...changeMethods,
};

/** What cannot be in memory. */
const unkept = new Set<Value['kind']>(['function', 'builtin', 'constant']);
/** Those that change how long an array is. */
const growing = new Set(['push', 'pop', 'shift']);
/** Those that make no array, so that nothing is rounded. */
const reading = new Set(['forEach', 'reduce', 'reduceRight', 'at', ...Object.keys(searchMethods)]);

/** A method of an array. */
export function arrayMethod(
  l: Lowering,
  object: ArrayValue | TupleValue,
  name: string,
  given: Argument[],
  at: t.Node,
): Value {
  if (object.kind === 'tuple') {
    const short = shortMethod(l, object, name, given, at);
    if (short) return short;
    if (growing.has(name)) {
      l.facts.note(`${object.site} grows`);
      if (object.isShared) return l.declined(`${name} where copies of the array exist`);
      const last = object.slots.at(-1);
      return last ? load(l, last) : undefinedValue;
    }
  }
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return l.declined(`the method ${name}`);
  const changes = Object.hasOwn(changeMethods, name);
  const array =
    changes && object.kind === 'tuple' ? l.inMemoryForWriting(object) : l.inMemory(object);
  const { isTyped, isRounding } = array.type;
  if (isTyped && (name === 'concat' || name.startsWith('flat') || growing.has(name))) {
    return l.declined(`the method ${name} of a typed array`);
  }
  if (isRounding && !reading.has(name)) return l.declined(`the method ${name} of such an array`);
  return method(l, array, plainArguments(l, given), at);
}

/** On elements that are held one by one; null where it takes an array in memory. */
function shortMethod(
  l: Lowering,
  { slots, site }: TupleValue,
  name: string,
  given: Argument[],
  at: t.Node,
): Value | null {
  const short = Object.hasOwn(tupleMethods, name) ? tupleMethods[name] : undefined;
  if (!short || l.facts.has(`${site} written`) || slots.length > unrolled) return null;
  const items = slots.map((slot) => load(l, slot));
  // What must be in memory afterwards is worked out in a loop, if it can be.
  const areKept = items.every(({ kind }) => !unkept.has(kind));
  if (areKept && l.facts.has(`${l.key(at)} memory`)) return null;
  return short(l, items, plainArguments(l, given), at);
}
