import assert from 'node:assert/strict';
import { adamscope, ensureBuilt, folderWith } from './support';

/** Each tag is wrong, and beside it the flag that takes its place. */
const cases: Record<string, [flag: string, value: string]> = {
  '@steps 1.5': ['--steps', '3'],
  '@seed x': ['--seed', '4'],
  '@start 1, 2': ['--start', '[5]'],
  '@schedule warmup(0)': ['--schedule', 'warmup(2)'],
  '@clip norm=-1': ['--clip', 'norm=1'],
  '@evaluate nothing': ['--evaluate', 'full'],
  '@evaluate asks': ['--evaluate', 'full'],
};
const source = (tag: string) => `/** ${tag} @optimizer sgd lr=0.5 */
export const f = (x = 1) => x * x;
export const full = (x: number) => 10 * x;
export async function asks(x: number) {
  return x;
}
`;

describe('a tag that is wrong', function () {
  this.timeout(120_000);
  let folder = '';
  let remove = (): void => undefined;
  before(ensureBuilt);
  before(() => {
    const files = Object.keys(cases).map((tag, k) => [`${k}.ts`, source(tag)] as const);
    ({ folder, remove } = folderWith({
      ...Object.fromEntries(files),
      'all.ts': source(Object.keys(cases).slice(0, -1).join(' ')),
    }));
  });
  after(() => remove());

  it('keeps its objective from being run', async () => {
    for (const [k, tag] of Object.keys(cases).entries()) {
      const { status, stderr } = await adamscope(['trace', `${k}.ts#f`, '--format', 'csv'], folder);
      assert.equal(status, 1, tag);
      assert.match(stderr, new RegExp(`^${k}\\.ts:(1|4):\\d+: `), tag);
    }
  });

  it('is not looked at where a flag takes its place', async () => {
    const last = Object.keys(cases).length - 1;
    const evaluate = Object.values(cases)[last]!;
    const alone = await adamscope(['trace', `${last}.ts#f`, '--steps', '1', ...evaluate], folder);
    assert.deepEqual([alone.status, alone.stderr], [0, '']);
    const flags = Object.values(cases).flat();
    const { status, stdout, stderr } = await adamscope(['trace', 'all.ts#f', ...flags], folder);
    assert.deepEqual([status, stderr], [0, '']);
    const { steps, seed, theta, schedule, clip, evaluate: said } = JSON.parse(stdout) as Traced;
    assert.deepEqual([steps, seed, theta[0]], [3, 4, [5]]);
    assert.deepEqual([schedule, clip.norm], ['warmup(2)', 1]);
    assert.deepEqual(said, { name: 'full', every: 10 });
    const compared = await adamscope(
      ['compare', 'all.ts#f', '--optimizer', 'sgd,adam', ...flags],
      folder,
    );
    assert.equal(compared.status, 0, compared.stderr);
  });
});

interface Traced {
  steps: number;
  seed: number;
  theta: number[][];
  schedule: string;
  clip: { norm: number };
  evaluate: { name: string; every: number };
}
