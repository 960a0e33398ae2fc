/** Key of the object that stands for a number JSON cannot say. */
const numberKey = '$number';
/** Key of the object that stands for a Float64Array. */
const floatsKey = '$float64';

/** JSON that keeps NaN, the infinities, -0 and Float64Arrays. Read it with `parsePlain`. */
export function stringifyPlain(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Float64Array) return { [floatsKey]: Array.from(part) };
    return typeof part === 'number' && (!Number.isFinite(part) || Object.is(part, -0))
      ? { [numberKey]: Object.is(part, -0) ? '-0' : String(part) }
      : part;
  });
}

/** What `stringifyPlain` wrote. Throws a SyntaxError where it is no JSON. */
export function parsePlain(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const { [numberKey]: number, [floatsKey]: floats } = part as Record<string, unknown>;
    if (Object.hasOwn(part, numberKey)) return Number(number);
    if (Object.hasOwn(part, floatsKey) && Array.isArray(floats)) {
      return Float64Array.from(floats, Number);
    }
    return part;
  });
}
