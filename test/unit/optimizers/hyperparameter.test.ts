import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import {
  completeOptimizer,
  declarationsOf,
  remarks,
  type GivenOptimizer,
} from '../../../src/optimizers/complete';
import {
  allowedRange,
  type HyperparameterDeclaration,
} from '../../../src/optimizers/hyperparameter';
import type { Leaves } from '../../../src/optimizers/optimizer';
import { findOptimizer, registry } from '../../../src/optimizers/registry';
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
    assert.match(
      words!,
      /^There is no optimizer “adamm”\. Known: sgd, .*adam, amsgrad, .*adamw, .*lion\.$/,
    );
  });

  it('takes amsgrad as Adam with AMSGrad switched on', () => {
    const optimizer = make('amsgrad', { lr: 0.1 }, oneLeaf(2));
    assert.equal(optimizer.spec.hyperparameters.amsgrad, true);
    const slots = Object.keys(optimizer.init(new Float64Array(2)));
    assert.deepEqual(slots, ['m', 'v', 'vMax']);
  });
});

describe('hyper-parameters of every optimizer out of range (bad-inputs rows 57 to 59)', () => {
  for (const { name, dialects } of registry) {
    for (const dialect of dialects) {
      it(`${name} in ${dialect} names each, the value and what is allowed`, () => {
        const declared = declarationsOf(findOptimizer(name)!, dialect);
        assert.ok(declared.length > 0);
        for (const declaration of declared) {
          for (const [value, words] of wrong(declaration)) {
            const hyperparameters = { [declaration.name]: value };
            const made = completeOptimizer({ optimizer: name, dialect, hyperparameters });
            const problems = 'problems' in made ? made.problems.map(inEnglish) : [];
            assert.deepEqual(problems, [words]);
          }
        }
      });
    }
  }

  const literal: [string, Record<string, unknown>, string][] = [
    ['rmsprop', { alpha: 1 }, 'alpha must be in [0, 1), not 1.'],
    ['rmsprop', { centered: 'yes' }, 'centered must be true or false, not "yes".'],
    ['adagrad', { lrDecay: -1 }, 'lrDecay must be in [0, ∞), not -1.'],
    ['adadelta', { rho: 1.5 }, 'rho must be in [0, 1), not 1.5.'],
    ['sgdm', { momentum: NaN }, 'momentum must be in [0, 1), not NaN.'],
    ['lookahead', { k: 0 }, 'k must be in 1, 2, …, not 0.'],
    ['lookahead', { k: 2.5 }, 'k must be in 1, 2, …, not 2.5.'],
    ['lookahead', { alpha: 1.01 }, 'alpha must be in [0, 1], not 1.01.'],
    ['lookahead', { 'inner.beta1': 1 }, 'inner.beta1 must be in [0, 1), not 1.'],
    ['lookahead', { inner: { name: 'sgd', lr: -1 } }, 'inner.lr must be in [0, ∞), not -1.'],
    ['lion', { beta2: Infinity }, 'beta2 must be in [0, 1), not Infinity.'],
    [
      'nesterov',
      { momentum: 0 },
      'Nesterov needs momentum above 0 and dampening 0, not momentum 0 and dampening 0.',
    ],
  ];
  for (const [name, given, words] of literal) {
    it(`${name} refuses ${JSON.stringify(given)}`, () =>
      assert.deepEqual(said(given, name), [words]));
  }

  it('lookahead does not go around itself', () => {
    const [words] = said({ inner: 'lookahead' }, 'lookahead');
    assert.match(words!, /^inner must be in sgd, sgdm, .*, lion, not "lookahead"\.$/);
  });

  it('a hyper-parameter that a dialect lacks is unknown in it', () => {
    const given = { optimizer: 'nadam', dialect: 'optax', hyperparameters: { momentumDecay: 1 } };
    const made = completeOptimizer(given);
    assert.deepEqual('problems' in made && made.problems.map(inEnglish), [
      'nadam has no hyper-parameter “momentumDecay”. It has: lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, biasCorrection.',
    ]);
  });
});

/** Values outside of what is declared, and what is to be said of each. */
function wrong(declaration: HyperparameterDeclaration): [unknown, string][] {
  const { name, type } = declaration;
  const range = (value: unknown, shown = String(value)): [unknown, string] => [
    value,
    `${name} must be in ${allowedRange(declaration)}, not ${shown}.`,
  ];
  if (type === 'choice') return [range('nonsense', '"nonsense"')];
  if (type === 'boolean') return [[1, `${name} must be true or false, not 1.`]];
  const { minimum, maximum, maximumExcluded, whole } = declaration;
  return [
    ...[minimum - 0.5, NaN, Infinity, -Infinity].map((value) => range(value)),
    ...(maximum === Infinity ? [] : [range(maximumExcluded ? maximum : maximum + 1e-9)]),
    ...(whole ? [range(minimum + 0.5)] : []),
    ['0.5', `${name} must be a number, not "0.5".`],
  ];
}

describe('remarks', () => {
  const words = (changes: Partial<GivenOptimizer> & { optimizer: string }, leaves?: Leaves) => {
    const made = completeOptimizer(changes);
    assert.ok('spec' in made, JSON.stringify(made));
    return remarks(made.spec, leaves).map(inEnglish);
  };

  it('name TF.js’s bugs where they would show', () => {
    const tfjs = { dialect: 'tfjs' };
    assert.deepEqual(words({ optimizer: 'rmsprop', ...tfjs }), []);
    assert.match(
      words({ optimizer: 'rmsprop', ...tfjs, hyperparameters: { centered: true } }).join(),
      /^TF\.js subtracts eps in centered RMSProp/,
    );
    assert.match(words({ optimizer: 'adadelta', ...tfjs }).join(), /first step is lr·g/);
    assert.deepEqual(words({ optimizer: 'adadelta' }), []);
  });

  it('say of LAMB on one number that its sign cannot change, group by group', () => {
    const leaves = ['w', 'b', 'c'].map((name) => ({ name, length: name === 'w' ? 3 : 1 }));
    const groups = [{ leaf: 'c', hyperparameters: { lr: 1.5 } }];
    assert.deepEqual(words({ optimizer: 'lamb', groups }, leaves), [
      'LAMB on “b”: the trust ratio of one number makes every step lr·|b|, so that its sign cannot change while lr < 1.',
    ]);
    const within = { optimizer: 'lookahead', hyperparameters: { inner: 'lamb' } };
    assert.equal(words(within, leaves).length, 2);
    assert.deepEqual(words({ optimizer: 'lamb' }), []);
  });
});
