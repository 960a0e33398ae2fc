import assert from 'node:assert/strict';
import { analyse } from '../../../src/objective/analyse';
import { bundleObjective } from '../../../src/objective/bundle';
import { bundled, reader } from './helpers';

/** The code of the one problem that a text has, analysed and bundled; null without one. */
async function problemOf(text: string): Promise<string | null> {
  const analysis = analyse(text, 'a.ts', 'typescript');
  if (analysis.problem) return analysis.problem.code;
  const result = await bundleObjective(analysis, analysis.objectives[0]!, reader({}));
  return 'problems' in result ? result.problems.map(({ code }) => code).join() : null;
}

describe('code nested too deeply', () => {
  const sum = (terms: number) =>
    `export const f = (x = 1) => ${Array.from({ length: terms }, () => 'x').join('+')};`;
  const deep = 'objective.too-deep';

  it('is told, wherever the stack ends', async function () {
    this.timeout(20_000);
    const found = [];
    for (let terms = 500; terms <= 32_000; terms = Math.ceil(terms * 1.1)) {
      found.push(await problemOf(sum(terms)));
    }
    const first = found.indexOf(deep);
    assert.ok(first > 0, String(found));
    assert.deepEqual(new Set(found.slice(0, first)), new Set([null]));
    assert.equal(found.at(-1), deep);
  });

  it('of an imported file, too', async () => {
    const result = await bundled({
      'a.ts': 'import { f } from "./m"; export const g = (x = 1) => f(x);',
      'm.ts': sum(30_000),
    });
    assert.deepEqual('problems' in result && result.problems, [
      { code: deep, arguments: [], place: { file: 'm.ts', line: 1, column: 1 } },
    ]);
  });
});
