import { message } from '../messages';
import { decayHyperparameters, fraction, lr, toggle } from './hyperparameter';
import { define, type Making, type Core, type OptimizerEntry } from './optimizer';
import { absent, before, direction, effectiveLearningRate, momentumPart, stored } from './series';

interface SgdHyperparameters {
  momentum: number;
  dampening: number;
  nesterov: boolean;
}

/**
 * Stochastic gradient descent, with a momentum buffer where μ > 0 (Sutskever et al., On the
 * importance of initialization and momentum in deep learning, ICML 2013):
 *
 *     m ← μ·m + (1−dampening)·g̃, but m = g̃ at step 1
 *     Δθ = −lr·m, with Nesterov −lr·(g̃ + μ·m)
 */
function stepBySgd(making: Making<SgdHyperparameters>): Core {
  const { h, dialect, rate, round: r, gradient, loop } = making;
  const { momentum, dampening, nesterov } = h;
  if (momentum === 0) return stepAgainst(making);
  if (dialect === 'keras') return stepByVelocity(making);
  const kept = dampening === 0 ? '1' : '1 - dampening';
  const shared = {
    slots: ['m'],
    scalars: ['step'],
    constants: { mu: r(momentum), rest: r(1 - dampening) },
    reading: { inPlace: { step: 'lr', mu: 'momentum', rest: kept } },
  };
  const along = nesterov ? 'g + mu * m' : 'm';
  const first = loop({ ...shared, formula: `m = g \n update = -step * (${along})` });
  const later = loop({
    ...shared,
    formula: `
      m = mu * m + rest * g
      update = -step * (${along})`,
  });
  return {
    init: ({ length }) => ({ m: new Float64Array(length) }),
    update(updates, theta, t, state, next) {
      (t === 1 ? first : later)(updates, theta, state, next, r(rate(t)));
    },
    series: [
      stored('m', 'm'),
      effectiveLearningRate('lr', (_read, _i, t) => rate(t)),
      nesterov
        ? direction(
            'g̃ + μ·m',
            (read, i, t) => read.value(gradient, i, t) + momentum * read.value('m', i, t),
          )
        : direction('m', (read, i, t) => read.value('m', i, t)),
    ],
    absent: withoutMoments,
  };
}

/**
 * Keras keeps lr inside the buffer, so that old gradients keep their old lr under a schedule:
 *
 *     m ← μ·m − lr·(1−dampening)·g̃
 *     Δθ = m, with Nesterov −lr·g̃ + μ·m
 */
function stepByVelocity(making: Making<SgdHyperparameters>): Core {
  const { h, rate, round: r, gradient, loop } = making;
  const { momentum, dampening, nesterov } = h;
  const step = loop({
    slots: ['m'],
    scalars: ['lr', 'inside'],
    constants: { mu: r(momentum) },
    reading: {
      inPlace: { mu: 'momentum', inside: dampening === 0 ? 'lr' : 'lr * (1 - dampening)' },
    },
    formula: `
      m = mu * m - inside * g
      update = ${nesterov ? 'mu * m - lr * g' : 'm'}`,
  });
  return {
    init: ({ length }) => ({ m: new Float64Array(length) }),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, r(rate(t)), r(rate(t) * (1 - dampening)));
    },
    series: [
      stored('m', 'm (with lr)'),
      effectiveLearningRate(
        nesterov || dampening === 0 ? 'lr' : 'lr·(1−dampening)',
        (_read, _i, t) => (nesterov ? rate(t) : rate(t) * (1 - dampening)),
      ),
      direction('g̃', (read, i, t) => read.value(gradient, i, t)),
      momentumPart(
        'μ·m',
        nesterov
          ? (read, i, t) => momentum * read.value('m', i, t)
          : (read, i, t) => momentum * before(read, 'm', i, t),
      ),
    ],
    parts: ['momentumPart'],
    absent: withoutMoments,
  };
}

const withoutMoments = [
  absent('v', 'absent.no-second-moment'),
  absent('mHat', 'absent.never-corrected'),
  absent('vHat', 'absent.no-second-moment'),
];

function stepAgainst({ rate, round: r, gradient, loop }: Making<SgdHyperparameters>): Core {
  const step = loop({ scalars: ['lr'], formula: 'update = -lr * g' });
  return {
    init: () => ({}),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, r(rate(t)));
    },
    series: [
      effectiveLearningRate('lr', (_read, _i, t) => rate(t)),
      direction('g̃', (read, i, t) => read.value(gradient, i, t)),
    ],
    absent: [
      absent('m', 'absent.no-momentum'),
      absent('v', 'absent.no-second-moment'),
      absent('mHat', 'absent.no-momentum'),
      absent('vHat', 'absent.no-second-moment'),
    ],
  };
}

function named(
  name: string,
  title: string,
  usual: SgdHyperparameters,
  citation: string,
): OptimizerEntry {
  const { momentum, nesterov } = usual;
  const along = nesterov ? '(g̃ + μ·m)' : 'm';
  return define<SgdHyperparameters>({
    ...{ name, title, citation },
    equations: momentum === 0 ? ['Δθ = −lr·g̃'] : ['m ← μ·m + (1−dampening)·g̃', `Δθ = −lr·${along}`],
    dialects: ['pytorch', 'optax', 'keras', 'tfjs', 'paper'],
    hyperparameters: [
      lr(0.001),
      fraction('momentum', 'μ', momentum, 'Decay of the momentum buffer m; 0: there is none.'),
      fraction('dampening', 'dampening', 0, 'Share of g that the buffer leaves out.'),
      toggle('nesterov', 'Nesterov', nesterov, 'Step along g + μ·m instead of m.'),
      ...decayHyperparameters(),
    ],
    defaults: { keras: { lr: 0.01, decoupledWeightDecay: true } },
    decay: 'switch',
    check: (h) =>
      h.nesterov === true && (h.momentum === 0 || h.dampening !== 0)
        ? [message('hyperparameter.nesterov', [Number(h.momentum), Number(h.dampening)])]
        : [],
    create: stepBySgd,
  });
}

export const sgd = named(
  'sgd',
  'SGD',
  { momentum: 0, dampening: 0, nesterov: false },
  'Robbins and Monro, A Stochastic Approximation Method, Annals of Mathematical Statistics, 1951',
);

export const sgdm = named(
  'sgdm',
  'SGD with momentum',
  { momentum: 0.9, dampening: 0, nesterov: false },
  'Polyak, Some methods of speeding up the convergence of iteration methods, 1964',
);

export const nesterov = named(
  'nesterov',
  'Nesterov',
  { momentum: 0.9, dampening: 0, nesterov: true },
  'Sutskever et al., On the importance of initialization and momentum in deep learning, ICML 2013',
);
