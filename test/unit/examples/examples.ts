import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { compileProgram, type Program } from '../../../src/autodiff/program';
import { bundleObjective } from '../../../src/objective/bundle';
import { analysed } from '../objective/helpers';

export const rungs = ['compiled', 'tape'] as const;

/** Paths below `examples/`. */
export async function exampleFiles(): Promise<string[]> {
  const all = await readdir('examples', { recursive: true });
  return all.filter((file) => file.endsWith('.ts')).map((file) => file.replaceAll('\\', '/'));
}

/** The program of `FILE#SELECTOR` below `examples/`, from its text on, and the minimum it is tagged with. */
export async function onRung(
  name: string,
  gradient: (typeof rungs)[number],
): Promise<{ program: Program; minimum: number[] | null }> {
  const [file, selector] = name.split('#') as [string, string];
  const analysis = analysed(readFileSync(`examples/${file}`, 'utf8'), file);
  const objective = analysis.objectives.find((each) => each.selector === selector);
  assert.ok(objective, name);
  assert.deepEqual(objective.tags.problems, []);
  const made = await bundleObjective(analysis, objective, () => Promise.resolve(null));
  assert.ok('bundle' in made, JSON.stringify(made));
  const options = { seed: 0, start: null, console: () => undefined, gradient };
  return { program: compileProgram(made.bundle, options), minimum: objective.tags.minimum };
}
