import assert from 'node:assert/strict';
import { partingOf } from '../../../../src/session/compare/difference';
import { effectiveEps, formulaOf } from '../../../../src/session/compare/explain';
import { withNumbers } from '../../../../src/session/compare/formula';
import { sharedQuantities, unsharedState } from '../../../../src/session/compare/quantities';
import { formatNumber } from '../../../../src/protocol/number';
import type { OptimizerSpec } from '../../../../src/protocol/optimizer';
import { spec } from '../../optimizers/support';
import { rosenbrock, runOf } from '../handMade';

const start = Float64Array.from(rosenbrock.start);

const traced = (given: Partial<OptimizerSpec> = {}, steps = 50) =>
  runOf(rosenbrock, { ...spec(given), steps }).trace!;

describe('partingOf', () => {
  it('finds the eps of Keras in the effective learning rate of the first step', () => {
    const [torch, keras] = [traced(), traced({ dialect: 'keras' })];
    const { first, formulas, firstBit, end, steps } = partingOf(torch, keras, 1e-9);
    assert.ok(first && firstBit && end);
    assert.deepEqual(
      [first.step, first.quantity, first.owner, steps],
      [1, 'effectiveLearningRate', 'x1', 50],
    );
    // g = −88, so that √v̂ = 88, and Keras adds 1e-7/√0.001 to it.
    assert.ok(Math.abs(first.values[0] / (0.001 / (88 + 1e-8)) - 1) < 1e-14);
    assert.ok(Math.abs(first.values[1] / (0.001 / (88 + 1e-7 / Math.sqrt(0.001))) - 1) < 1e-14);
    assert.ok(Math.abs(first.relative - (1e-7 / Math.sqrt(0.001) - 1e-8) / 88) < 1e-14);
    assert.deepEqual(formulas, [
      { symbols: 'lr/(√v̂ + eps)', numbers: '0.001/(√7744 + 1e-8)' },
      {
        symbols: 'lr·√(1−β₂ᵗ)/(√v + eps)',
        numbers: '0.001·√(1−0.999^1)/(√7.744 + 1e-7)',
      },
    ]);
    assert.equal(end.step, 50);
    assert.deepEqual(
      end.values,
      [0, 1].map((k) => [torch, keras][k]!.value('theta', end.index, 50)),
    );
  });

  it('finds another beta in the moment that it makes, with the equation’s numbers', () => {
    const { first, formulas } = partingOf(
      traced(),
      traced({ hyperparameters: { beta1: 0.5 } }),
      1e-9,
    );
    assert.deepEqual([first?.step, first?.quantity], [1, 'm']);
    const g = rosenbrock.gradient(start)[first!.index]!;
    assert.deepEqual(first!.values, [(1 - 0.9) * g, 0.5 * g]);
    assert.deepEqual(
      formulas?.map(({ numbers }) => numbers),
      [0.9, 0.5].map((beta) => `${beta}·0 + (1−${beta})·(${Number(g.toPrecision(6))})`),
    );
  });

  it('names the learning rate at the step where a schedule sets in', () => {
    const { first, firstBit } = partingOf(traced(), traced({ schedule: 'step(2, 0.5)' }), 1e-9);
    assert.deepEqual([first?.step, first?.quantity, first?.owner], [3, 'lr', null]);
    assert.deepEqual([first?.values, first?.relative], [[0.001, 0.0005], 0.5]);
    assert.deepEqual(firstBit, first);
  });

  it('shows Δθ by its parts where the directions cannot be compared', () => {
    const [adam, decayed] = [traced(), traced({ optimizer: 'adamw' })];
    const { first, formulas } = partingOf(adam, decayed, 1e-9);
    assert.deepEqual([first?.step, first?.quantity], [1, 'update']);
    assert.ok(formulas);
    assert.equal(formulas[0].symbols, 'Δθ = −lr/(√v̂ + eps) · (m̂)');
    assert.equal(formulas[1].symbols, 'Δθ = −lr/(√v̂ + eps) · (m̂) + (−lr·λ·θ)');
    const theta = rosenbrock.start[first!.index]!;
    const part = -0.001 * 0.01 * theta;
    const text = formatNumber(part, 6);
    assert.ok(formulas[1].numbers.endsWith(part < 0 ? ` + (${text})` : ` + ${text}`));
  });

  it('finds none where only rounding differs, and says where the bits part', () => {
    const { first, firstBit, formulas } = partingOf(traced(), traced({ dialect: 'paper' }), 1e-9);
    assert.equal(first, null);
    // The same formula in another order: nothing to read off.
    assert.equal(formulas, null);
    assert.equal(firstBit?.quantity, 'effectiveLearningRate');
    const same = partingOf(traced(), traced(), 0);
    assert.deepEqual([same.first, same.firstBit, same.end], [null, null, null]);
  });

  it('shows the cause where the difference has only grown through θ', () => {
    const h = { lr: 0.01, alpha: 0.99 };
    const rmsprop = { optimizer: 'rmsprop', hyperparameters: h };
    const keras = { ...rmsprop, dialect: 'keras' } as const;
    const { first, firstBit, formulas } = partingOf(traced(rmsprop), traced(keras), 1e-9);
    assert.deepEqual([first?.step, first?.quantity], [2, 'grad']);
    assert.deepEqual([firstBit?.step, firstBit?.quantity], [1, 'effectiveLearningRate']);
    const v = formatNumber(0.01 * rosenbrock.gradient(start)[firstBit!.index]! ** 2, 6);
    assert.deepEqual(
      formulas?.map(({ numbers }) => numbers),
      [`0.01/(√${v} + 1e-8)`, `0.01/√(${v} + 1e-7)`],
    );
  });

  it('knows the state that an optimizer begins with', () => {
    const adagrad = { optimizer: 'adagrad', hyperparameters: { lr: 0.01 } };
    const { first, formulas } = partingOf(
      traced(adagrad),
      traced({ ...adagrad, dialect: 'keras' }),
      1e-9,
    );
    assert.deepEqual([first?.step, first?.quantity], [1, 'v']);
    const g = formatNumber(rosenbrock.gradient(start)[first!.index]!, 6);
    assert.deepEqual(
      formulas?.map(({ numbers }) => numbers),
      [`0 + (${g})²`, `0.1 + (${g})²`],
    );
  });

  it('looks as far as both runs go', () => {
    const { steps, first } = partingOf(traced({}, 50), traced({}, 20), 1e-9);
    assert.deepEqual([steps, first], [20, null]);
  });
});

describe('quantities of two runs', () => {
  it('are ordered as a step computes them', () => {
    const names = (a: Partial<OptimizerSpec>, b: Partial<OptimizerSpec>) =>
      sharedQuantities(traced(a, 1), traced(b, 1)).map(({ name }) => name);
    const l2 = { hyperparameters: { weightDecay: 0.1 } };
    assert.deepEqual(names(l2, l2), [
      ...['loss', 'grad', 'gradientUsed', 'm', 'v', 'lr', 'effectiveLearningRate', 'update'],
    ]);
    // The directions g̃ and m̂ are of different sizes, and so are the rates before them.
    assert.deepEqual(names({}, { optimizer: 'sgd' }), ['loss', 'grad', 'lr', 'update']);
  });

  it('leave out a slot of the same name that holds something else', () => {
    const sgdm = { optimizer: 'sgdm' };
    const [torch, keras] = [traced(sgdm, 1), traced({ ...sgdm, dialect: 'keras' }, 1)];
    assert.ok(!sharedQuantities(torch, keras).some(({ name }) => name === 'm'));
    assert.deepEqual(
      [unsharedState(torch, keras), unsharedState(keras, torch)],
      [['m'], ['m (with lr)']],
    );
  });
});

describe('withNumbers', () => {
  const now = new Map(Object.entries({ lr: 0.1, m: -2, v: 4, v̂: 8, 'β₂': 0.999, D: 3, t: 7 }));
  const before = new Map([['D', 0.5]]);
  const write = (formula: string) => withNumbers(formula, { now, before, step: 7 });

  it('replaces whole symbols, powers and values of the step before', () => {
    for (const [formula, written] of [
      ['lr·√(1−β₂ᵗ)/(√v + eps)', '0.1·√(1−0.999^7)/(√4 + eps)'],
      ['lr/(√v̂ + eps)', '0.1/(√8 + eps)'],
      ['β₂·m + g²', '0.999·(-2) + g²'],
      ['lr·√(D before + eps)/D', '0.1·√(0.5 + eps)/3'],
      ['(t−1)·v²', '(7−1)·4²'],
    ] as const) {
      assert.equal(write(formula), written);
    }
  });

  it('leaves alone what only begins, or ends, as a symbol does', () => {
    for (const formula of [
      'v̂ max',
      'm̂',
      'm next',
      'μₜ',
      'vx',
      'momentum',
      'lrDecay',
      'β',
      'm before',
    ]) {
      assert.equal(write(formula), formula);
    }
  });
});

describe('formulaOf', () => {
  it('has the slot of the step before on the right of its own arrow', () => {
    const trace = traced();
    const [v, g] = [trace.value('v', 0, 2), trace.value('grad', 0, 3)];
    const [vText, gText] = [v, g].map((value) => formatNumber(value, 6));
    assert.ok(g < 0);
    assert.deepEqual(formulaOf(trace, { quantity: 'v', index: 0, step: 3 }), {
      symbols: 'v ← β₂·v + (1−β₂)·g̃²',
      numbers: `0.999·${vText} + (1−0.999)·(${gText})²`,
    });
  });

  it('has none for what the objective made, nor for a slot that no equation has', () => {
    for (const quantity of ['loss', 'grad', 'lr']) {
      assert.equal(formulaOf(traced(), { quantity, index: 0, step: 1 }), null);
    }
    const keras = traced({ optimizer: 'sgdm', dialect: 'keras' });
    assert.equal(formulaOf(keras, { quantity: 'm', index: 0, step: 1 }), null);
  });
});

describe('effectiveEps', () => {
  it('is Keras’ eps over √(1−β₂ᵗ), and eps itself elsewhere', () => {
    const keras = traced({ dialect: 'keras' });
    assert.ok(Math.abs(effectiveEps(keras, 1)! / (1e-7 / Math.sqrt(0.001)) - 1) < 1e-12);
    assert.ok(Math.abs(effectiveEps(keras, 50)! / (1e-7 / Math.sqrt(1 - 0.999 ** 50)) - 1) < 1e-12);
    for (const dialect of ['pytorch', 'paper', 'optax'] as const) {
      assert.equal(effectiveEps(traced({ dialect }), 1), 1e-8);
    }
    assert.equal(effectiveEps(traced({ dialect: 'tfjs' }), 1), 1e-7);
    assert.equal(effectiveEps(traced({ optimizer: 'sgd' }), 1), null);
  });
});
