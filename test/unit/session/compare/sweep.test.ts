import assert from 'node:assert/strict';
import type { Grid } from '../../../../src/session/compare/grid';
import {
  cellOf,
  planSweep,
  sweepCurve,
  type Cell,
  type SweepPlan,
} from '../../../../src/session/compare/sweep';
import type { RunRequest } from '../../../../src/session/session';
import { finished, request, runOf, type Known } from '../handMade';

const grid: Grid = { name: 'lr', values: [0.01, 0.1, 1] };
const drawing = { bundle: { ...request().bundle, code: 'const x = random();' }, seed: 7 };

function planned(asked: RunRequest, seeds = 1, over = grid): SweepPlan {
  const plan = planSweep(asked, over, seeds);
  if ('problems' in plan) assert.fail(JSON.stringify(plan.problems));
  return plan;
}

const cell = (finalLoss: number | null, changes: Partial<Cell> = {}): Cell => ({
  ...{ seed: 0, state: 'done', error: null, finalLoss, diverged: false },
  ...changes,
});

describe('planSweep', () => {
  it('has every value with every seed, and the default beside the grid', () => {
    const plan = planned(request(drawing), 2);
    assert.deepEqual(
      [plan.values, plan.seeds, plan.default],
      [[0.001, 0.01, 0.1, 1], [7, 8], 0.001],
    );
    assert.deepEqual(
      plan.requests.map(({ hyperparameters, seed }) => [hyperparameters.lr, seed]),
      [0.001, 0.01, 0.1, 1].flatMap((lr) => [
        [lr, 7],
        [lr, 8],
      ]),
    );
    assert.ok(plan.requests.every(({ hyperparameters }) => hyperparameters.beta2 === 0.999));
  });

  it('does not run a default twice, nor seeds that nothing is drawn from', () => {
    const plan = planned(
      request({ hyperparameters: { ...request().hyperparameters, lr: 0.1 } }),
      5,
    );
    assert.deepEqual([plan.values, plan.seeds, plan.default], [[0.01, 0.1, 1], [0], 0.1]);
  });

  it('sweeps the learning rate of the optimizer within another one', () => {
    const within = {
      optimizer: 'lookahead',
      dialect: 'paper' as const,
      hyperparameters: { inner: 'sgd', 'inner.lr': 0.1 },
    };
    const plan = planned(request(within));
    assert.equal(plan.default, 0.1);
    assert.deepEqual(
      plan.requests.map(({ hyperparameters: h }) => [h['inner.lr'], 'lr' in h, h.k]),
      [0.01, 0.1, 1].map((lr) => [lr, false, 5]),
    );
  });

  it('says each kind of problem once', () => {
    const plan = planSweep(request(), { name: 'beta1', values: [0.5, 1, 2] }, 1);
    assert.ok('problems' in plan);
    assert.deepEqual(
      plan.problems.map(({ code, arguments: [name] }) => [code, name]),
      [['hyperparameter.range', 'beta1']],
    );
  });
});

describe('sweepCurve', () => {
  it('spreads final losses over the seeds; a diverged run counts as Infinity', () => {
    const plan = planned(request(drawing), 3);
    const bad = cell(1e9, { diverged: true });
    const { points, best, atEdge } = sweepCurve(plan, [
      ...[cell(9), cell(8), cell(7)],
      ...[cell(3), cell(1), cell(2)],
      ...[cell(0.5), bad, cell(0.25)],
      ...[bad, cell(0), bad],
    ]);
    assert.deepEqual(
      points.map(({ value, minimum, median, maximum, diverged }) => [
        ...[value, minimum, median, maximum, diverged],
      ]),
      [
        [0.001, 7, 8, 9, 0],
        [0.01, 1, 2, 3, 0],
        [0.1, 0.25, 0.5, Infinity, 1],
        [1, 0, Infinity, Infinity, 2],
      ],
    );
    assert.deepEqual(
      points.map(({ isDefault, offGrid }) => [isDefault, offGrid]),
      [[true, true], ...Array.from({ length: 3 }, () => [false, false])],
    );
    assert.deepEqual([best?.value, atEdge], [0.1, false]);
  });

  it('takes half the sum of the middle two of an even number', () => {
    const plan = planned(request(drawing), 2, { name: 'lr', values: [0.001, 1] });
    const { points } = sweepCurve(plan, [cell(-1), cell(1), cell(4), cell(6)]);
    assert.deepEqual(
      points.map(({ median }) => median),
      [0, 5],
    );
  });

  it('says where the best stands at the edge, and that the default cannot win', () => {
    const plan = planned(request());
    const curve = sweepCurve(plan, [cell(0), cell(3), cell(2), cell(1)]);
    assert.deepEqual([curve.best?.value, curve.atEdge], [1, true]);
    const first = sweepCurve(plan, [cell(0), cell(1), cell(1), cell(2)]);
    assert.deepEqual([first.best?.value, first.atEdge], [0.01, true]);
  });

  it('has no best where nothing ended well, and no points where nothing ended', () => {
    const plan = planned(request());
    const failed = cell(1, { state: 'user-error' });
    const none = sweepCurve(plan, [cell(1), failed, cell(null), undefined]);
    assert.deepEqual([none.best, none.atEdge], [null, false]);
    assert.deepEqual(
      none.points.map(({ value }) => value),
      [0.001, 0.01, 0.1],
    );
  });
});

describe('cellOf', () => {
  const square: Known = {
    ...{ name: 'square', start: [1] },
    loss: ([x]) => x! ** 2,
    gradient: ([x]) => [2 * x!],
  };
  const descent = (lr: number, steps: number) =>
    runOf(square, { optimizer: 'sgd', hyperparameters: { lr }, steps, seed: 3 });

  it('keeps what counts, and sees what diverged', () => {
    const calm = { seed: 3, state: 'done', error: null, finalLoss: 0.0625, diverged: false };
    assert.deepEqual(cellOf(descent(0.25, 2)), calm);
    // x → −2x: the loss is quadrupled.
    assert.deepEqual(cellOf(descent(1.5, 3)), { ...calm, finalLoss: 64, diverged: true });
    assert.equal(cellOf(descent(1.5, 1)).diverged, false);
  });

  it('does not take one lucky draw at the start for the scale of a noisy loss', () => {
    const curve = (losses: number[], code: string) => {
      const bundle = { ...request().bundle, code };
      let at = 0;
      const known = { ...square, loss: () => losses[at++]! };
      return cellOf(runOf(known, { steps: losses.length - 1, bundle })).diverged;
    };
    const noise = [0.001, 1, 0.5, 1, 0.7, 0.2, 0.8, 0.3, 0.9, 0.1, 0.4, 0.9];
    assert.equal(curve(noise, 'return random()'), false);
    assert.equal(curve(noise, 'return 1'), true);
    assert.equal(curve([...noise, 11], 'return random()'), true);
  });

  it('knows an end by numbers that are not finite from an error of the objective', () => {
    const ended = (code: string, step: number) => {
      const run = descent(0.25, 5);
      const error = { message: { code, arguments: [] }, step };
      return cellOf({ ...finished(run.request, run.trace, 1, 'user-error'), error }).diverged;
    };
    assert.equal(ended('engine.loss-not-finite', 5), true);
    assert.equal(ended('engine.quantity-not-finite', 5), true);
    assert.equal(ended('engine.loss-not-finite', 0), false);
    assert.equal(ended('objective.threw', 5), false);
  });
});
