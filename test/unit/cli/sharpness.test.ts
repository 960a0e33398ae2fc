import assert from 'node:assert/strict';
import { adamscope, beside, type Outcome } from './support';

const files = {
  'bowl.ts': `/** @optimizer sgdm lr=0.1 momentum=0.5 @steps 25 */
export const bowl = ([x, y] = [1, 2]) => x * x + 4 * y * y;
/** @steps 5 */
export const wide = (p = new Array(60).fill(1)) => p.reduce((s: number, x: number) => s + x * x, 0);
`,
};

interface Traced {
  sharpness?: (number | null)[];
  sharpnessEvery?: number;
  sharpnessBound?: number | null;
  loss: number[];
}

describe('adamscope trace --sharpness', function () {
  const place = beside(this, files);
  const run = (...args: string[]): Promise<Outcome> => adamscope(['trace', ...args], place.folder);
  const read = ({ stdout }: Outcome) => JSON.parse(stdout) as Traced;

  it('adds the series, how often and the bound, and says what it shows', async () => {
    const outcome = await run('--sharpness', 'bowl.ts#bowl');
    assert.equal(outcome.status, 0, outcome.stderr);
    const { sharpness, sharpnessEvery, sharpnessBound } = read(outcome);
    assert.deepEqual([sharpnessEvery, sharpnessBound], [1, 3]);
    assert.equal(sharpness!.length, 25);
    for (const value of sharpness!) assert.ok(Math.abs(value! - 0.8) < 1e-15, `${value}`);
    assert.equal(
      outcome.stderr,
      'adamscope: note: Sharpness stayed below 3: at most 0.8, at step 1.\n',
    );
    const plain = read(await run('bowl.ts#bowl'));
    assert.equal(plain.sharpness, undefined);
    assert.deepEqual(plain.loss, read(outcome).loss);
  });

  it('computes it every so many steps and at the last, as JSON and CSV', async () => {
    const args = ['bowl.ts#bowl', '--sharpness', 'every=10'];
    const { sharpness } = read(await run(...args));
    const due = sharpness!.flatMap((value, k) => (value === null ? [] : [k + 1]));
    assert.deepEqual(due, [10, 20, 25]);
    const { stdout } = await run(...args, '--format', 'csv');
    const [head, ...rows] = stdout.trimEnd().split('\n');
    const column = head!.split(',').indexOf('sharpness');
    const filled = rows.flatMap((row) =>
      row.split(',')[column] === '' ? [] : [row.split(',')[0]],
    );
    assert.deepEqual(filled, ['10', '20', '25']);
  });

  it('writes the trace without it where there can be none, says why, and exits with 2', async () => {
    const wide = await run('bowl.ts#wide', '--sharpness');
    assert.equal(wide.status, 2);
    assert.equal(read(wide).loss.length, 5);
    assert.equal(read(wide).sharpness, undefined);
    assert.match(
      wide.stderr,
      /note: Sharpness needs the whole Hessian, of at most 50 coordinates; there are 60\.\n$/,
    );
    const lion = await run('bowl.ts#bowl', '--optimizer', 'lion', '--sharpness');
    assert.deepEqual([lion.status, read(lion).sharpness], [2, undefined]);
    assert.match(lion.stderr, /note: The step of Lion is no linear function of the gradient/);
  });

  it('refuses what says nothing of how often', async () => {
    for (const value of ['every=0', 'every=1.5', 'often', 'every=2,by=3']) {
      const refused = await run('bowl.ts#bowl', `--sharpness=${value}`);
      assert.equal(refused.status, 2, value);
      assert.equal(refused.stdout, '');
      assert.equal(
        refused.stderr.split('\n')[0],
        `adamscope: --sharpness takes how often, as in every=10, not “${value}”.`,
      );
    }
  });
});
