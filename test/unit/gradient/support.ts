import assert from 'node:assert/strict';
import { compileProgram, type Program } from '../../../src/autodiff/program';
import type { SourceBundle } from '../../../src/protocol/objective';
import { brief, bundled } from '../objective/helpers';

/** The bundle of `f` in a text, or in the first of some files. */
export async function bundleOf(text: string | Record<string, string>): Promise<SourceBundle> {
  const result = await bundled(text, 'f');
  assert.ok('bundle' in result, 'problems' in result ? brief(result.problems).join() : '');
  return result.bundle;
}

export async function programOf(text: string, again = () => undefined): Promise<Program> {
  const options = { seed: 3, start: null, console: () => undefined, again };
  return compileProgram(await bundleOf(text), options);
}
