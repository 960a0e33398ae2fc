import { adamHyperparameters, biasCorrection } from './adam';
import { correctionOf } from './correction';
import { decayHyperparameters, lr } from './hyperparameter';
import { define, type Core, type Making } from './optimizer';
import { absent, derived, direction, effectiveLearningRate, stored } from './series';

interface AdamaxHyperparameters {
  beta1: number;
  beta2: number;
  eps: number;
  biasCorrection: boolean;
}

/**
 * Adamax (Kingma and Ba, arXiv:1412.6980, algorithm 2): Adam with the infinity norm in place of √v̂.
 * u needs no correction, since a maximum is not drawn towards the 0 it began with.
 *
 *     m ← β₁·m + (1−β₁)·g̃          Δθ = −lr/(1−β₁ᵗ) · m/denominator(u)
 *
 * | dialect            | u                    | denominator |
 * | pytorch, optax     | max(β₂·u, |g̃| + eps) | u           |
 * | keras, tfjs, paper | max(β₂·u, |g̃|)       | u + eps     |
 *
 * The paper has no eps; without one, g = 0 from the start is 0/0.
 */
function scaleByInfinityNorm(making: Making<AdamaxHyperparameters>): Core {
  const { h, dialect, rate, round: r, loop, value } = making;
  const { beta1, eps, biasCorrection: corrects } = h;
  const within = dialect === 'pytorch' || dialect === 'optax';
  const below = within ? 'u' : 'u + eps';
  const denominator = value(below, ['u'], { eps });
  const correction = corrects ? correctionOf(beta1) : () => 1;
  const step = loop({
    slots: ['m', 'u'],
    scalars: ['stepSize'],
    constants: { beta1: r(beta1), rest1: r(1 - beta1), beta2: r(h.beta2), eps },
    reading: {
      where: { stepSize: corrects ? 'lr / (1 - beta1_t)' : 'lr' },
      inPlace: { rest1: '1 - beta1' },
    },
    formula: `
      m = beta1 * m + rest1 * g
      u = max(beta2 * u, abs(g) ${within ? '+ eps' : ''})
      update = -stepSize * m / (${below})`,
  });
  return {
    init: ({ length }) => ({ m: new Float64Array(length), u: new Float64Array(length) }),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, r(rate(t) / correction(t)));
    },
    series: [
      stored('m', 'm'),
      stored('u', 'u', { axis: 'log' }),
      ...(corrects
        ? [
            derived('mHat', 'm̂', (read, i, t) => read.value('m', i, t) / correction(t)),
            derived('biasCorrection', 'c = 1/(1−β₁ᵗ)', (_read, _i, t) => 1 / correction(t), {
              per: 'run',
            }),
          ]
        : []),
      effectiveLearningRate(
        within ? 'lr/u' : 'lr/(u + eps)',
        (read, i, t) => rate(t) / denominator(read.value('u', i, t)),
      ),
      direction(corrects ? 'm̂' : 'm', (read, i, t) => read.value('m', i, t) / correction(t)),
    ],
    absent: [
      ...(corrects ? [] : [absent('mHat', 'absent.correction-off')]),
      absent('v', 'absent.infinity-norm'),
      absent('vHat', 'absent.infinity-norm'),
    ],
  };
}

export const adamax = define<AdamaxHyperparameters>({
  name: 'adamax',
  title: 'Adamax',
  citation: 'Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv:1412.6980, section 7',
  equations: ['m ← β₁·m + (1−β₁)·g̃', 'u ← max(β₂·u, |g̃| + eps)', 'Δθ = −lr · m/(1−β₁ᵗ) / u'],
  dialects: ['pytorch', 'optax', 'keras', 'tfjs', 'paper'],
  hyperparameters: [
    lr(0.002),
    ...adamHyperparameters,
    ...decayHyperparameters(),
    { ...biasCorrection, description: 'Divide m by 1−β₁ᵗ.' },
  ],
  defaults: {
    keras: { lr: 0.001, eps: 1e-7, decoupledWeightDecay: true },
    tfjs: { eps: 1e-7 },
  },
  decay: 'switch',
  create: scaleByInfinityNorm,
});
