/*
 * Compiled code takes `Math.sin` and `map` for what the language says they are. The user's files
 * may have put something else there.
 */
const mathematics = Object.getOwnPropertyDescriptors(Math) as Record<string, PropertyDescriptor>;
const typedArrays = Object.getPrototypeOf(Float64Array.prototype) as object;
const methods = new Map<object, Record<string, PropertyDescriptor>>(
  [...[Array.prototype, Array, Object, Number, Float64Array], typedArrays].map((owner) => [
    owner,
    Object.getOwnPropertyDescriptors(owner) as Record<string, PropertyDescriptor>,
  ]),
);
const { getOwnPropertyDescriptor, getOwnPropertyNames, is } = Object;
const names = Object.entries;

/**
 * Whether the built-ins are those of the language.
 *
 * @param math what the user's code finds under the name `Math`
 */
export function isPristine(math: unknown): boolean {
  for (const [owner, before] of methods) {
    if (!names(before).every(([name, each]) => isSame(owner, name, each))) return false;
    // Elements on the prototype would be seen through holes.
    if (getOwnPropertyNames(owner).length !== names(before).length) return false;
  }
  return names(mathematics).every(
    ([name, each]) => name === 'random' || isSame(math as object, name, each),
  );
}

function isSame(owner: object, name: string, before: PropertyDescriptor): boolean {
  const now = getOwnPropertyDescriptor(owner, name);
  return now !== undefined && is(now.value, before.value) && now.get === before.get;
}
