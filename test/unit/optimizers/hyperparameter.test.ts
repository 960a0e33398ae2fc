import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { completeOptimizer, remarks } from '../../../src/optimizers/complete';
import { make, oneLeaf, spec } from './support';

/** What is said of these hyper-parameters; nothing where they are accepted. */
function said(given: Record<string, unknown>, name = 'adam'): string[] {
  const made = completeOptimizer({ optimizer: name, hyperparameters: given });
  return 'problems' in made ? made.problems.map(inEnglish) : [];
}

describe('hyper-parameters of adam (bad-inputs rows 57 to 59)', () => {
  const refused: [Record<string, unknown>, string][] = [
    [{ lr: -0.1 }, 'lr must be in [0, ∞), not -0.1.'],
    [{ lr: NaN }, 'lr must be in [0, ∞), not NaN.'],
    [{ lr: Infinity }, 'lr must be in [0, ∞), not Infinity.'],
    [{ lr: '0.1' }, 'lr must be a number, not "0.1".'],
    [{ beta1: 1 }, 'beta1 must be in [0, 1), not 1.'],
    [{ beta1: -0.5 }, 'beta1 must be in [0, 1), not -0.5.'],
    [{ beta2: 1.5 }, 'beta2 must be in [0, 1), not 1.5.'],
    [{ beta2: NaN }, 'beta2 must be in [0, 1), not NaN.'],
    [{ eps: -1e-8 }, 'eps must be in [0, ∞), not -1e-8.'],
    [{ eps: Infinity }, 'eps must be in [0, ∞), not Infinity.'],
    [{ weightDecay: -1 }, 'weightDecay must be in [0, ∞), not -1.'],
    [{ amsgrad: 1 }, 'amsgrad must be true or false, not 1.'],
    [
      { momentum: 0.9 },
      'adam has no hyper-parameter “momentum”. It has: lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, amsgrad, biasCorrection.',
    ],
    [
      JSON.parse('{"__proto__":1}') as Record<string, unknown>,
      'adam has no hyper-parameter “__proto__”. It has: lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, amsgrad, biasCorrection.',
    ],
  ];
  for (const [given, words] of refused) {
    it(`refuses ${Object.entries(given).join()}`, () => assert.deepEqual(said(given), [words]));
  }

  it('names every problem at once', () => {
    assert.equal(said({ lr: -1, beta1: 2 }).length, 2);
  });

  for (const given of [{ beta1: 0 }, { beta2: 0 }, { lr: 0 }, { eps: 0 }, { lr: 5e-324 }]) {
    it(`accepts ${Object.entries(given).join()}`, () => assert.deepEqual(said(given), []));
  }

  it('remarks on lr = 0, eps = 0 and beta1 above √beta2', () => {
    const h = { lr: 0, eps: 0, beta1: 0.95, beta2: 0.9 };
    const words = remarks(spec({ hyperparameters: h })).map(inEnglish);
    assert.deepEqual(words, [
      'lr is 0: θ will not move.',
      'eps is 0: a coordinate whose gradient is 0 gets 0/0 = NaN.',
      'beta1 ≥ √beta2 (0.95 ≥ 0.9487): the bound on the size of a step is lost (Reddi et al. 2018).',
    ]);
  });

  it('says which optimizers there are', () => {
    const [words] = said({}, 'adamm');
    assert.match(words!, /^There is no optimizer “adamm”\. Known: sgd, .*adam, amsgrad, adamw/);
  });

  it('takes amsgrad as Adam with AMSGrad switched on', () => {
    const optimizer = make('amsgrad', { lr: 0.1 }, oneLeaf(2));
    assert.equal(optimizer.spec.hyperparameters.amsgrad, true);
    const slots = Object.keys(optimizer.init(new Float64Array(2)));
    assert.deepEqual(slots, ['m', 'v', 'vMax']);
  });
});
