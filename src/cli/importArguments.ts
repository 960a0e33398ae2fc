import { message, type MessageCode } from '../messages';
import { readAssignments } from '../objective/assignments';
import type { Message } from '../protocol/message';
import type { Flags } from '../session/configure';
import { readFlags, type Values } from './flags';
import { fullFormats, type FullFormat } from './formats';

/** `adamscope import`, read but not yet checked against a file or an optimizer. */
export interface ImportCommand {
  name: 'import';
  file: string;
  /** What a person says that columns are, in order. */
  map: [name: string, target: string][];
  /** The optimizer that made the log, and its settings; without one nothing is derived. */
  flags: Flags;
  format: FullFormat;
  out: string | null;
  /** A trace file to write the run into. */
  save: string | null;
}

/**
 * @param rest FILE, then hyper-parameters as `name=value`
 * @param maps of each `--map` its `column=series`
 */
export function importArguments(
  rest: readonly string[],
  values: Values,
  groups: readonly string[],
  maps: readonly string[],
): ImportCommand | { problem: Message } {
  const [file, ...assigned] = rest;
  if (file === undefined) return problem('commandLine.import-what');
  const given = values.format ?? 'json';
  const format = fullFormats.find((each) => each === given);
  if (!format) return problem('commandLine.format', fullFormats.join(', '), given);
  const map: ImportCommand['map'] = [];
  for (const text of maps) {
    const equals = text.lastIndexOf('=');
    const [name, target] = [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
    if (equals < 0 || name === '' || target === '') return problem('commandLine.import-map', text);
    map.push([name, target]);
  }
  const read = readFlags(values, groups);
  if ('problem' in read) return read;
  const hyperparameters = readAssignments(assigned.join(' '));
  if ('wrong' in hyperparameters) return problem('commandLine.too-many', hyperparameters.wrong);
  const { flags } = read;
  const isStated = Object.keys(flags).length > 0 || assigned.length > 0;
  if (isStated && flags.optimizer === undefined) return problem('commandLine.import-optimizer');
  if (assigned.length > 0)
    flags.hyperparameters = { ...asRecord(flags.hyperparameters), ...hyperparameters.read };
  const { out = null, save = null } = values;
  if (save !== null && save === out) return problem('commandLine.save-is-out', save);
  return { name: 'import', file, map, flags, format, out, save };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function problem(code: MessageCode, ...said: string[]): { problem: Message } {
  return { problem: message(code, said) };
}
