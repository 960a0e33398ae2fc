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
      ([key, part]) => `${JSON.stringify(key)}:${exactJson(part)}`,
    );
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}
