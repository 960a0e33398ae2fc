import assert from 'node:assert/strict';
import { completeOptimizer, type GivenOptimizer } from '../../../src/optimizers/complete';
import type { OptimizerSpec } from '../../../src/protocol/optimizer';
import {
  optimizerInShort,
  shownHyperparameters,
  shownSettings,
} from '../../../src/session/optimizerInShort';

function spec(given: GivenOptimizer): OptimizerSpec {
  const made = completeOptimizer(given);
  assert.ok('spec' in made, JSON.stringify(made));
  return made.spec;
}

const short = (given: GivenOptimizer) => optimizerInShort(spec(given)).join(' · ');

describe('an optimizer in short', () => {
  it('is its learning rate and what differs from the defaults', () => {
    assert.equal(short({ optimizer: 'adam' }), 'lr 0.001');
    assert.equal(
      short({ optimizer: 'sgd', hyperparameters: { lr: 0.01, momentum: 0.9 } }),
      'lr 0.01 · μ 0.9',
    );
    const hyperparameters = { amsgrad: true, biasCorrection: false, eps: 1e-7 };
    assert.equal(
      short({ optimizer: 'adam', hyperparameters }),
      'lr 0.001 · eps 1e-7 · AMSGrad · no bias correction',
    );
  });

  it('measures by the defaults of the dialect', () => {
    assert.equal(short({ optimizer: 'adam', dialect: 'keras' }), 'lr 0.001 · keras');
    const hyperparameters = { eps: 1e-8 };
    assert.equal(
      short({ optimizer: 'adam', dialect: 'keras', hyperparameters }),
      'lr 0.001 · eps 1e-8 · keras',
    );
  });

  it('names the optimizer within another one', () => {
    const hyperparameters = { inner: 'sgdm', 'inner.lr': 0.02, k: 7 };
    assert.equal(
      short({ optimizer: 'lookahead', hyperparameters }),
      'k 7 · inner sgdm · inner lr 0.02 · paper',
    );
  });

  it('adds what stands around the formula', () => {
    const given = {
      optimizer: 'adam',
      precision: 'float32',
      schedule: 'warmup(100) cosine(900)',
      clip: { value: 0.5, norm: 1 },
      groups: [
        { leaf: 'b', hyperparameters: { lr: 0.1, weightDecay: 0 } },
        { leaf: '[x, y]', hyperparameters: { amsgrad: true } },
      ],
    };
    assert.deepEqual(shownSettings(spec(given)), [
      { name: 'precision', value: 'float32' },
      { name: 'schedule', value: 'warmup(100) cosine(900)' },
      { name: 'clip', value: '|g| ≤ 0.5, ‖g‖ ≤ 1' },
      { name: 'groups', value: 'b: lr 0.1, λ 0; [x, y]: AMSGrad' },
    ]);
    assert.deepEqual(shownSettings(spec({ optimizer: 'adam' })), []);
  });

  it('takes the hyper-parameters of an optimizer that is in no list as they are', () => {
    const own = { ...spec({ optimizer: 'adam' }), optimizer: './mine.ts#mine' };
    assert.deepEqual(shownHyperparameters({ ...own, hyperparameters: { speed: 2 } }), [
      { name: 'speed', symbol: 'speed', value: 2 },
    ]);
    assert.deepEqual(optimizerInShort({ ...own, hyperparameters: { speed: 2 } }), ['speed 2']);
  });
});
