import { decayHyperparameters, lr, positive } from './hyperparameter';
import { define, type Core, type Making } from './optimizer';
import { absent, derived, direction, effectiveLearningRate, stored } from './series';

interface AdagradHyperparameters {
  lrDecay: number;
  initialAccumulator: number;
  eps: number;
}

/**
 * Adagrad (Duchi, Hazan and Singer, JMLR 12, 2011, equation 1 with a diagonal matrix):
 *
 *     S ← S + g̃²          Δθ = −lr/(1 + (t−1)·lrDecay) · g̃/denominator(S)
 *
 * | dialect            | denominator  | S before step 1 |
 * | pytorch, paper     | √S + eps     | 0               |
 * | optax, keras, tfjs | √(S + eps)   | 0.1             |
 *
 * S stands in the slot `v`.
 */
function scaleByRootOfSum(making: Making<AdagradHyperparameters>): Core {
  const { h, dialect, rate, round: r, gradient, loop, value } = making;
  const { lrDecay, eps } = h;
  const first = r(h.initialAccumulator);
  const outside = dialect === 'pytorch' || dialect === 'paper';
  const below = outside ? 'sqrt(v) + eps' : 'sqrt(v + eps)';
  const denominator = value(below, ['v'], { eps });
  const decayed = (t: number) => rate(t) / (1 + (t - 1) * lrDecay);
  const step = loop({
    slots: ['v'],
    scalars: ['lr'],
    constants: { eps },
    reading: lrDecay === 0 ? {} : { where: { lr: 'lr / (1 + (t - 1) * lrDecay)' } },
    formula: `
      v = v + g * g
      update = -lr * g / (${below})`,
  });
  return {
    init: ({ length }) => ({ v: new Float64Array(length).fill(first) }),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, r(decayed(t)));
    },
    series: [
      stored('v', 'S', { axis: 'log' }),
      ...(lrDecay === 0
        ? []
        : [derived('lr', 'lr/(1 + (t−1)·decay)', (_read, _i, t) => decayed(t), { per: 'run' })]),
      effectiveLearningRate(
        outside ? 'lr/(√S + eps)' : 'lr/√(S + eps)',
        (read, i, t) => decayed(t) / denominator(read.value('v', i, t)),
      ),
      direction('g̃', (read, i, t) => read.value(gradient, i, t)),
    ],
    absent: [
      absent('m', 'absent.no-first-moment'),
      absent('mHat', 'absent.no-first-moment'),
      absent('vHat', 'absent.never-corrected'),
    ],
  };
}

export const adagrad = define<AdagradHyperparameters>({
  name: 'adagrad',
  title: 'Adagrad',
  citation:
    'Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, JMLR 12, 2011',
  equations: ['S ← S + g̃²', 'Δθ = −lr/(1 + (t−1)·lrDecay) · g̃ / (√S + eps)'],
  dialects: ['pytorch', 'optax', 'keras', 'tfjs', 'paper'],
  hyperparameters: [
    lr(0.01),
    positive('lrDecay', 'decay', 0, 'lr is divided by 1 + (t−1)·lrDecay.'),
    positive('initialAccumulator', 'S₀', 0, 'S before step 1.'),
    positive('eps', 'eps', 1e-10, 'Added to the denominator.'),
    ...decayHyperparameters(),
  ],
  defaults: {
    optax: { initialAccumulator: 0.1, eps: 1e-7 },
    keras: { lr: 0.001, initialAccumulator: 0.1, eps: 1e-7, decoupledWeightDecay: true },
    tfjs: { initialAccumulator: 0.1, eps: 1e-7 },
  },
  decay: 'switch',
  create: scaleByRootOfSum,
});
