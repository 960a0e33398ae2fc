import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Values } from './flags';
import { traceFormats, type TraceFormat } from './formats';

/** `adamscope show`: what a trace file holds, as `trace` writes it. */
export interface ShowCommand {
  name: 'show';
  file: string;
  /** Null where none was named: as `trace` would write it. */
  format: TraceFormat | null;
  /** A file, or null for standard output. */
  out: string | null;
}

/** What was asked for, or what is wrong with how. */
export function showArguments(
  [file, extra]: readonly string[],
  values: Values,
): ShowCommand | { problem: Message } {
  if (file === undefined) return { problem: message('commandLine.show-what') };
  if (extra !== undefined) return { problem: message('commandLine.too-many', [extra]) };
  const given = values.format;
  const format = traceFormats.find((each) => each === given) ?? null;
  if (given !== undefined && format === null) {
    return { problem: message('commandLine.format', [traceFormats.join(', '), given]) };
  }
  return { name: 'show', file, format, out: values.out ?? null };
}
