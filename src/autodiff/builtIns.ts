/*
 * User code shares its realm with the engine, which lives on built-ins as everybody does. Here is
 * what they were before any user code ran; loops alone look at it, since methods may be gone.
 */

const { getOwnPropertyDescriptor, is } = Object;
const { ownKeys } = Reflect;

interface Known {
  owner: object;
  key: string | symbol;
  name: string;
  before: PropertyDescriptor;
}

const owners: Record<string, object> = {
  'Array.prototype': Array.prototype,
  'Object.prototype': Object.prototype,
  'Function.prototype': Function.prototype,
  'String.prototype': String.prototype,
  'Number.prototype': Number.prototype,
  'RegExp.prototype': RegExp.prototype,
  'Map.prototype': Map.prototype,
  'Set.prototype': Set.prototype,
  'WeakMap.prototype': WeakMap.prototype,
  'Float64Array.prototype': Object.getPrototypeOf(Float64Array.prototype) as object,
  'Array iterator': Object.getPrototypeOf([][Symbol.iterator]()) as object,
  'Map iterator': Object.getPrototypeOf(new Map().entries()) as object,
  ...{ Array, Object, Number, String, JSON, Symbol },
};

const known: Known[] = Object.entries(owners).flatMap(([label, owner]) =>
  ownKeys(owner).map((key) => {
    const name = typeof key === 'symbol' ? `[${key.description}]` : `.${key}`;
    return { owner, key, name: label + name, before: getOwnPropertyDescriptor(owner, key)! };
  }),
);

/** What the engine calls by name; whatever else stands on the global object need not stay there. */
const named = `Array Object Function String Number Boolean BigInt Symbol RegExp Date JSON Proxy Promise
  Map Set WeakMap WeakSet Error TypeError RangeError ReferenceError
  ArrayBuffer SharedArrayBuffer Float32Array Uint8Array Int32Array Uint16Array`;
for (const key of named.split(/\s+/)) {
  known.push({
    ...{ owner: globalThis, key, name: key },
    before: getOwnPropertyDescriptor(globalThis, key)!,
  });
}

/** The first built-in function that is no longer what it was: `Array.prototype.push`; null: none. */
export function changedBuiltIn(): string | null {
  for (let i = 0; i < known.length; i++) {
    const { owner, key, name, before } = known[i]!;
    const now = getOwnPropertyDescriptor(owner, key);
    if (now === undefined || !is(now.value, before.value) || now.get !== before.get) return name;
  }
  return null;
}
