import assert from 'node:assert/strict';
import { bundleObjective } from '../../../src/objective/bundle';
import type { EvaluatedBundle, SourceBundle } from '../../../src/protocol/objective';
import { analysed, brief, reader } from './helpers';

const objective = (tag: string, rest: string, parameters = '{ w, b } = { w: [0], b: 0 }') =>
  `/** @evaluate ${tag} */\nfunction batch(${parameters}, { step }) { return step }\n${rest}`;

/** What the tags of the first objective of a text complain of. */
const complaints = (text: string) => brief(analysed(text).objectives[0]!.tags.problems);

describe('@evaluate', () => {
  it('takes every 10 steps unless it is said', () => {
    const text = objective('full', 'const full = ({ w, b }) => w[0] + b;');
    const { tags } = analysed(text).objectives[0]!;
    const place = { file: 'a.ts', line: 1, column: 15, endLine: 1, endColumn: 19 };
    assert.deepEqual(tags.evaluate, { name: 'full', every: 10, place });
    assert.deepEqual(complaints(text), []);
  });

  it('says at its place what it cannot read', () => {
    const problems = (tag: string) => complaints(objective(tag, ''));
    assert.deepEqual(problems('every=10'), ['tag.evaluate 1:15-1:23']);
    assert.deepEqual(problems('full often'), ['evaluate.option often 1:15-1:25']);
    assert.deepEqual(problems('full each=3'), ['evaluate.option each 1:15-1:26']);
    for (const every of ['0', '-1', '1.5', 'x', '2000000000']) {
      const wanted = [`evaluate.every 1000000000 ${every} 1:15-1:${26 + every.length}`];
      assert.deepEqual(problems(`full every=${every}`), wanted);
    }
  });

  it('names a function of the file that takes the same arguments without the context', () => {
    const at = '1:15-1:19';
    const cases: [string, string[]][] = [
      ['', [`evaluate.unknown full – ${at}`]],
      ['function other({ w, b }) {}', [`evaluate.unknown full other ${at}`]],
      ['function full({ w, b }, { step }) {}', [`evaluate.context full ${at}`]],
      ['function full() {}', ['no-parameters full 3:10-3:14']],
      ['function full(w, b) {}', [`evaluate.count full 2 1 batch ${at}`]],
      ['function full({ w, c }) {}', [`evaluate.name full c batch w, b ${at}`]],
      ['function full({ w: [first], b }) {}', []],
      ['function full(theta) {}', []],
      ['function full(...theta) {}', []],
      ['async function full({ w }) {}', ['async 3:16-3:20']],
    ];
    for (const [rest, wanted] of cases) {
      assert.deepEqual(complaints(objective('full', rest)), wanted, rest);
    }
  });

  it('sees arguments that stand in another order', () => {
    const text = objective('full', 'const full = (y, x) => x;', 'x = 1, y = 2');
    assert.deepEqual(complaints(text), ['evaluate.name full y batch x 1:15-1:19']);
    const renamed = objective('full', 'const full = (a, b) => a;', 'x = 1, y = 2');
    assert.deepEqual(complaints(renamed), []);
  });

  it('names static methods and the default export, too', () => {
    const method = 'class Model { static full(theta) { return 0 } }';
    assert.deepEqual(complaints(objective('Model.full', method)), []);
    const unnamed = 'export default (theta) => 0;';
    assert.deepEqual(complaints(objective('default', unnamed)), []);
  });
});

async function bundled(files: Record<string, string>): Promise<{
  bundle: SourceBundle;
  evaluated: EvaluatedBundle;
  alone: SourceBundle;
}> {
  const [[file, text]] = Object.entries(files) as [[string, string]];
  const analysis = analysed(text, file);
  const made = await bundleObjective(analysis, analysis.objectives[0]!, reader(files), 'full');
  const alone = await bundleObjective(analysis, analysis.objectives[0]!, reader(files));
  if ('problems' in made) assert.fail(brief(made.problems).join('\n'));
  if ('problems' in alone) assert.fail(brief(alone.problems).join('\n'));
  return { bundle: made.bundle, evaluated: made.bundle.evaluated!, alone: alone.bundle };
}

/** Runs a bundle's code with numbers 1, 2, 3 … for random ones. */
function run(code: string): { evaluated: (...args: unknown[]) => unknown; start: () => unknown } {
  const exports = {};
  let count = 0;
  const counting = { random: () => ++count };
  // eslint's own rule against it is meant for the product; a bundle is made to be run like this.
  const make = Function as unknown as (...texts: string[]) => (...args: unknown[]) => void;
  make('exports', 'Math', code)(exports, counting);
  return exports as ReturnType<typeof run>;
}

describe('bundleObjective with a function beside the objective', () => {
  it('leaves the objective’s own code as it is and puts what only the other needs behind it', async () => {
    const files = {
      'a.ts': `
const test: number[] = [Math.random()];
const train: number[] = [Math.random()];
export function batch(x = 3) { return x * train[0]! }
console.log(batch(), full);
function full(x: number) { return [x, train[0], test[0]] }
`,
    };
    const { bundle, evaluated, alone } = await bundled(files);
    assert.deepEqual(bundle, { ...alone, evaluated });
    assert.equal(evaluated.name, 'full');
    assert.deepEqual(evaluated.place, {
      file: 'a.ts',
      line: 6,
      column: 10,
      endLine: 6,
      endColumn: 14,
    });
    const { evaluated: full, start } = run(evaluated.code);
    assert.deepEqual(start(), [3]);
    // The objective's data is drawn first, though it stands behind.
    assert.deepEqual(full(7), [7, 1, 2]);
  });

  it('does so in every file and runs imports of its own last', async () => {
    const files = {
      'a.ts': `
import { other } from './other';
import { train, test } from './data';
export const batch = (x = 3) => x * train[0]!;
export const full = (x: number) => [x, train[0], test[0], other];
`,
      'data.ts': 'export const test = [Math.random()];\nexport const train = [Math.random()];',
      'other.ts': 'export const other = Math.random();',
    };
    const { bundle, evaluated, alone } = await bundled(files);
    assert.equal(bundle.code, alone.code);
    assert.deepEqual(evaluated.lines, { 'a.ts': 6, 'data.ts': 2 });
    assert.deepEqual(run(evaluated.code).evaluated(7), [7, 1, 2, 3]);
  });
});
