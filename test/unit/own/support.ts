import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../src/autodiff/objectiveError';
import { ownOptimizer } from '../../../src/engine/own/core';
import { runTrace } from '../../../src/engine/trace';
import { inEnglish } from '../../../src/messages';
import { bundleOptimizer } from '../../../src/objective/ownOptimizer';
import type { RunEnd, TraceJob } from '../../../src/protocol/engine';
import type { Message } from '../../../src/protocol/message';
import type { OptimizerBundle } from '../../../src/protocol/objective';
import { job, Recorder, rosenbrock } from '../engine/fake';
import { spec } from '../optimizers/support';

/** The bundle of `mine.ts#NAME`, whose text this is. */
export async function bundled(
  text: string,
  name = 'mine',
  others: Record<string, string> = {},
): Promise<OptimizerBundle> {
  const files: Record<string, string> = { 'mine.ts': text, ...others };
  const made = await bundleOptimizer(`./mine.ts#${name}`, 'f.ts', (path) =>
    Promise.resolve(files[path] ?? null),
  );
  if ('problems' in made) assert.fail(made.problems.map(said).join('\n'));
  return made.bundle;
}

/** Rosenbrock's valley from (−1.2, 1), walked by the pair in `text`. */
export async function walked(
  text: string,
  changes: Partial<TraceJob> = {},
): Promise<{ end: RunEnd; output: Recorder; printed: string[] }> {
  const program = rosenbrock();
  const output = new Recorder();
  const printed: string[] = [];
  const options = { seed: 0, console: (_: string, line: string) => printed.push(line) };
  const asked = job({
    ...{ ...spec(), optimizer: './mine.ts#mine', hyperparameters: {}, dialect: 'paper' },
    ...changes,
  });
  const own = ownOptimizer(await bundled(text), program.leaves, program.start, options);
  return { end: runTrace(asked, program, output, own), output, printed };
}

/** What is said of a pair that cannot run, `line:column words`. */
export async function refusal(text: string, changes: Partial<TraceJob> = {}): Promise<string> {
  try {
    const { end } = await walked(text, changes);
    return end.error ? said(end.error.message) : end.state;
  } catch (error) {
    if (error instanceof ObjectiveError) return said(error.said);
    throw error;
  }
}

export function said({ place, ...message }: Message): string {
  const words = inEnglish(message);
  return place ? `${place.file}:${place.line}:${place.column} ${words}` : words;
}
