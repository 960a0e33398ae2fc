import assert from 'node:assert/strict';
import { createOptimizer } from '../../../src/optimizers/make';
import type { GivenOptimizer } from '../../../src/optimizers/complete';
import { importText } from './support';

interface Logged {
  given: GivenOptimizer;
  /** How numbers are written. */
  write?: (value: number) => string;
  /** Changes v as a bug in the logging program does. */
  bug?: (v: number, step: number) => number;
  /** θ of the row is that before the step. */
  before?: boolean;
  every?: number;
  leaves?: number;
}

/** What a program logs that minimises Σ(x − k)² by one of our optimizers. */
function log({ given, write = String, bug, before, every = 1, leaves = 2 }: Logged): string {
  const created = createOptimizer(given, [{ name: 'w', length: leaves }]);
  if ('problems' in created) throw new Error('no such optimizer');
  const { optimizer } = created;
  const round = optimizer.round;
  let theta = Float64Array.from({ length: leaves }, (_, k) => round(k - 1.5));
  let after = new Float64Array(leaves);
  let [state, next] = [optimizer.init(theta), optimizer.init(theta)];
  const gradient = new Float64Array(leaves);
  const slots = Object.keys(state);
  const names = ['param', 'grad', ...slots].flatMap((name) =>
    Array.from(theta, (_, k) => `${name}.w[${k}]`),
  );
  const rows = [['step', 'loss', ...names].join()];
  for (let step = 1; step <= 60; step++) {
    let loss = 0;
    for (let k = 0; k < leaves; k++) {
      loss += (theta[k]! - k) ** 2;
      gradient[k] = round(2 * (theta[k]! - k));
    }
    optimizer.step(theta, gradient, step, state, next, after);
    if (bug) next.v = next.v!.map((v) => bug(v, step));
    const shown = [
      ...(before ? theta : after),
      ...gradient,
      ...slots.flatMap((s) => [...next[s]!]),
    ];
    if (step % every === 0) rows.push([String(step), String(loss), ...shown.map(write)].join());
    [theta, after] = [after, theta];
    [state, next] = [next, state];
  }
  return rows.join('\n');
}

const adam: GivenOptimizer = { optimizer: 'adam', hyperparameters: { lr: 0.1 } };

describe('What is derived from a log', () => {
  it('is m̂, v̂ and the effective learning rate, by the stated optimizer', async () => {
    const { imported } = await importText(log({ given: adam }), { optimizer: adam });
    const { trace } = imported!;
    const [m, v] = ['m', 'v'].map((name) => trace.value(name, 1, 7));
    const root = Math.sqrt(1 - 0.999 ** 7);
    const near = (a: number, b: number) =>
      assert.ok(Math.abs(a - b) <= 1e-12 * Math.abs(b), `${a} ${b}`);
    near(trace.value('mHat', 1, 7), m! / (1 - 0.9 ** 7));
    near(trace.value('vHat', 1, 7), v! / (1 - 0.999 ** 7));
    near(trace.value('effectiveLearningRate', 1, 7), 0.1 / (Math.sqrt(v!) / root + 1e-8));
    assert.equal(
      trace.value('update', 1, 7),
      trace.value('theta', 1, 7) - trace.value('theta', 1, 6),
    );
  });

  it('is nothing where no optimizer is stated, and says why', async () => {
    const { imported } = await importText(log({ given: adam }));
    const { trace } = imported!;
    assert.deepEqual(
      trace.series.map(({ name }) => name),
      ['loss', 'theta', 'grad', 'm', 'v', 'update'],
    );
    assert.deepEqual(
      trace.header.absent.map(({ name, reason }) => [name, reason.code]),
      ['mHat', 'vHat', 'effectiveLearningRate'].map((name) => [name, 'import.absent.optimizer']),
    );
  });

  it('has no θ and no Δθ where θ is not logged', async () => {
    const { imported } = await importText('step,grad[0],exp_avg_sq[0]\n1,2,0.5\n2,1,0.25\n', {
      optimizer: adam,
    });
    const { trace } = imported!;
    const names = trace.series.map(({ name }) => name);
    assert.ok(!names.includes('theta') && !names.includes('update') && !names.includes('mHat'));
    assert.ok(names.includes('vHat') && names.includes('effectiveLearningRate'));
    const reasons = Object.fromEntries(
      trace.header.absent.map(({ name, reason }) => [name, reason.code]),
    );
    assert.equal(reasons.theta, 'import.absent.not-logged');
    assert.equal(reasons.mHat, 'import.absent.needs');
    assert.equal(reasons.update, 'import.absent.needs');
    assert.ok(Number.isNaN(trace.value('theta', 0, 0)));
  });

  it('takes lr as it is logged, and says where it is not the stated one', async () => {
    const text = 'step,lr,v[0]\n1,0.25,1\n2,0.25,1\n';
    const plain = { optimizer: 'adam' };
    const { imported } = await importText(text, { optimizer: plain });
    assert.equal(imported?.trace.header.hyperparameters.lr, 0.25);
    const { said, imported: other } = await importText(text, { optimizer: adam });
    assert.ok(said.includes('At step 1 the logged lr is 0.25, and by what you stated it is 0.1.'));
    assert.ok(other!.trace.header.absent.some(({ name }) => name === 'effectiveLearningRate'));
  });
});

describe('Whether logged moments follow from the logged gradient', () => {
  const follows = (symbols: string, title = 'Adam', steps = 60) =>
    `As ${title} computes it from the logged gradient: ${symbols}, at all ${steps} steps that can be checked.`;

  for (const given of [
    adam,
    { optimizer: 'amsgrad' },
    { optimizer: 'adamw', hyperparameters: { weightDecay: 0.1 } },
    { optimizer: 'adam', hyperparameters: { weightDecay: 0.1 } },
    { optimizer: 'adam', dialect: 'keras' },
    { optimizer: 'rmsprop', hyperparameters: { momentum: 0.9 } },
    { optimizer: 'sgdm' },
    { optimizer: 'lion' },
    { optimizer: 'nadam' },
    { optimizer: 'adam', precision: 'float32' },
  ] satisfies GivenOptimizer[]) {
    it(`is seen of ${JSON.stringify(given)}`, async () => {
      const { said } = await importText(log({ given }), { optimizer: given });
      assert.match(said.join('\n'), /^As .*θ, at all 60 steps that can be checked\.$/m);
      assert.doesNotMatch(said.join('\n'), /Not as/);
    });
  }

  for (const [how, write] of [
    ['six significant digits', (value: number) => value.toPrecision(6)],
    ['six decimals', (value: number) => value.toFixed(6)],
    ['float32', (value: number) => String(Math.fround(value))],
  ] as const) {
    it(`is seen of numbers with ${how}`, async () => {
      const { said } = await importText(log({ given: adam, write }), { optimizer: adam });
      assert.ok(said.includes(follows('m, v, θ')), said.join('\n'));
    });
  }

  it('is denied from the first step on at which v is another', async () => {
    const bug = (v: number, step: number) => (step >= 20 ? v * 1.01 : v);
    const { said } = await importText(log({ given: adam, bug }), { optimizer: adam });
    assert.match(
      said.join('\n'),
      /^Not as Adam computes it from the logged gradient: v\. First at step 20, w\[0\]: logged [\d.]+, computed [\d.]+\.$/m,
    );
    assert.ok(said.includes(follows('m, θ')), said.join('\n'));
  });

  it('is denied of another β₂', async () => {
    const other = { optimizer: 'adam', hyperparameters: { lr: 0.1, beta2: 0.99 } };
    const { said } = await importText(log({ given: other }), { optimizer: adam });
    assert.match(said.join('\n'), /^Not as Adam .*: v\. First at step 1, /m);
  });

  it('sees that θ is logged before its step, and imports it as such', async () => {
    const text = log({ given: adam, before: true });
    const { said } = await importText(text, { optimizer: adam });
    assert.match(said.join('\n'), /^θ is logged before each step, it seems/m);
    const again = await importText(text, { optimizer: adam, map: [['param', 'thetaBefore']] });
    assert.ok(again.said.includes(follows('m, v, θ')), again.said.join('\n'));
    assert.equal(again.imported?.trace.value('theta', 0, 0), -1.5);
  });

  it('cannot be checked where no two steps follow one another', async () => {
    const { said, imported } = await importText(log({ given: adam, every: 10 }), {
      optimizer: adam,
    });
    assert.match(said.join('\n'), /cannot be checked: no two logged steps follow one another/);
    assert.deepEqual([...imported!.trace.header.logged!], [10, 20, 30, 40, 50, 60]);
    assert.equal(imported?.trace.length, 60);
  });
});

describe('Large models', () => {
  it('have statistics of leaves, as own runs have', async () => {
    const { imported } = await importText(log({ given: adam, leaves: 250 }), { optimizer: adam });
    const { trace } = imported!;
    const values = Array.from({ length: 250 }, (_, k) => trace.value('v', k, 9));
    const norm = Math.hypot(...values);
    assert.ok(Math.abs(trace.value('v.norm', 0, 9) / norm - 1) < 1e-12);
    assert.equal(trace.value('v.q100', 0, 9), Math.max(...values));
    assert.ok(trace.value('update.ratio', 0, 9) > 0);
  });

  it('keep full rows as far as they fit, and statistics of every step', async () => {
    const { imported, said } = await importText(log({ given: adam, leaves: 250 }), {
      optimizer: adam,
      maximumBytes: 200_000,
    });
    const { trace } = imported!;
    const { every } = trace.header.checkpoints!;
    assert.ok(every > 2);
    assert.match(said.join('\n'), /^Of 250 coordinates only the statistics of leaves are kept/m);
    assert.ok(trace.value('v.q50', 0, every + 1) > 0);
    assert.ok(trace.value('v', 3, every) > 0);
    assert.ok(Number.isNaN(trace.value('v', 3, every + 1)));
  });

  it('are refused where not even that fits', async () => {
    const { said } = await importText(log({ given: adam, leaves: 250 }), { maximumBytes: 1000 });
    assert.match(said.join('\n'), /takes .* in memory; at most 0\.001 MB can be had/);
  });
});
