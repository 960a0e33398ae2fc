import assert from 'node:assert/strict';
import { transformSync } from 'esbuild';
import { compileProgram, type Program } from '../../../src/autodiff/program';
import { bundled } from '../objective/helpers';
import { centralDifferences, close } from '../autodiff/numerical';
import { language } from './language';
import { numerics } from './numerics';

/** The value that Node gives to the file's one export, at its defaults. */
function plainValue(text: string): number {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2022' });
  const module: { exports: Record<string, () => number> } = { exports: {} };
  const run = Reflect.construct(Function, ['module', 'exports', `"use strict";${code}`]) as (
    ...given: unknown[]
  ) => void;
  run(module, module.exports);
  return Object.values(module.exports)[0]!();
}

async function programOf(text: string): Promise<Program> {
  const found = await bundled(text, /export (?:const|function) ([^\s(=:]+)/.exec(text)![1]);
  assert.ok('bundle' in found, JSON.stringify(found));
  return compileProgram(found.bundle, { seed: 0, start: null, console: () => undefined });
}

describe('programs, from their text to value and gradient', () => {
  for (const [name, text] of Object.entries({ ...numerics, ...language })) {
    it(name, async () => {
      const program = await programOf(text);
      const { start } = program;
      assert.ok(Object.is(program.value(start, 1), plainValue(text)), 'as Node computes it');
      const beside = start.map((x, i) => x + 0.013 * Math.sin(i + 1));
      for (const theta of [start, beside]) {
        const gradient = new Float64Array(theta.length);
        const value = program.valueAndGradient(theta, 1, gradient);
        assert.ok(Object.is(value, program.value(theta, 1)), 'the same with the gradient');
        const expected = centralDifferences((at) => program.value(at, 1), theta);
        close([...gradient], expected, 1e-5);
      }
    });
  }
});
