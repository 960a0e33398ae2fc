import { parseArgs } from 'node:util';
import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Flags } from '../session/configure';

export type TraceFormat = 'json' | 'csv';
export type ListFormat = 'table' | 'json';

/** `adamscope trace`, read but not yet checked against a file or an optimizer. */
export interface TraceCommand {
  name: 'trace';
  /** FILE[#FUNCTION] */
  target: string;
  flags: Flags;
  format: TraceFormat;
  /** A file, or null for standard output. */
  out: string | null;
}

export type Command =
  | TraceCommand
  | { name: 'optimizers'; format: ListFormat }
  | { name: 'help' }
  | { name: 'version' };

const options = {
  trace: ['optimizer', 'hyperparameters', 'steps', 'start', 'seed', 'format', 'out'],
  optimizers: ['format'],
} as const;

type Values = Partial<Record<(typeof options)['trace'][number], string>>;

/** What was asked for, or what is wrong with how. */
export function parseArguments(args: readonly string[]): Command | { problem: Message } {
  const { tokens } = parseArgs({
    args: joinValues(args),
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
      ...Object.fromEntries(options.trace.map((name) => [name, { type: 'string' }] as const)),
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
  if (command !== 'trace' && command !== 'optimizers') {
    return problem('commandLine.unknown-command', command);
  }
  const values: Values = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const name = options[command].find((known) => known === token.name);
    if (!name) return problem('commandLine.unknown-option', token.rawName);
    // Values were joined: one that stands apart is the next option.
    if (token.value === undefined || !token.inlineValue) {
      return problem('commandLine.option-without-value', token.rawName);
    }
    values[name] = token.value;
  }
  return command === 'trace' ? traceCommand(rest, values) : optimizersCommand(rest, values);
}

function traceCommand(rest: string[], values: Values): Command | { problem: Message } {
  const [target, extra] = rest;
  if (target === undefined) return problem('commandLine.no-file');
  if (extra !== undefined) return problem('commandLine.too-many', extra);
  const format = values.format ?? 'json';
  if (format !== 'json' && format !== 'csv') {
    return problem('commandLine.format', 'json, csv', format);
  }
  const flags: Flags = {};
  if (values.optimizer !== undefined) flags.optimizer = values.optimizer;
  if (values.steps !== undefined) flags.steps = numberOrText(values.steps);
  if (values.seed !== undefined) flags.seed = numberOrText(values.seed);
  for (const name of ['hyperparameters', 'start'] as const) {
    const text = values[name];
    if (text === undefined) continue;
    try {
      flags[name] = JSON.parse(text);
    } catch (error) {
      return problem('commandLine.not-json', `--${name}`, (error as SyntaxError).message);
    }
  }
  return { name: 'trace', target, flags, format, out: values.out ?? null };
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
    const takesValue = options.trace.some((name) => arg === `--${name}`);
    const next = args[i + 1];
    if (takesValue && next !== undefined && !next.startsWith('--')) {
      joined.push(`${arg}=${next}`);
      i++;
    } else {
      joined.push(arg);
    }
  }
  return joined;
}

/** A text that is no number stays what it is, so that it can be shown. */
function numberOrText(text: string): number | string {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

function problem(code: Parameters<typeof message>[0], ...args: string[]): { problem: Message } {
  return { problem: message(code, args) };
}
