import { mathematics, valueOf } from './dual';

/* What JavaScript brings along, for values among which are dual numbers. */

type Function = (...args: unknown[]) => unknown;

export const isTrue = (x: unknown): boolean => Boolean(valueOf(x));

const whole = { Int16Array, Int32Array, Uint8Array, Uint32Array, Float32Array };

/** The names that are there from the beginning. */
export function builtIns(random: () => number): Record<string, unknown> {
  const typed = Object.entries(whole).map(([name, type]) => [
    name,
    Object.assign((n: number) => new type(n), { of: (...all: number[]) => type.of(...all) }),
  ]);
  return {
    ...{ Math: mathematics(random), Object, Array, Number, undefined, NaN, Infinity },
    ...(Object.fromEntries(typed) as Record<string, unknown>),
    Float64Array: Object.assign((n: number) => new Array<number>(n).fill(0), {
      from: (list: unknown[], f?: (x: unknown, i: number) => unknown) =>
        Array.from(list, f ?? ((x) => x)),
    }),
  };
}

/** Tests have to give plain values to JavaScript's own methods, and comparisons numbers. */
const asking = new Set(['filter', 'some', 'every', 'find', 'findLast', 'findIndex', 'findLastIndex']); // prettier-ignore
const comparing = new Set(['sort', 'toSorted']);
const searching = new Set(['indexOf', 'lastIndexOf', 'includes']);

export function callMethod(object: unknown, name: string, args: unknown[]): unknown {
  let [on, given] = [object, args];
  if (Array.isArray(object)) {
    const [first] = args;
    if (typeof first === 'function') {
      const f = first as Function;
      if (asking.has(name)) given = [(...all: unknown[]) => isTrue(f(...all))];
      if (comparing.has(name)) given = [(...all: unknown[]) => valueOf(f(...all))];
    }
    if (searching.has(name)) [on, given] = [object.map(valueOf), args.map(valueOf)];
  } else if (ArrayBuffer.isView(object)) given = args.map(valueOf);
  return (on as Record<string, Function>)[name]!.apply(on, given);
}
