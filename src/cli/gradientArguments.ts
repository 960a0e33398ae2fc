import { message } from '../messages';
import { mostPoints, usualPoints } from '../protocol/gradientCheck';
import type { Message } from '../protocol/message';
import type { Flags } from '../session/configure';
import { readFlags, type Values } from './flags';

export type CheckFormat = 'table' | 'json' | 'csv';

/** `adamscope check`, read but not yet checked against a file. */
export interface GradientCommand {
  name: 'check';
  /** FILE[#FUNCTION] */
  target: string;
  flags: Flags;
  /** Beside the start. */
  points: number;
  format: CheckFormat;
  /** A file, or null for standard output. */
  out: string | null;
}

/** What was asked for, or what is wrong with how. */
export function gradientArguments(
  [target, extra]: readonly string[],
  values: Values,
): GradientCommand | { problem: Message } {
  if (target === undefined) return { problem: message('commandLine.no-file') };
  if (extra !== undefined) return { problem: message('commandLine.too-many', [extra]) };
  const format = values.format ?? 'table';
  if (format !== 'table' && format !== 'json' && format !== 'csv') {
    return { problem: message('commandLine.format', ['table, json, csv', format]) };
  }
  const points = Number(values.points ?? usualPoints);
  const isCount = Number.isSafeInteger(points) && points >= 0 && points <= mostPoints;
  if (!isCount || values.points?.trim() === '') {
    return { problem: message('commandLine.check-points', [mostPoints, values.points!]) };
  }
  const read = readFlags({ start: values.start, seed: values.seed });
  if ('problem' in read) return read;
  return { name: 'check', target, flags: read.flags, points, format, out: values.out ?? null };
}
