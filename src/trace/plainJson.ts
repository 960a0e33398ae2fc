/** Key of the object that stands for a number JSON cannot say. */
const numberKey = '$number';

/** JSON that keeps NaN, the infinities and -0. Read it with `parsePlain`. */
export function stringifyPlain(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' && (!Number.isFinite(part) || Object.is(part, -0))
      ? { [numberKey]: Object.is(part, -0) ? '-0' : String(part) }
      : part,
  );
}

/** What `stringifyPlain` wrote. Throws a SyntaxError where it is no JSON. */
export function parsePlain(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && Object.hasOwn(part, numberKey)
      ? Number((part as Record<string, unknown>)[numberKey])
      : part,
  );
}
