import assert from 'node:assert/strict';
import { argumentsOf } from '../../../../src/session/compare/minimum';
import { firstLoss } from '../../../../src/session/compare/losses';
import { lossesToReach, standingOf } from '../../../../src/session/compare/standing';
import { finished, request, runOf, type Known } from '../handMade';

/** Plain descent with lr 1/4 halves x and y in each step: the loss is quartered. */
const bowl: Known = {
  name: 'bowl',
  start: [3, 4],
  loss: ([x, y]) => x! ** 2 + y! ** 2,
  gradient: ([x, y]) => [2 * x!, 2 * y!],
};
const halving = { optimizer: 'sgd', hyperparameters: { lr: 0.25 }, steps: 3 };
/** With lr 2 it is tripled and changes its sign: the loss grows nine times. */
const growing = { optimizer: 'sgd', hyperparameters: { lr: 2 }, steps: 2 };

describe('standingOf', () => {
  it('counts completed steps to the losses, the start and the last θ included', () => {
    const run = runOf(bowl, { ...halving, minimum: [0, 0] });
    assert.deepEqual(standingOf(run, [25, 6.25, 6.2, 25 / 64, 0.39]), {
      finalLoss: 25 / 64,
      bestLoss: 25 / 64,
      bestStep: 3,
      stepsTo: [0, 1, 2, 3, null],
      distance: 5 / 8,
    });
  });

  it('goes by what is evaluated beside the loss, at the steps that have it', () => {
    const beside = ([x]: Float64Array) => x! - 1;
    const evaluate = { name: 'full', every: 2 };
    const run = runOf({ ...bowl, beside }, { ...halving, evaluate });
    // x is 3, 1.5, 0.75, 0.375; the last step has a value though it is no multiple of 2.
    assert.deepEqual(standingOf(run, [2, 1.9, -0.25, -0.3, -1]), {
      ...{ finalLoss: -0.625, bestLoss: -0.625, bestStep: 3 },
      ...{ stepsTo: [0, 2, 2, 3, null], distance: null },
    });
    assert.equal(firstLoss(run), 2);
    const stopped = runOf({ ...bowl, beside }, { ...halving, steps: 9, evaluate }, 3);
    const { finalLoss, bestLoss, bestStep } = standingOf(stopped, []);
    assert.deepEqual([finalLoss, bestLoss, bestStep], [null, -0.25, 2]);
  });

  it('has the best at the start where a run only grows', () => {
    const { finalLoss, bestLoss, bestStep } = standingOf(runOf(bowl, growing), []);
    assert.deepEqual([finalLoss, bestLoss, bestStep], [25 * 81, 25, 0]);
  });

  it('has no distance without a minimum of its size', () => {
    assert.equal(standingOf(runOf(bowl, halving), []).distance, null);
    assert.equal(standingOf(runOf(bowl, { ...halving, minimum: [0] }), []).distance, null);
  });

  it('says nothing of a run without a trace', () => {
    assert.deepEqual(standingOf(finished(request(), null, null, 'user-error'), [1]), {
      finalLoss: null,
      bestLoss: null,
      bestStep: null,
      stepsTo: [null],
      distance: null,
    });
  });
});

describe('lossesToReach', () => {
  const runs = [runOf(bowl, growing), runOf(bowl, halving)];

  it('lie a tenth, a thousandth and a millionth of the way above a known minimum', () => {
    assert.deepEqual(lossesToReach(runs, -5), [-2, -4.97, -5 + 3e-5]);
    assert.deepEqual(lossesToReach(runs, -75), [-65, -74.9, -75 + 1e-4]);
  });

  it('else above the lowest loss of any run, which so has them all', () => {
    const lowest = 25 / 64;
    const losses = lossesToReach(runs);
    assert.deepEqual(losses, [lowest + 2, lowest + 0.02, lowest + 2e-5]);
    assert.deepEqual(standingOf(runs[1]!, losses).stepsTo, [2, 3, 3]);
  });

  it('end with 1e-6 where the loss goes to 0, which is what people ask for', () => {
    assert.deepEqual(lossesToReach(runs, 0), [3, 0.03, 1e-6]);
    assert.deepEqual(lossesToReach(runs, 1e-3), [1e-3 + 2, 1e-3 + 0.02, 1e-3 + 2e-5]);
  });

  it('are none where no run fell below its start', () => {
    assert.deepEqual(lossesToReach([runOf(bowl, growing)]), []);
    assert.deepEqual(lossesToReach([finished(request(), null, null, 'user-error')]), []);
    assert.deepEqual(lossesToReach([]), []);
  });
});

it('firstLoss is that of the start, also where no step was asked for', () => {
  assert.equal(firstLoss(runOf(bowl, halving)), 25);
  assert.equal(firstLoss(runOf(bowl, { ...halving, steps: 0 })), 25);
  assert.equal(firstLoss(finished(request(), null, null, 'user-error')), null);
});

describe('argumentsOf', () => {
  const leaf = (path: (string | number)[], shape: number[]) => {
    const length = shape.reduce((a, b) => a * b, 1);
    return { name: '', path, shape, length, coordinates: [] };
  };

  it('puts each number where its leaf stands, and leaves the context out', () => {
    const leaves = [
      leaf([0], []),
      leaf([2, 'layer', 'w'], [2, 3]),
      leaf([2, 'layer', 'b'], []),
      leaf([3, 0], []),
      leaf([3, 1], [2]),
    ];
    const theta = Array.from({ length: 11 }, (_, k) => k);
    assert.deepEqual(argumentsOf(leaves, 1, theta), [
      0,
      {
        layer: {
          w: [
            [1, 2, 3],
            [4, 5, 6],
          ],
          b: 7,
        },
      },
      [8, [9, 10]],
    ]);
    assert.deepEqual(argumentsOf([leaf([0], [2])], -1, [1, 2]), [[1, 2]]);
  });
});
