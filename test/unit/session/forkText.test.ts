import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { completeOptimizer, type GivenOptimizer } from '../../../src/optimizers/complete';
import type { OptimizerSpec } from '../../../src/protocol/optimizer';
import { readFork } from '../../../src/session/forkText';

function specOf(given: GivenOptimizer): OptimizerSpec {
  const made = completeOptimizer(given);
  assert.ok('spec' in made);
  return made.spec;
}

const parent = specOf({
  optimizer: 'adam',
  hyperparameters: { lr: 0.1, beta1: 0.8 },
  dialect: 'keras',
  precision: 'float32',
  schedule: 'cosine(100)',
  clip: { norm: 1 },
  groups: [{ leaf: 'b', hyperparameters: { lr: 0.5 } }],
});

function read(text: string, from = parent) {
  const made = readFork(text, from);
  assert.ok('changes' in made, JSON.stringify(made));
  return made.changes;
}

function refused(text: string): string[] {
  const made = readFork(text, parent);
  assert.ok('problems' in made, JSON.stringify(made));
  return made.problems.map(inEnglish);
}

describe('how a fork differs', () => {
  it('is nothing where nothing is said', () => {
    assert.deepEqual(read(''), parent);
    assert.deepEqual(read('Adam'), parent);
  });

  it('is a hyper-parameter of the parent, all else as there', () => {
    const { lr, beta1, eps } = read('lr=0.01, steps=300').hyperparameters!;
    assert.deepEqual([lr, beta1, eps], [0.01, 0.8, 1e-7]);
    assert.equal(read('lr=0.01 steps=300').steps, 300);
    const { groups, schedule, dialect } = read('lr=0.01');
    assert.deepEqual([groups, schedule, dialect], [parent.groups, 'cosine(100)', 'keras']);
  });

  it('is another optimizer with its own defaults, in the parent’s dialect if it has it', () => {
    const adamw = read('adamw lr=0.02');
    assert.deepEqual(
      [adamw.optimizer, adamw.dialect, adamw.hyperparameters!.beta1, adamw.groups],
      ['adamw', 'keras', 0.9, []],
    );
    assert.deepEqual([adamw.precision, adamw.schedule], ['float32', 'cosine(100)']);
    assert.notEqual(read('radam').dialect, 'keras');
    assert.equal(read('adam dialect=pytorch').hyperparameters!.eps, 1e-8);
  });

  it('may change the optimizer within', () => {
    const lookahead = specOf({
      optimizer: 'lookahead',
      hyperparameters: { 'inner.lr': 0.3, k: 7 },
    });
    const { hyperparameters } = read('inner=sgdm', lookahead);
    assert.deepEqual([hyperparameters!.k, hyperparameters!['inner.lr']], [7, 0.001]);
    assert.equal(read('k=3', lookahead).hyperparameters!['inner.lr'], 0.3);
  });

  it('is refused where it is none', () => {
    assert.deepEqual(refused('lr 0.1'), [
      'A fork is written as @optimizer is, as in “lr=0.001” or “adamw lr=0.01 steps=2000”, not “0.1”.',
    ]);
    assert.match(refused('madam')[0]!, /^There is no optimizer/);
    assert.match(refused('lr=-1')[0]!, /lr/);
    assert.deepEqual(refused('steps=-2'), ['steps must be a whole number of at least 0, not -2.']);
  });
});
