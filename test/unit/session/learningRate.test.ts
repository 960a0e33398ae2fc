import assert from 'node:assert/strict';
import { RowThinner } from '../../../src/protocol/checkpoints';
import { largestLearningRate } from '../../../src/session/learningRate';
import { Trace } from '../../../src/trace/trace';
import { runOf, type Known } from './handMade';

/** Bends with 100 in x and 1 in y: gradient descent takes lr = 1/100 well, and not much more. */
const bowl: Known = {
  name: 'bowl',
  start: [1, 1],
  loss: ([x, y]) => 50 * x! ** 2 + 0.5 * y! ** 2,
  gradient: ([x, y]) => [100 * x!, y!],
};

/** The same trace as it is where its rows are too many: full ones at checkpoints. */
function thinned({ header, rowWidth, length }: Trace, rows: Float64Array, every: number): Trace {
  const thin = new Trace({ ...header, checkpoints: { every } }, {});
  const { data, full } = new RowThinner(header.series, header.leaves, every).thin(1, rows);
  assert.equal(rows.length, rowWidth * length);
  thin.append(1, data, full);
  return thin;
}

describe('the largest learning rate that is worth proposing', () => {
  const { trace } = runOf(bowl, { optimizer: 'sgd', hyperparameters: { lr: 1e-4 }, steps: 300 });
  const rows = new Float64Array(trace!.length * trace!.rowWidth);
  trace!.readRows(1, rows);

  it('is 1/L of the path where the step is as long as the gradient makes it', () => {
    assert.equal(largestLearningRate(trace!), 0.01);
  });

  it('is seen at checkpoints, too', () => {
    assert.equal(largestLearningRate(thinned(trace!, rows, 50)), 0.01);
  });

  it('is none where there is but one checkpoint, or nothing moved', () => {
    assert.equal(largestLearningRate(thinned(trace!, rows, 200)), 0);
    const still = runOf(bowl, { optimizer: 'sgd', hyperparameters: { lr: 0 }, steps: 30 });
    assert.equal(largestLearningRate(still.trace!), 0);
  });

  it('is 0.1 where it is divided by the size of the gradient', () => {
    assert.equal(largestLearningRate(runOf(bowl, { steps: 30 }).trace!), 0.1);
  });
});
