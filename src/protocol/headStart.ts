import type { HostToPanel } from './hostToPanel';
import { readInline, writeInline } from './inlineJson';

/** The element of the panel's document that holds its head start. */
export const headStartId = 'head-start';

/** The first messages to a panel as the text of that element. */
export function writeHeadStart(messages: readonly HostToPanel[]): string {
  return writeInline(messages);
}

/** What `writeHeadStart` wrote; not yet checked, like any message from outside. */
export function readHeadStart(text: string): unknown[] {
  const messages = readInline(text);
  return Array.isArray(messages) ? messages : [];
}
