import assert from 'node:assert/strict';
import { adamscope, beside, type Outcome } from './support';

const files = {
  'bowl.ts': `/** @optimizer adam lr=0.1 @steps 20 */
export const bowl = ([x, y] = [1, 2]) => x * x + 4 * y * y;
/** @optimizer sgd lr=0.1 @steps 20 */
export const fails = (x = 1, { step }: { step: number }) => {
  if (step === 8) throw new Error('eight');
  return x * x;
};
`,
};

interface Traced {
  optimizer: string;
  hyperparameters: { lr: number };
  fromStep?: number;
  beganAnew?: boolean;
  steps: number;
  finalLoss: number;
  loss: number[];
  theta: number[][];
  m: number[][];
}

describe('adamscope trace --from-step', function () {
  const place = beside(this, files);
  const run = (...args: string[]): Promise<Outcome> => adamscope(['trace', ...args], place.folder);
  const read = (outcome: Outcome) => {
    assert.equal(outcome.status, 0, outcome.stderr);
    return JSON.parse(outcome.stdout) as Traced;
  };

  it('writes the rest of the run, to the bit', async () => {
    const whole = read(await run('bowl.ts#bowl'));
    const fork = read(await run('bowl.ts#bowl', '--from-step', '12'));
    assert.deepEqual([fork.fromStep, fork.beganAnew, fork.steps], [12, false, 20]);
    assert.deepEqual(fork.loss, whole.loss.slice(12));
    assert.deepEqual(fork.theta, whole.theta.slice(12));
    assert.deepEqual(fork.m, whole.m.slice(12));
    assert.equal(fork.finalLoss, whole.finalLoss);
    assert.equal(whole.fromStep, undefined);
  });

  it('goes on with what differs, as JSON and CSV', async () => {
    const args = ['bowl.ts#bowl', '--from-step', '12', '--fork'];
    const slower = read(await run(...args, 'lr=0.01 steps=15'));
    assert.deepEqual([slower.steps, slower.hyperparameters.lr, slower.loss.length], [15, 0.01, 3]);
    const other = read(await run(...args, 'nadam'));
    assert.deepEqual([other.optimizer, other.beganAnew], ['nadam', true]);
    const csv = (await run(...args, 'lr=0.01', '--format', 'csv')).stdout.split('\n');
    assert.deepEqual(
      csv.slice(1, 4).map((line) => line.split(',', 1)[0]),
      ['12', '13', '14'],
    );
  });

  it('says what it cannot go on from', async () => {
    const refused = async (...args: string[]) => {
      const { status, stdout, stderr } = await run('bowl.ts#bowl', ...args);
      assert.deepEqual([status, stdout], [2, '']);
      return stderr.split('\n')[0];
    };
    assert.equal(
      await refused('--fork', 'lr=1'),
      'adamscope: --fork needs --from-step: the step from which to go on.',
    );
    assert.equal(
      await refused('--from-step', 'two'),
      'adamscope: --from-step must be a whole number of at least 0, not “two”.',
    );
    assert.equal(
      await refused('--from-step', '21'),
      'adamscope: A fork of step 21 cannot end at step 20.',
    );
    assert.match((await refused('--from-step', '2', '--fork', 'lr=-1'))!, /^adamscope: .*lr.*-1/);
  });

  it('writes the parent where that does not come so far', async () => {
    const { status, stdout, stderr } = await run('bowl.ts#fails', '--from-step', '12');
    assert.equal(status, 1);
    assert.match(stderr, /eight/);
    const { steps, fromStep } = JSON.parse(stdout) as Traced;
    assert.deepEqual([steps, fromStep], [7, undefined]);
  });

  it('names the flag where the steps are very many', async () => {
    const { status, stderr } = await run('bowl.ts#bowl', '--steps', '100000000');
    assert.deepEqual(
      [status, stderr.split('\n')[0]],
      [
        2,
        'adamscope: The losses of 100,000,000 steps alone take 800 MB. Use --trace-size MEGABYTES to say how much the trace may take.',
      ],
    );
  });
});
