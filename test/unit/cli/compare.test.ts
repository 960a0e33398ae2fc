import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { adamscope, beside, read, start, type Outcome } from './support';

const files = {
  'bowl.ts': `/** @optimizer sgd lr=0.25
 * @steps 3
 * @minimum [0, 0]
 */
export function bowl([x, y] = [3, 4]) {
  return x * x + y * y;
}
`,
  'noise.ts': `export function noise(x = 1, { random }: { random(): number }) {
  return (x - random()) ** 2;
}
`,
  'fails.ts': `export function fails(x = 2, { step }: { step: number }) {
  if (step === 4) throw new Error('no more');
  return x * x;
}
`,
  'slow.ts': `export function slow(x = 1, { step }: { step: number }) {
  if (step === 5) console.log('step five');
  let sum = 0;
  for (let i = 0; i < 3000; i++) sum += i;
  return x * x + 0 * sum;
}
`,
  'rosenbrock.ts': `export function rosenbrock([x, y] = [-1.2, 1]) {
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}
`,
};

interface Compared {
  tuned: boolean;
  remarks: string[];
  losses: number[];
  runs: {
    label: string;
    dialect: string;
    hyperparameters: Record<string, number>;
    state: string;
    error: { message: string; step: number } | null;
    steps: number;
    startLoss: number;
    finalLoss: number;
    bestLoss: number;
    bestStep: number;
    stepsTo: (number | null)[];
    distance: number | null;
    millisecondsPerEvaluation: number;
  }[];
  sweep: {
    values: number[];
    seeds: number[];
    optimizers: {
      label: string;
      best: number | null;
      atEdge: boolean;
      points: {
        value: number;
        median: number | string;
        diverged: number;
        isDefault: boolean;
        runs: { seed: number; finalLoss: number }[];
      }[];
    }[];
  } | null;
}

describe('adamscope compare', function () {
  const place = beside(this, files);

  const compare = (...args: string[]): Promise<Outcome> =>
    adamscope(['compare', ...args], place.folder);
  const parsed = (outcome: Outcome) => JSON.parse(outcome.stdout) as Compared;
  const json = ['--format', 'json'];

  it('runs each optimizer as trace does, from the same start, with its own defaults', async () => {
    const outcome = await compare('bowl.ts', '--optimizer', 'adam,sgd,adam@keras', ...json);
    assert.deepEqual([outcome.status, outcome.stderr], [0, '']);
    const { runs, losses, tuned, sweep, remarks } = parsed(outcome);
    const [adam, sgd, keras] = runs;
    assert.deepEqual(
      runs.map(({ label, dialect, state, steps, startLoss }) => [
        ...[label, dialect, state, steps, startLoss],
      ]),
      [
        ['adam', 'pytorch', 'done', 3, 25],
        ['sgd', 'pytorch', 'done', 3, 25],
        ['adam@keras', 'keras', 'done', 3, 25],
      ],
    );
    assert.deepEqual([adam!.hyperparameters.lr, sgd!.hyperparameters.lr], [0.001, 0.25]);
    assert.deepEqual([adam!.hyperparameters.eps, keras!.hyperparameters.eps], [1e-8, 1e-7]);
    // Plain descent halves θ in each step; the floor is the loss at @minimum, 0.
    assert.deepEqual(losses, [3, 0.03, 1e-6]);
    assert.deepEqual(
      [sgd!.finalLoss, sgd!.bestLoss, sgd!.bestStep, sgd!.stepsTo, sgd!.distance],
      [25 / 64, 25 / 64, 3, [2, null, null], 5 / 8],
    );
    assert.ok(sgd!.millisecondsPerEvaluation > 0);
    const traced = read(await adamscope(['trace', 'bowl.ts', '--optimizer', 'adam'], place.folder));
    assert.equal(adam!.finalLoss, traced.finalLoss);
    assert.deepEqual([tuned, sweep], [false, null]);
    assert.deepEqual(remarks, [
      'not tuned: the learning rates are each optimizer’s default, but of sgd what was given',
    ]);
  });

  it('takes start, steps, losses and hyper-parameters by name', async () => {
    const flags = ['--start', '[[0, 8]]', '--steps', '4', '--to', '4,1', ...json];
    const h = '{"sgd":{"lr":0.5},"nesterov":{"lr":0.01}}';
    const outcome = await compare(
      'bowl.ts',
      '--optimizer=sgd,nesterov',
      '--hyperparameters',
      h,
      ...flags,
    );
    const { runs, losses } = parsed(outcome);
    assert.deepEqual(losses, [4, 1]);
    assert.deepEqual([runs[0]!.startLoss, runs[0]!.finalLoss, runs[0]!.stepsTo], [64, 0, [1, 1]]);
    assert.deepEqual([runs[1]!.hyperparameters.lr, runs[1]!.steps], [0.01, 4]);
  });

  it('goes on with the others where a run fails, and exits with 1', async () => {
    const h = '{"sgd":{"lr":1e200}}';
    const args = ['bowl.ts', '--optimizer', 'sgd,adam', '--hyperparameters', h];
    const outcome = await compare(...args, ...json);
    assert.equal(outcome.status, 1);
    const { runs } = parsed(outcome);
    assert.deepEqual(
      runs.map(({ state }) => state),
      ['user-error', 'done'],
    );
    assert.match(outcome.stderr, /^bowl\.ts:6:\d+: sgd: The loss is Infinity at step 1\.$/m);
    const table = await compare(...args);
    assert.match(table.stdout, /^sgd: user-error after 1 of 3 steps$/m);
    const fails = await compare('fails.ts', '--optimizer', 'sgd,adam');
    assert.equal(fails.status, 1);
    assert.match(fails.stderr, /^fails\.ts:2:\d+: sgd: .*no more/m);
    assert.match(fails.stderr, /^fails\.ts:2:\d+: adam: .*no more/m);
  });

  it('shows a table of 80 columns', async () => {
    const eight = 'adam,sgd,sgdm,nesterov,amsgrad,adamw,rmsprop,adagrad@keras';
    const { status, stdout } = await compare(
      'rosenbrock.ts',
      '--optimizer',
      eight,
      '--steps',
      '200',
    );
    assert.equal(status, 0);
    const lines = stdout.split('\n');
    assert.ok(
      lines.every((line) => line.startsWith('adam') || line.length <= 80),
      stdout,
    );
    assert.equal(lines[0], 'rosenbrock, 200 steps, seed 0');
    assert.ok(lines.includes('not tuned: the learning rates are each optimizer’s default'));
    const head = lines.findIndex((line) => line.startsWith('optimizer'));
    assert.equal(lines[head - 1], 'loss 24.2 at the start');
    const names = lines.slice(head + 1, head + 9).map((line) => line.split(' ')[0]);
    assert.deepEqual(names, eight.split(','));
  });

  it('writes CSV, and to a file', async () => {
    const args = ['--optimizer', 'sgd,adam', '--to', '7', '--format', 'csv', '--out', 'runs.csv'];
    assert.deepEqual(await compare('bowl.ts', ...args), { status: 0, stdout: '', stderr: '' });
    const rows = readFileSync(path.join(place.folder, 'runs.csv'), 'utf8').trimEnd().split('\n');
    const [head, sgd] = rows.map((row) => row.split(','));
    assert.deepEqual(head, [
      ...['optimizer', 'state', 'steps', 'finalLoss', 'bestLoss', 'bestStep', 'stepsTo 7'],
      ...['distance', 'millisecondsPerEvaluation'],
    ]);
    const final = String(25 / 64);
    assert.deepEqual(sgd!.slice(0, -1), ['sgd', 'done', '3', final, final, '3', '1', '0.625']);
    assert.equal(rows.length, 3);
  });

  it('sweeps each optimizer over the same grid, then compares the best', async () => {
    const args = ['bowl.ts', '--optimizer', 'sgd,adam', '--sweep', 'lr=0.125:2:5', '--seeds', '4'];
    const outcome = await compare(...args, ...json);
    assert.deepEqual([outcome.status, outcome.stderr], [0, '']);
    const { tuned, sweep, runs, remarks } = parsed(outcome);
    assert.deepEqual([tuned, sweep!.values, sweep!.seeds], [true, [0.125, 0.25, 0.5, 1, 2], [0]]);
    const [sgd, adam] = sweep!.optimizers;
    // θ is multiplied by 1 − 2·lr three times; at lr 2 the loss grows 9 times a step.
    assert.deepEqual(
      sgd!.points.map(({ value, median, diverged, isDefault }) => [
        value,
        median,
        diverged,
        isDefault,
      ]),
      [
        [0.125, 25 * 0.75 ** 6, 0, false],
        [0.25, 25 / 64, 0, true],
        [0.5, 0, 0, false],
        [1, 25, 0, false],
        [2, 'Infinity', 1, false],
      ],
    );
    assert.deepEqual([sgd!.best, sgd!.atEdge], [0.5, false]);
    assert.equal(adam!.points[0]!.value, 0.001);
    assert.deepEqual(
      runs.map(({ finalLoss, hyperparameters }) => [finalLoss, hyperparameters.lr]),
      [sgd, adam].map((of) => {
        const best = of!.points.find(({ value }) => value === of!.best)!;
        return [best.median, best.value];
      }),
    );
    assert.equal(
      remarks[0],
      'tuned: each optimizer with its best lr of 5 from 0.125 to 2; seeds: 1',
    );
    assert.equal(remarks[1], 'The objective draws no random numbers: one seed says all.');
  });

  it('says that the grid is to be widened, and marks the default and the best', async () => {
    const grid = ['--sweep', 'lr=0.125:0.5:3'];
    const { status, stdout } = await compare('bowl.ts', '--optimizer', 'sgd', ...grid);
    assert.equal(status, 0);
    assert.match(stdout, /^0\.25 +0\.391 +default$/m);
    assert.match(stdout, /^0\.5 +0 +best, at the edge$/m);
    assert.match(stdout, /^sgd: the best lr is at the edge of the grid: widen the grid$/m);
  });

  it('spreads over seeds where random numbers are drawn', async () => {
    const grid = ['--sweep', 'lr=0.01:0.1:2', '--seeds', '3', '--seed', '5', '--steps', '20'];
    const outcome = await compare('noise.ts', '--optimizer', 'sgd', ...grid, ...json);
    assert.equal(outcome.status, 0);
    const { sweep } = parsed(outcome);
    assert.deepEqual(sweep!.seeds, [5, 6, 7]);
    for (const { median, diverged, runs } of sweep!.optimizers[0]!.points) {
      // The loss of one draw, (1 − r)², may be near 0 at the start: that is no divergence.
      assert.equal(diverged, 0);
      const losses = runs.map(({ finalLoss }) => finalLoss).sort((a, b) => a - b);
      assert.equal(new Set(losses).size, 3);
      assert.equal(median, losses[1]);
    }
    const csv = await compare('noise.ts', '--optimizer', 'sgd', ...grid, '--format', 'csv');
    const rows = csv.stdout.trimEnd().split('\n');
    assert.equal(rows[0], 'optimizer,lr,seed,state,finalLoss,diverged');
    assert.equal(rows.length, 1 + 3 * 3);
  });

  it('tells why Keras gives another result than PyTorch', async () => {
    const args = ['rosenbrock.ts', '--diff', 'adam@pytorch,adam@keras', '--steps', '30'];
    const { status, stdout, stderr } = await compare(...args);
    assert.deepEqual([status, stderr], [0, '']);
    for (const line of [
      'First relative difference above 1e-9: step 1, the effective learning rate of y',
      'adam@pytorch: lr/(√v̂ + eps)',
      '  = 0.001/(√7744 + 1e-8)',
      'adam@keras: lr·√(1−β₂ᵗ)/(√v + eps)',
      '  = 0.001·√(1−0.999^1)/(√7.744 + 1e-7)',
    ]) {
      assert.ok(stdout.split('\n').includes(line), `${line}\n${stdout}`);
    }
    assert.match(stdout, /^eps beside √v̂, step 1 +1e-8 +3\.16228e-6$/m);
    const written = JSON.parse((await compare(...args, ...json)).stdout) as {
      first: { step: number; quantity: string; owner: string };
      formulas: { label: string; numbers: string }[];
      runs: { label: string; effectiveEps: number }[];
    };
    const { step, quantity, owner } = written.first;
    assert.deepEqual([step, quantity, owner], [1, 'effectiveLearningRate', 'y']);
    assert.deepEqual(
      written.formulas.map(({ label, numbers }) => [label, numbers]),
      [
        ['adam@pytorch', '0.001/(√7744 + 1e-8)'],
        ['adam@keras', '0.001·√(1−0.999^1)/(√7.744 + 1e-7)'],
      ],
    );
    assert.equal(written.runs[1]!.label, 'adam@keras');
    assert.ok(Math.abs(written.runs[1]!.effectiveEps / (1e-7 / Math.sqrt(0.001)) - 1) < 1e-12);
  });

  it('finds no difference above a tolerance that hides it', async () => {
    const args = ['bowl.ts', '--diff', 'adam,adam@paper', '--tolerance', '1e-6'];
    const { status, stdout } = await compare(...args);
    assert.equal(status, 0);
    assert.match(stdout, /^No relative difference above 0\.000001 in 3 steps\.$/m);
  });

  it('stops at an interrupt, writes what has begun and ends with 130', async () => {
    const args = ['compare', 'slow.ts', '--optimizer', 'adam,sgd,lion', '--steps', '1000000'];
    const { child, ended } = start([...args, ...json], place.folder);
    let interrupted = false;
    child.stderr!.on('data', (text: string) => {
      if (interrupted || !text.includes('step five')) return;
      interrupted = true;
      child.kill('SIGINT');
    });
    const outcome = await ended;
    assert.equal(outcome.status, 130);
    assert.deepEqual(
      parsed(outcome).runs.map(({ label, state }) => [label, state]),
      [
        ['adam', 'stopped'],
        ['sgd', 'stopped'],
      ],
    );
  });

  it('refuses with 2 what was said wrong, before anything runs', async () => {
    for (const [args, words] of [
      [['--optimizer', 'adam,nonsense'], 'There is no optimizer “nonsense”'],
      [['--optimizer', 'lamb@tfjs'], 'tfjs has no LAMB'],
      [['--optimizer', 'adam', '--hyperparameters', '{"lr":1}'], 'Hyper-parameters for lr'],
      [['--optimizer', 'sgd', '--sweep', 'beta1=0.5:0.9:3'], 'sgd has no hyper-parameter “beta1”'],
    ] as const) {
      const { status, stdout, stderr } = await compare('bowl.ts', ...args, '--out', 'x.json');
      assert.deepEqual([status, stdout], [2, ''], stderr);
      assert.ok(stderr.toLowerCase().includes(words.toLowerCase()), stderr);
      assert.equal(existsSync(path.join(place.folder, 'x.json')), false);
    }
  });
});
