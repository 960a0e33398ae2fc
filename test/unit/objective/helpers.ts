import assert from 'node:assert/strict';
import { analyse, type Analysis, type LocatedObjective } from '../../../src/objective/analyse';
import { bundleObjective } from '../../../src/objective/bundle';
import { languageOf } from '../../../src/objective/syntax';
import type { Message } from '../../../src/protocol/message';
import type { SourceBundle } from '../../../src/protocol/objective';

export function analysed(text: string, file = 'a.ts'): Analysis {
  const analysis = analyse(text, file, languageOf(file)!);
  assert.deepEqual(analysis.problem, null);
  return analysis;
}

export function only(text: string, file?: string): LocatedObjective {
  const { objectives } = analysed(text, file);
  assert.equal(objectives.length, 1, objectives.map((o) => o.selector).join());
  return objectives[0]!;
}

/** `code args line:column-endLine:endColumn` of messages. */
export function brief(messages: Message[]): string[] {
  return messages.map(({ code, arguments: args, place }) => {
    const p = place!;
    const words = [code.replace('objective.', ''), ...args].join(' ');
    return `${words} ${p.line}:${p.column}-${p.endLine}:${p.endColumn}`;
  });
}

/** The text of a place. */
export function textAt(text: string, { place }: Message): string {
  const lines = text.split(/\r\n|\r|\n/);
  assert.equal(place!.line, place!.endLine);
  return lines[place!.line - 1]!.slice(place!.column - 1, place!.endColumn! - 1);
}

export function reader(files: Record<string, string>): (path: string) => Promise<string | null> {
  return (path) => Promise.resolve(files[path] ?? null);
}

/** Bundles one objective of the first of some files, by its selector or the only one. */
export async function bundled(
  files: Record<string, string> | string,
  selector?: string,
): Promise<{ bundle: SourceBundle } | { problems: Message[] }> {
  const all = typeof files === 'string' ? { 'a.ts': files } : files;
  const [file, text] = Object.entries(all)[0]!;
  const analysis = analysed(text, file);
  const objective = selector
    ? analysis.objectives.find((o) => o.selector === selector)
    : analysis.objectives[0];
  assert.ok(objective, analysis.objectives.map((o) => o.selector).join());
  return bundleObjective(analysis, objective, reader(all));
}

export interface Ran {
  code: string;
  map: string | null;
  objective: (...args: unknown[]) => unknown;
  start: () => unknown[];
  printed: unknown[];
}

/** Bundles and runs: what the engine process does, without its walls. */
export async function ran(files: Record<string, string> | string, selector?: string): Promise<Ran> {
  const result = await bundled(files, selector);
  assert.ok('bundle' in result, 'problems' in result ? brief(result.problems).join('\n') : '');
  return run(result.bundle);
}

export function run({ code, map }: SourceBundle): Ran {
  const exports = {} as Pick<Ran, 'objective' | 'start'>;
  const printed: unknown[] = [];
  const console = { log: (value: unknown) => printed.push(value) };
  // eslint's own rule against it is meant for the product; a bundle is made to be run like this.
  const make = Function as unknown as (...texts: string[]) => (...args: unknown[]) => void;
  make('exports', 'console', `"use strict";${code}`)(exports, console);
  return { code, map, printed, ...exports };
}
