import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { adamscope, ensureBuilt, folderWith } from '../cli/support';

const mine = `export const mine = {
  hyperparameters: { lr: 0.25 },
  init: () => ({ steps: 0 }),
  update: ({ g, t, h }: { g: Float64Array; t: number; h: { lr: number } }) => ({
    update: g.map((gi) => -h.lr * gi),
    state: { steps: t },
  }),
};
export const broken = { ...mine, update: () => null };
`;
const files = {
  'f.ts': `/** @optimizer ./optimizers/mine.ts#mine lr=0.5
 * @steps 2
 */
export function f(a = 8, [b, c] = [4, 2]) { return (a * a + b * b + c * c) / 2; }
/** @optimizer ./mine.ts#mine */
export function g(x = 1) { return x * x; }
/** @optimizer #here */
export function h(x = 1) { return x * x; }
/** @optimizer #here lr=1 */
export function k(x = 1) { return x * x; }
export class here {
  static hyperparameters = { rate: 1 };
  static init() { return {}; }
  static update() { return { update: [-0.5] }; }
}
`,
};

interface Traced {
  optimizer: string;
  theta: number[][];
  steps: number[];
  lr: number[];
}

describe("the command line with a user's own optimizer", function () {
  this.timeout(60_000);
  before(ensureBuilt);
  let folder: string;
  let remove: () => void;
  before(() => {
    ({ folder, remove } = folderWith(files));
    mkdirSync(path.join(folder, 'optimizers'));
    writeFileSync(path.join(folder, 'optimizers', 'mine.ts'), mine);
  });
  after(() => remove());

  const run = (...args: string[]) => adamscope(args, folder);
  const traced = async (...args: string[]) => {
    const { status, stdout, stderr } = await run('trace', ...args);
    assert.deepEqual([status, stderr], [0, '']);
    return JSON.parse(stdout) as Traced;
  };

  it('traces with the optimizer of a tag, found beside the file', async () => {
    const { optimizer, theta, steps } = await traced('f.ts#f');
    assert.equal(optimizer, './optimizers/mine.ts#mine');
    assert.deepEqual(theta, [
      [8, 4, 2],
      [4, 2, 1],
      [2, 1, 0.5],
    ]);
    assert.deepEqual(steps, [1, 2]);
    assert.deepEqual((await traced('f.ts#h', '--steps', '2')).theta, [[1], [0.5], [0]]);
  });

  it('traces with the optimizer of a flag, found from the working folder', async () => {
    const given = ['--optimizer', 'optimizers/mine.ts#mine', '--steps', '1'];
    assert.deepEqual((await traced('f.ts#g', ...given)).theta, [[1], [0.5]]);
    const own = ['--hyperparameters', '{"lr":0.5}'];
    assert.deepEqual((await traced('f.ts#g', ...given, ...own)).theta, [[1], [0]]);
  });

  it('has groups and schedules', async () => {
    const given = ['--group', 'a lr=0', '--schedule', 'warmup(2)', '--steps', '2'];
    const { theta } = await traced('f.ts#f', ...given);
    assert.deepEqual(theta, [
      [8, 4, 2],
      [8, 3, 1.5],
      [8, 1.5, 0.75],
    ]);
  });

  it('says where a name leads nowhere, and where an optimizer fails', async () => {
    const missing = await run('trace', 'f.ts#g');
    assert.deepEqual(
      [missing.status, missing.stderr],
      [1, 'f.ts:5:16: There is no file “./mine.ts” for the optimizer.\n'],
    );
    const flag = await run('trace', 'f.ts#g', '--optimizer', './mine.ts#mine');
    assert.deepEqual(
      [flag.status, flag.stderr],
      [2, 'adamscope: There is no file “./mine.ts” for the optimizer.\n'],
    );
    const broken = await run('trace', 'f.ts#g', '--optimizer', 'optimizers/mine.ts#broken');
    assert.equal(broken.status, 1);
    assert.equal(
      broken.stderr,
      'optimizers/mine.ts:9:34: update must return { update, state }, not null (step 1).\n',
    );
  });

  it('says at the tag which hyper-parameter there is none of; with 2 where a flag names it', async () => {
    const words = (name: string) => `#here has no hyper-parameter “${name}”. It has: rate.\n`;
    const tagged = await run('trace', 'f.ts#k');
    assert.deepEqual([tagged.status, tagged.stderr], [1, `f.ts:9:16: ${words('lr')}`]);
    const given = ['--hyperparameters', '{"lr":1}'];
    const flag = await run('trace', 'f.ts#h', ...given);
    assert.deepEqual([flag.status, flag.stderr], [2, `f.ts:8:17: ${words('lr')}`]);
    const group = await run('trace', 'f.ts#h', '--group', 'x lr=1');
    assert.deepEqual([group.status, group.stderr], [2, `f.ts:8:17: ${words('lr')}`]);
  });

  it('compares with others', async () => {
    const args = ['--optimizer', 'sgd,optimizers/mine.ts#mine', '--format', 'json', '--steps', '1'];
    const { status, stdout } = await run('compare', 'f.ts#g', ...args);
    assert.equal(status, 0);
    const { runs } = JSON.parse(stdout) as { runs: { label: string; finalLoss: number }[] };
    assert.deepEqual(
      runs.map(({ label, finalLoss }) => [label, finalLoss]),
      [
        ['sgd', 0.998 ** 2],
        ['optimizers/mine.ts#mine', 0.25],
      ],
    );
  });

  it('grades: 0 it matches, 1 it does not, 2 it could not be checked', async () => {
    const check = (...args: string[]) => run('check-optimizer', ...args);
    const same = await check('optimizers/mine.ts#mine', '--against', 'sgd', '--steps', '20');
    assert.deepEqual([same.status, same.stdout], [0, 'matches sgd (pytorch) for 20 steps\n']);
    assert.match(same.stderr, /^compared: Δθ, with lr=0\.25 /);
    const other = await check('optimizers/mine.ts#mine');
    assert.deepEqual(
      [other.status, other.stdout],
      [1, 'optimizers/mine.ts:4:3: step 1, Δθ[x]: yours 53.9, reference 0.25\n'],
    );
    const fails = await check('optimizers/mine.ts#broken');
    assert.deepEqual([fails.status, fails.stdout], [1, '']);
    for (const args of [
      ['f.ts'],
      ['f.ts#nothing'],
      ['none.ts#mine'],
      ['optimizers/mine.ts#mine', '--against', 'nobody'],
      ['optimizers/mine.ts#mine', '--steps', '0'],
      ['optimizers/mine.ts#mine', '--hyperparameters', '[]'],
    ]) {
      const { status, stdout, stderr } = await check(...args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /^adamscope: /);
    }
  });
});
