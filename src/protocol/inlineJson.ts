/**
 * Data as the text of a `<script type="application/json">`: JSON in which numbers that JSON lacks
 * and arrays of doubles (base64 of their little-endian bytes) are kept, and in which nothing can end
 * the element.
 */
export function writeInline(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
    if (value instanceof Float64Array) return { $doubles: base64(value) };
    return value;
  }).replaceAll('<', '\\u003c');
}

/** What `writeInline` wrote; not yet checked, like anything from outside. */
export function readInline(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$number' in value) return Number(value.$number);
    if ('$doubles' in value) return doubles(String(value.$doubles));
    return value;
  });
}

function base64(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function doubles(text: string): Float64Array {
  return new Float64Array(bytesOfBase64(text).buffer);
}

export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
