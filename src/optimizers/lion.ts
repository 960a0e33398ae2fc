import { fraction, lr, positive } from './hyperparameter';
import { define, type Core, type Making } from './optimizer';
import { absent, before, derived, direction, effectiveLearningRate, stored } from './series';

interface LionHyperparameters {
  beta1: number;
  beta2: number;
}

/**
 * Lion (Chen et al., Symbolic Discovery of Optimization Algorithms, arXiv:2302.06675, program 1):
 * every coordinate moves by lr, only the sign is learnt. m takes g in after the step, and with β₂:
 *
 *     c = β₁·m + (1−β₁)·g          Δθ = −lr·sign(c) − lr·λ·θ          m ← β₂·m + (1−β₂)·g
 */
function stepBySign(making: Making<LionHyperparameters>): Core {
  const { h, rate, round: r, gradient, loop, value } = making;
  const constants = {
    ...{ beta1: r(h.beta1), rest1: r(1 - h.beta1) },
    ...{ beta2: r(h.beta2), rest2: r(1 - h.beta2) },
  };
  const mixed = 'beta1 * m + rest1 * g';
  const mix = value(mixed, ['m', 'g'], constants);
  const step = loop({
    slots: ['m'],
    scalars: ['lr'],
    constants,
    reading: { inPlace: { rest1: '1 - beta1', rest2: '1 - beta2' } },
    formula: `
      c = ${mixed}
      m = beta2 * m + rest2 * g
      update = -lr * sign(c)`,
  });
  const c: Parameters<typeof derived>[2] = (read, i, t) =>
    mix(before(read, 'm', i, t), read.value(gradient, i, t));
  return {
    init: ({ length }) => ({ m: new Float64Array(length) }),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, r(rate(t)));
    },
    series: [
      stored('m', 'm'),
      derived('c', 'c', c),
      derived(
        'signAgreement',
        'sign(c)·sign(g̃)',
        (read, i, t) => Math.sign(c(read, i, t)) * Math.sign(read.value(gradient, i, t)),
      ),
      effectiveLearningRate('lr', (_read, _i, t) => rate(t)),
      direction('sign(c)', (read, i, t) => Math.sign(c(read, i, t))),
    ],
    absent: [
      absent('v', 'absent.no-second-moment'),
      absent('mHat', 'absent.never-corrected'),
      absent('vHat', 'absent.no-second-moment'),
    ],
  };
}

export const lion = define<LionHyperparameters>({
  name: 'lion',
  title: 'Lion',
  citation: 'Chen et al., Symbolic Discovery of Optimization Algorithms, arXiv:2302.06675',
  equations: ['c = β₁·m + (1−β₁)·g', 'Δθ = −lr·sign(c) − lr·λ·θ', 'm ← β₂·m + (1−β₂)·g'],
  dialects: ['paper', 'optax', 'keras'],
  hyperparameters: [
    lr(1e-4),
    fraction('beta1', 'β₁', 0.9, 'Share of m in c.'),
    fraction('beta2', 'β₂', 0.99, 'Decay of m.'),
    positive('weightDecay', 'λ', 0, 'Decoupled decay: lr·λ·θ is taken from θ.'),
  ],
  defaults: { optax: { weightDecay: 1e-3 }, keras: { lr: 0.001 } },
  decay: 'decoupled',
  create: stepBySign,
});
