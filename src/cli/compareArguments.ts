import { message } from '../messages';
import type { Message } from '../protocol/message';
import { parseContenders, type Contender } from '../session/compare/contender';
import { parseGrid, type Grid } from '../session/compare/grid';
import type { Flags } from '../session/configure';
import { readFlags, type Values } from './flags';

export type CompareFormat = 'table' | 'json' | 'csv';

/** `adamscope compare`, read but not yet checked against a file or an optimizer. */
export interface CompareCommand {
  name: 'compare';
  /** FILE[#FUNCTION] */
  target: string;
  contenders: Contender[];
  /** For every contender; `hyperparameters` holds those of each by its name. */
  flags: Flags;
  task: CompareTask;
  format: CompareFormat;
  /** A file, or null for standard output. */
  out: string | null;
}

export type CompareTask =
  /** `losses` to count the steps to; null: a choice is made from the runs. */
  | { kind: 'race'; losses: number[] | null; sweep: { grid: Grid; seeds: number } | null }
  /** Where two runs part: relative differences up to `tolerance` count as none. */
  | { kind: 'difference'; tolerance: number };

/** More seeds than this are no longer a moment's work. */
const mostSeeds = 100;
const usualTolerance = 1e-9;

/** What was asked for, or what is wrong with how. */
export function compareArguments(
  [target, extra]: readonly string[],
  values: Values,
  groups: readonly string[],
): CompareCommand | { problem: Message } {
  if (target === undefined) return problem('commandLine.no-file');
  if (extra !== undefined) return problem('commandLine.too-many', extra);
  const format = values.format ?? 'table';
  if (format !== 'table' && format !== 'json' && format !== 'csv') {
    return problem('commandLine.format', 'table, json, csv', format);
  }
  const named = values.diff ?? values.optimizer;
  if (named === undefined) return problem('commandLine.compare-what');
  const parsed = parseContenders(named);
  if ('problem' in parsed) return parsed;
  const { contenders } = parsed;
  const task = values.diff === undefined ? race(values) : difference(values, contenders, format);
  if ('problem' in task) return task;
  // The names are for the contenders; each run is configured with one of them.
  const read = readFlags({ ...values, optimizer: undefined }, groups);
  if ('problem' in read) return read;
  const { flags } = read;
  return { name: 'compare', target, contenders, flags, task, format, out: values.out ?? null };
}

function race(values: Values): CompareTask | { problem: Message } {
  if (values.tolerance !== undefined) {
    return problem('commandLine.compare-needs', '--tolerance', '--diff');
  }
  const losses = values.to === undefined ? null : numbers(values.to);
  if (losses?.some((loss) => !Number.isFinite(loss))) {
    return problem('commandLine.compare-to', values.to!);
  }
  if (values.sweep === undefined) {
    if (values.seeds === undefined) return { kind: 'race', losses, sweep: null };
    return problem('commandLine.compare-needs', '--seeds', '--sweep');
  }
  const grid = parseGrid(values.sweep);
  if ('problem' in grid) return grid;
  const seeds = Number(values.seeds ?? 1);
  if (!Number.isSafeInteger(seeds) || seeds < 1 || seeds > mostSeeds) {
    return problem('commandLine.compare-seeds', String(mostSeeds), values.seeds!);
  }
  return { kind: 'race', losses, sweep: { grid: grid.grid, seeds } };
}

function difference(
  values: Values,
  contenders: readonly Contender[],
  format: CompareFormat,
): CompareTask | { problem: Message } {
  for (const other of ['optimizer', 'to', 'sweep', 'seeds']) {
    if (values[other] !== undefined) {
      return problem('commandLine.compare-either', '--diff', `--${other}`);
    }
  }
  if (contenders.length !== 2) return problem('commandLine.compare-two', String(contenders.length));
  if (format === 'csv') return problem('commandLine.format', 'table, json', format);
  const tolerance = values.tolerance === undefined ? usualTolerance : Number(values.tolerance);
  if (!(tolerance >= 0 && tolerance < 1) || values.tolerance?.trim() === '') {
    return problem('commandLine.compare-tolerance', values.tolerance!);
  }
  return { kind: 'difference', tolerance };
}

function numbers(text: string): number[] {
  return text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
}

function problem(code: Parameters<typeof message>[0], ...args: string[]): { problem: Message } {
  return { problem: message(code, args) };
}
