import assert from 'node:assert/strict';
import { completeOptimizer } from '../../../src/optimizers/complete';
import { stabilityOf } from '../../../src/optimizers/stability';
import type { GivenOptimizer } from '../../../src/optimizers/complete';
import { inEnglish } from '../../../src/messages';
import { make, oneLeaf } from './support';

const leaves = [
  { name: 'a', length: 1 },
  { name: 'b', length: 2 },
];

function stability(given: GivenOptimizer) {
  const completed = completeOptimizer(given);
  assert.ok('spec' in completed, JSON.stringify(completed));
  return stabilityOf(completed.spec, leaves);
}

function bound(optimizer: string, hyperparameters = {}, dialect?: string): number | null {
  const found = stability({ optimizer, hyperparameters, ...(dialect && { dialect }) });
  assert.ok('bound' in found, JSON.stringify(found));
  return found.bound?.value ?? null;
}

const close = (found: number | null, expected: number) =>
  assert.ok(Math.abs(found! - expected) < 1e-12 * expected, `${found}, expected ${expected}`);

/** |x| after many steps of the optimizer on ½·x² from 1. */
function after(name: string, hyperparameters: Record<string, unknown>, dialect = 'pytorch') {
  const optimizer = make(name, hyperparameters, oneLeaf(1), { dialect });
  const theta = Float64Array.of(1);
  let [state, next] = [optimizer.init(theta), optimizer.init(theta)];
  let largest = 0;
  for (let t = 1; t <= 20_000; t++) {
    const updates = theta.slice();
    optimizer.update(updates, theta, t, state, next);
    theta[0]! += updates[0]!;
    [state, next] = [next, state];
    if (t > 19_900) largest = Math.max(largest, Math.abs(theta[0]!));
  }
  return largest;
}

describe('the bound of stability', () => {
  it('of Adam and its kind is (2+2β₁)/(1−β₁)', () => {
    const values = [0, 0.5, 0.9, 0.95].map((beta1) => bound('adam', { beta1 }));
    [2, 6, 38, 78].forEach((expected, i) => close(values[i]!, expected));
    assert.equal(bound('adam'), 38);
    for (const name of ['amsgrad', 'adamw', 'adamax', 'radam']) assert.equal(bound(name), 38, name);
  });

  it('of an averaging step with a preconditioner that stands still is where it begins to grow', () => {
    for (const beta1 of [0, 0.5, 0.9, 0.95]) {
      const runs = [0.999, 1.001].map((part) => {
        const rate = part * bound('adam', { beta1 })!;
        let [x, m] = [1, 0];
        for (let t = 0; t < 200_000 && Math.abs(x) < 1e6; t++) {
          m = beta1 * m + (1 - beta1) * x;
          x -= rate * m;
        }
        return Math.abs(x);
      });
      assert.ok(runs[0]! < 1e-3 && runs[1]! > 1e3, `β₁ = ${beta1}: ${runs.join(', ')}`);
    }
  });

  const ours: [string, Record<string, unknown>, string?][] = [
    ['sgd', {}],
    ['sgdm', { momentum: 0.9 }],
    ['sgdm', { momentum: 0.5, dampening: 0.5 }],
    ['sgdm', { momentum: 0.5, dampening: 0.5 }, 'keras'],
    ['nesterov', { momentum: 0.9 }],
    ['nesterov', { momentum: 0.5 }, 'keras'],
  ];
  for (const [name, hyperparameters, dialect = 'pytorch'] of ours) {
    it(`of ${name} ${JSON.stringify(hyperparameters)}, ${dialect}, is where it diverges`, () => {
      // In Keras the effective learning rate is lr·(1 − dampening).
      const dampening = dialect === 'keras' ? Number(hyperparameters.dampening ?? 0) : 0;
      const rate = bound(name, hyperparameters, dialect)! / (1 - dampening);
      const below = after(name, { ...hyperparameters, lr: 0.999 * rate }, dialect);
      const above = after(name, { ...hyperparameters, lr: 1.001 * rate }, dialect);
      assert.ok(below < 0.1 && above > 10, `${below} below, ${above} above`);
    });
  }

  it('of RMSProp, Adagrad and Adadelta is that of what steps on their gradient', () => {
    assert.equal(bound('rmsprop'), 2);
    assert.equal(bound('rmsprop', { momentum: 0.5 }), 3);
    assert.deepEqual([bound('adagrad'), bound('adadelta')], [2, 2]);
  });

  it('is not known of NAdam, nor where groups differ', () => {
    assert.equal(bound('nadam'), null);
    const groups = [{ leaf: 'b', hyperparameters: { beta1: 0.5 } }];
    const found = stability({ optimizer: 'adam', groups });
    assert.ok('bound' in found && found.bound === null);
    const alike = stability({
      optimizer: 'adam',
      groups: [{ leaf: 'b', hyperparameters: { lr: 1 } }],
    });
    assert.ok('bound' in alike && alike.bound?.value === 38);
  });

  it('knows the L2 penalty of each coordinate, and that decoupled decay is none', () => {
    const groups = [{ leaf: 'b', hyperparameters: { weightDecay: 0.5 } }];
    const found = stability({ optimizer: 'adam', hyperparameters: { weightDecay: 0.1 }, groups });
    assert.ok('decay' in found);
    assert.deepEqual([...found.decay], [0.1, 0.5, 0.5]);
    const decoupled = stability({ optimizer: 'adamw', hyperparameters: { weightDecay: 0.1 } });
    assert.ok('decay' in decoupled);
    assert.deepEqual([...decoupled.decay], [0, 0, 0]);
  });

  it('there is none, with the reason, where the step is no multiple of the gradient', () => {
    const reason = (optimizer: string) => {
      const found = stability({ optimizer });
      assert.ok('reason' in found, optimizer);
      return inEnglish(found.reason);
    };
    assert.match(reason('lion'), /^The step of Lion is no linear function of the gradient/);
    assert.match(reason('lamb'), /^The step of LAMB/);
    assert.match(reason('lookahead'), /^The slow weights of Lookahead/);
    assert.match(reason('./mine.ts#mine'), /your own optimizer/);
  });
});
