import assert from 'node:assert/strict';
import { existsSync, linkSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { adamscope, adamscopeInto, ensureBuilt, folderWith } from './support';

const files = {
  'bowl.ts': `import { k } from './k';
import data from './data.json';
export const bowl = (x = 1) => k * x * x * data.a;
`,
  'k.ts': 'export const k = 3;\n',
  'data.json': '{"a":2}\n',
  'mine.js': `export const mine = {
  init: () => ({}),
  update: ({ g, h }) => ({ update: g.map((x) => -h.lr * x) }),
};
`,
};

describe('where the data goes', function () {
  this.timeout(120_000);
  let folder = '';
  let remove = (): void => undefined;

  before(ensureBuilt);
  beforeEach(() => ({ folder, remove } = folderWith(files)));
  afterEach(() => remove());

  const own = ['--optimizer', './mine.js#mine', '--hyperparameters', '{"lr":0.1}'];
  const untouched = () =>
    Object.entries(files).every(
      ([name, text]) => readFileSync(path.join(folder, name), 'utf8') === text,
    );

  for (const [what, out] of Object.entries({
    'the objective': 'bowl.ts',
    'a file that it imports': 'k.ts',
    'its data': 'data.json',
    "the user's own optimizer": 'mine.js',
  })) {
    it(`never over ${what}`, async () => {
      const outcome = await adamscope(['trace', 'bowl.ts', ...own, '--out', out], folder);
      assert.deepEqual(outcome, {
        ...{ status: 2, stdout: '' },
        stderr: `adamscope: --out would overwrite ${out} itself.\n`,
      });
      assert.ok(untouched());
    });
  }

  it('never over the source by another name', async () => {
    linkSync(path.join(folder, 'bowl.ts'), path.join(folder, 'hard.json'));
    symlinkSync('k.ts', path.join(folder, 'soft.json'));
    for (const [out, source] of [
      ['hard.json', 'bowl.ts'],
      ['soft.json', 'k.ts'],
    ] as const) {
      const compared = ['compare', 'bowl.ts', '--optimizer', 'adam,sgd', '--out', out];
      const outcome = await adamscope(compared, folder);
      assert.deepEqual(outcome, {
        ...{ status: 2, stdout: '' },
        stderr: `adamscope: --out would overwrite ${source} itself.\n`,
      });
    }
    assert.ok(untouched());
  });

  const device = existsSync('/dev/full') ? it : it.skip;
  const named = existsSync('/dev/full') ? '' : ' (skipped: there is no /dev/full)';
  device(`to a full device: says so, and nothing else${named}`, () => {
    for (const args of [['trace', 'bowl.ts', '--steps', '3'], ['optimizers'], ['--help']]) {
      assert.deepEqual(adamscopeInto('/dev/full', args, folder), {
        status: 2,
        stderr: 'adamscope: Cannot write to standard output: no space left on the device\n',
      });
    }
  });
});
