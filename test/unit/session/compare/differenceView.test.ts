import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/messages';
import { differenceView } from '../../../../src/session/compare/differenceView';
import { runOf, type Known } from '../handMade';

const square: Known = {
  ...{ name: 'square', start: [1] },
  loss: ([x]) => x! ** 2,
  gradient: ([x]) => [2 * x!],
};
const side = (title: string, lr: number) => {
  const run = runOf(square, { optimizer: 'sgd', hyperparameters: { lr }, steps: 3 });
  return { title, trace: run.trace!, finalLoss: run.finalLoss };
};

describe('differenceView', () => {
  it('names the first number that differs, its formulas and what was asked for differently', () => {
    const view = differenceView([side('slow', 0.125), side('fast', 0.25)], inEnglish);
    const { first, causes, finalLosses, steps, inherited } = view;
    assert.deepEqual(
      [first?.step, first?.series, first?.owner, first?.values, first?.relative],
      [1, 'lr', null, [0.125, 0.25], 0.5],
    );
    assert.deepEqual(causes, [{ name: 'lr', values: ['0.125', '0.25'] }]);
    assert.deepEqual([steps, inherited], [3, false]);
    assert.deepEqual(finalLosses, [0.75 ** 6, 0.5 ** 6]);
  });

  it('says nothing of runs that are the same to the last bit', () => {
    const view = differenceView([side('a', 0.125), side('b', 0.125)], inEnglish);
    assert.deepEqual(
      [view.first, view.firstBit, view.formulas, view.causes],
      [null, null, null, []],
    );
  });
});
