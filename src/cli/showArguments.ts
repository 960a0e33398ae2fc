import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Values } from './flags';
import { fullFormats, type FullFormat } from './formats';

/** `adamscope show`: what a trace file holds, as `trace` writes it. */
export interface ShowCommand {
  name: 'show';
  file: string;
  format: FullFormat;
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
  const given = values.format ?? 'json';
  const format = fullFormats.find((each) => each === given);
  if (!format) return { problem: message('commandLine.format', [fullFormats.join(', '), given]) };
  return { name: 'show', file, format, out: values.out ?? null };
}
