/** The shortest decimals that read back as the same double; -0 stays -0. */
export function exactDecimal(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** As `exactDecimal`; what JSON has no number for becomes a string: "NaN", "-Infinity". */
export function jsonNumber(value: number): string {
  return Number.isFinite(value) ? exactDecimal(value) : `"${value}"`;
}

/** JSON of plain data, with its numbers as `jsonNumber` writes them. */
export function exactJson(value: unknown): string {
  if (typeof value === 'number') return jsonNumber(value);
  if (Array.isArray(value)) return `[${value.map(exactJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([key, part]) => `${inertJson(key)}:${exactJson(part)}`,
    );
    return `{${fields.join(',')}}`;
  }
  return typeof value === 'string' ? inertJson(value) : JSON.stringify(value);
}

/** What steers a terminal, ends a line of a script or turns text around. */
const steering = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const escapeOf = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text in JSON, the same when it is read, and harmless where it is looked at. */
export function inertJson(text: string): string {
  return JSON.stringify(text).replace(steering, escapeOf);
}

/** A text with such characters as their escapes, where there is no syntax for them; lines stay. */
export function inertText(text: string): string {
  return text.replace(steering, (character) =>
    character === '\n' || character === '\t' ? character : escapeOf(character),
  );
}
