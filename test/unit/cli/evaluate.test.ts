import assert from 'node:assert/strict';
import { adamscope, beside, type Outcome } from './support';

const files = {
  'batches.ts': `const data = Array.from({ length: 4 }, () => Math.random());
/** @evaluate fullLoss every=2 @steps 5 @optimizer sgd lr=0.1 */
export function batch(x = 3, { step }: { step: number }) {
  return (x - data[step % 4]!) ** 2;
}
export const fullLoss = (x: number) => data.reduce((sum, d) => sum + (x - d) ** 2, 0) / 4;
export const other = (x: number) => 10 * x;
`,
  'unknown.ts': `/** @evaluate fulloss */
export const batch = (x = 3, { step }: { step: number }) => x * step;
export const fullLoss = (x: number) => x;
`,
  'fails.ts': `/** @evaluate fullLoss every=4 @steps 5 */
export const batch = (x = 3) => x * x;
export function fullLoss(x: number) {
  if (x < 3) throw new Error('no loss here');
  return x;
}
`,
};

interface Traced {
  evaluate?: { name: string; every: number };
  evaluatedLoss?: (number | null)[];
  theta: [number][];
}

describe('adamscope --evaluate', function () {
  const place = beside(this, files);
  const run = (...args: string[]): Promise<Outcome> => adamscope(args, place.folder);
  const traced = async (...args: string[]): Promise<Traced> => {
    const { status, stdout, stderr } = await run('trace', ...args);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Traced;
  };

  it('evaluates what the tag names, and what the flag names in its place', async () => {
    const tagged = await traced('batches.ts#batch');
    assert.deepEqual(tagged.evaluate, { name: 'fullLoss', every: 2 });
    const has = tagged.evaluatedLoss!.map((value) => value !== null);
    assert.deepEqual(has, [true, false, true, false, true, true]);
    const flag = await traced('batches.ts#batch', '--evaluate', 'other,every=5');
    const theta = flag.theta.map(([x]) => x);
    assert.deepEqual(theta, tagged.theta.flat());
    assert.deepEqual(flag.evaluatedLoss, [30, null, null, null, null, 10 * theta[5]!]);
    const usual = await traced('batches.ts#batch', '--evaluate', 'other');
    assert.deepEqual(usual.evaluate, { name: 'other', every: 10 });
  });

  it('says where the file names no such function, and what is wrong with the flag', async () => {
    const { status, stderr } = await run('trace', 'unknown.ts#batch');
    assert.equal(status, 1);
    assert.equal(
      stderr,
      'unknown.ts:1:15: There is no function “fulloss” in this file to be evaluated. It has: fullLoss.\n',
    );
    const wrong = {
      nothing:
        'There is no function “nothing” in this file to be evaluated. It has: fullLoss, other.',
      'other,every=0': 'every must be a whole number of steps from 1 to 1000000000, not “0”.',
      'other,often': '“often” says nothing of an evaluation: only every=STEPS does.',
      'every=3':
        '--evaluate needs a function and how often, as in fullLoss,every=10, not “every=3”.',
      batch: '“batch” takes the context, which an evaluation beside the loss does not have.',
    };
    for (const [value, sentence] of Object.entries(wrong)) {
      const refused = await run('trace', 'batches.ts#batch', '--evaluate', value);
      assert.equal(refused.status, 2, value);
      assert.equal(refused.stderr.split('\n')[0], `adamscope: ${sentence}`);
      assert.equal(refused.stdout, '');
    }
  });

  it('traces on where the function throws, with a note at its place', async () => {
    const { status, stdout, stderr } = await run('trace', 'fails.ts#batch');
    assert.equal(status, 0);
    assert.deepEqual((JSON.parse(stdout) as Traced).evaluatedLoss, [
      3,
      ...Array<null>(5).fill(null),
    ]);
    assert.deepEqual(stderr.trim().split('\n'), [
      'fails.ts:3:17: note: fullLoss could not be evaluated at step 4: it has no value there, and the run goes on.',
      'fails.ts:4:20: note: Error: no loss here',
    ]);
  });

  it('compares by it and says so', async () => {
    const args = ['batches.ts#batch', '--optimizer', 'sgd,adam'];
    const trace = await traced('batches.ts#batch');
    const { stdout } = await run('compare', ...args, '--format', 'json');
    const compared = JSON.parse(stdout) as {
      remarks: string[];
      runs: { startLoss: number; finalLoss: number; bestLoss: number; bestStep: number }[];
    };
    assert.equal(compared.remarks[0], 'losses are those of fullLoss, evaluated every 2 steps');
    const [sgd] = compared.runs;
    assert.equal(sgd!.startLoss, trace.evaluatedLoss![0]);
    assert.equal(sgd!.finalLoss, trace.evaluatedLoss![5]);
    assert.deepEqual([sgd!.bestLoss, sgd!.bestStep], [trace.evaluatedLoss![5], 5]);
    const swept = await run('compare', ...args, '--sweep', 'lr=0.1:1:2', '--format', 'csv');
    const row = swept.stdout.split('\n')[1]!.split(',');
    assert.deepEqual([row[0], row[1], row[4]], ['sgd', '0.1', String(trace.evaluatedLoss![5])]);
  });
});
