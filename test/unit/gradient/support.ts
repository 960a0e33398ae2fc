import assert from 'node:assert/strict';
import { compileProgram, type Program, type ProgramOptions } from '../../../src/autodiff/program';
import type { SourceBundle } from '../../../src/protocol/objective';
import { brief, bundled } from '../objective/helpers';

/** The bundle of `f` in a text, or in the first of some files. */
export async function bundleOf(text: string | Record<string, string>): Promise<SourceBundle> {
  const result = await bundled(text, 'f');
  assert.ok('bundle' in result, 'problems' in result ? brief(result.problems).join() : '');
  return result.bundle;
}

/** @param options over a quiet console and seed 3 */
export async function programOf(
  text: string,
  options: Partial<ProgramOptions> = {},
): Promise<Program> {
  const usual = { seed: 3, start: null, console: () => undefined };
  return compileProgram(await bundleOf(text), { ...usual, ...options });
}
