import { parseArgs } from 'node:util';
import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Flags } from '../session/configure';
import { checkArguments, type CheckCommand } from './checkArguments';
import { compareArguments, type CompareCommand } from './compareArguments';
import { traceFormats, type TraceFormat } from './formats';
import { readFlags, readSharpness, type Values } from './flags';
import { gradientArguments, type GradientCommand } from './gradientArguments';
import { importArguments, type ImportCommand } from './importArguments';
import { showArguments, type ShowCommand } from './showArguments';

export type ListFormat = 'table' | 'json';

/** `adamscope trace`, read but not yet checked against a file or an optimizer. */
export interface TraceCommand {
  name: 'trace';
  /** FILE[#FUNCTION] */
  target: string;
  flags: Flags;
  /** Whether sharpness is wanted, and how often: as usual, or every so many steps. */
  sharpness: { every?: number } | null;
  /** The step from whose state it goes on, and what it has otherwise than until there. */
  fork: { step: number; text: string } | null;
  /** Null where none was named: JSON, and on standard output a table of a large model. */
  format: TraceFormat | null;
  /** A file, or null for standard output. */
  out: string | null;
  /** The trace file into which the run is written while it goes on. */
  save: string | null;
}

export type Command =
  | TraceCommand
  | ShowCommand
  | CompareCommand
  | CheckCommand
  | GradientCommand
  | ImportCommand
  | { name: 'optimizers'; format: ListFormat }
  | { name: 'help' }
  | { name: 'version' };

const options = {
  trace: [
    ...['optimizer', 'hyperparameters', 'dialect', 'precision', 'schedule', 'clip', 'group'],
    ...['evaluate', 'sharpness', 'steps', 'start', 'seed', 'trace-size', 'from-step', 'fork'],
    ...['format', 'out', 'save'],
  ],
  show: ['format', 'out'],
  compare: [
    ...['optimizer', 'diff', 'hyperparameters', 'dialect', 'precision', 'schedule', 'clip'],
    ...['group', 'evaluate', 'steps', 'start', 'seed', 'to', 'sweep', 'seeds', 'tolerance'],
    ...['format', 'out'],
  ],
  import: [
    ...['map', 'optimizer', 'hyperparameters', 'dialect', 'precision', 'schedule', 'clip'],
    ...['group', 'format', 'out', 'save'],
  ],
  check: ['points', 'start', 'seed', 'format', 'out'],
  'check-optimizer': ['against', 'dialect', 'hyperparameters', 'steps'],
  optimizers: ['format'],
} as const satisfies Record<string, readonly string[]>;

const valued: readonly string[] = [...new Set(Object.values(options).flat())];

/** What was asked for, or what is wrong with how. */
export function parseArguments(args: readonly string[]): Command | { problem: Message } {
  const { tokens } = parseArgs({
    args: joinValues(args),
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
      ...Object.fromEntries(valued.map((name) => [name, { type: 'string' }] as const)),
    },
    allowPositionals: true,
    // Problems are told in our own words, so we look for them in the tokens.
    strict: false,
    tokens: true,
  });
  const asks = (name: string) =>
    tokens.some((token) => token.kind === 'option' && token.name === name);
  if (asks('help')) return { name: 'help' };
  if (asks('version')) return { name: 'version' };

  const [command, ...rest] = tokens.flatMap((token) =>
    token.kind === 'positional' ? [token.value] : [],
  );
  if (command === undefined) return problem('commandLine.no-command');
  if (!isCommand(command)) return problem('commandLine.unknown-command', command);
  const values: Values = {};
  const groups: string[] = [];
  const maps: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known: readonly string[] = options[command];
    const name = known.find((each) => each === token.name);
    if (!name) return problem('commandLine.unknown-option', token.rawName);
    // Values were joined: one that stands apart is the next option.
    if (token.value === undefined || !token.inlineValue) {
      return problem('commandLine.option-without-value', token.rawName);
    }
    if (name === 'group') groups.push(token.value);
    else if (name === 'map') maps.push(token.value);
    else values[name] = token.value;
  }
  switch (command) {
    case 'trace':
      return traceCommand(rest, values, groups);
    case 'show':
      return showArguments(rest, values);
    case 'compare':
      return compareArguments(rest, values, groups);
    case 'import':
      return importArguments(rest, values, groups, maps);
    case 'check':
      return gradientArguments(rest, values);
    case 'check-optimizer':
      return checkArguments(rest, values);
    case 'optimizers':
      return optimizersCommand(rest, values);
  }
}

function isCommand(word: string): word is keyof typeof options {
  return Object.hasOwn(options, word);
}

function traceCommand(
  rest: string[],
  values: Values,
  groups: string[],
): Command | { problem: Message } {
  const [target, extra] = rest;
  if (target === undefined) return problem('commandLine.no-file');
  if (extra !== undefined) return problem('commandLine.too-many', extra);
  const format = traceFormats.find((each) => each === values.format) ?? null;
  if (values.format !== undefined && format === null) {
    return problem('commandLine.format', traceFormats.join(', '), values.format);
  }
  const read = readFlags(values, groups);
  if ('problem' in read) return read;
  const sharpness = values.sharpness === undefined ? null : readSharpness(values.sharpness);
  if (sharpness && 'problem' in sharpness) return sharpness;
  const fork = readForkFlags(values);
  if (fork && 'problem' in fork) return fork;
  const { out = null, save = null } = values;
  if (save !== null && save === out) return problem('commandLine.save-is-out', save);
  return { name: 'trace', target, flags: read.flags, sharpness, fork, format, out, save };
}

/** `--from-step 500 --fork 'lr=0.001'`; without `--fork` it goes on as it was. */
function readForkFlags(values: Values): TraceCommand['fork'] | { problem: Message } {
  const from = values['from-step'];
  if (from === undefined) {
    return values.fork === undefined ? null : problem('commandLine.fork-without-step');
  }
  const step = Number(from);
  const isStep = from.trim() !== '' && Number.isSafeInteger(step) && step >= 0;
  return isStep ? { step, text: values.fork ?? '' } : problem('commandLine.from-step', from);
}

function optimizersCommand(rest: string[], values: Values): Command | { problem: Message } {
  if (rest[0] !== undefined) return problem('commandLine.too-many', rest[0]);
  const format = values.format ?? 'table';
  if (format !== 'table' && format !== 'json') {
    return problem('commandLine.format', 'table, json', format);
  }
  return { name: 'optimizers', format };
}

/** `--steps -1` as `--steps=-1`: a value may begin with a dash, and is then told as it is. */
function joinValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const takesValue = valued.some((name) => arg === `--${name}`);
    const next = args[i + 1];
    if (arg === '--sharpness') {
      // The only one that may stand alone: what follows is its value or another argument.
      const isValue = next?.startsWith('every=');
      joined.push(`${arg}=${isValue ? next : ''}`);
      if (isValue) i++;
    } else if (takesValue && next !== undefined && !next.startsWith('--')) {
      joined.push(`${arg}=${next}`);
      i++;
    } else {
      joined.push(arg);
    }
  }
  return joined;
}

function problem(code: Parameters<typeof message>[0], ...args: string[]): { problem: Message } {
  return { problem: message(code, args) };
}
