import type { HostToPanel } from './hostToPanel';

/** The element of the panel's document that holds its head start. */
export const headStartId = 'head-start';

/**
 * The first messages to a panel as the text of a `<script type="application/json">`: JSON in which
 * numbers that JSON lacks and arrays of doubles (base64 of their little-endian bytes) are kept, and
 * in which nothing can end the element.
 */
export function writeHeadStart(messages: readonly HostToPanel[]): string {
  return JSON.stringify(messages, (_, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
    if (value instanceof Float64Array) return { $doubles: base64(value) };
    return value;
  }).replaceAll('<', '\\u003c');
}

/** What `writeHeadStart` wrote; not yet checked, like any message from outside. */
export function readHeadStart(text: string): unknown[] {
  const messages: unknown = JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$number' in value) return Number(value.$number);
    if ('$doubles' in value) return doubles(String(value.$doubles));
    return value;
  });
  return Array.isArray(messages) ? messages : [];
}

function base64(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function doubles(text: string): Float64Array {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}
