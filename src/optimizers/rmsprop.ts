import { message } from '../messages';
import { decayHyperparameters, fraction, lr, positive, toggle } from './hyperparameter';
import { define, type Core, type Making } from './optimizer';
import { absent, before, direction, effectiveLearningRate, momentumPart, stored } from './series';

interface RmspropHyperparameters {
  alpha: number;
  eps: number;
  momentum: number;
  centered: boolean;
}

/**
 * RMSProp (Tieleman and Hinton, lecture 6.5, 2012), centered as by Graves (arXiv:1308.0850,
 * equations 38 to 41), where the variance of g stands for its square:
 *
 *     v ← α·v + (1−α)·g̃²          ḡ ← α·ḡ + (1−α)·g̃
 *     m ← μ·m + g̃/denominator      Δθ = −lr·m, without momentum −lr·g̃/denominator
 *
 * | dialect        | denominator           | momentum buffer             |
 * | pytorch, paper | √(v [− ḡ²]) + eps     | as above                    |
 * | keras, tfjs    | √(v [− ḡ²] + eps)     | lr inside: m ← μ·m + lr·g̃/… |
 * | optax          | √(v [− ḡ²] + eps)     | −lr inside, Δθ = m          |
 */
function scaleByRms(making: Making<RmspropHyperparameters>): Core {
  const { h, dialect, rate, round: r, loop } = making;
  const { momentum, centered, eps } = h;
  const denominator = denominatorOf(making);
  const scaled = `g / (${denominator})`;
  const along = { optax: ['-lr *', ''], pytorch: ['', '-lr *'], paper: ['', '-lr *'] };
  const [within, outside] = along[dialect as keyof typeof along] ?? ['lr *', '-'];
  const step = loop({
    slots: ['v', ...(centered ? ['gradAvg'] : []), ...(momentum > 0 ? ['m'] : [])],
    scalars: ['lr'],
    constants: { alpha: r(h.alpha), rest: r(1 - h.alpha), mu: r(momentum), eps },
    reading: { inPlace: { rest: '1 - alpha', mu: 'momentum' } },
    formula: `
      v = alpha * v + rest * g * g
      ${centered ? 'gradAvg = alpha * gradAvg + rest * g' : ''}
      ${momentum > 0 ? `m = mu * m + ${within} ${scaled}` : ''}
      update = ${momentum > 0 ? `${outside} m` : `-lr * ${scaled}`}`,
  });
  return {
    ...shown(making),
    init: ({ length }) => ({
      v: new Float64Array(length),
      ...(centered && { gradAvg: new Float64Array(length) }),
      ...(momentum > 0 && { m: new Float64Array(length) }),
    }),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, r(rate(t)));
    },
  };
}

const lrInside = (dialect: Making['dialect']) => dialect !== 'pytorch' && dialect !== 'paper';

/** From v and `gradAvg`, ḡ; the update and its series compute with the same. */
function denominatorOf({ h, dialect }: Making<RmspropHyperparameters>): string {
  const variance = h.centered ? 'v - gradAvg * gradAvg' : 'v';
  return lrInside(dialect) ? `sqrt(${variance} + eps)` : `sqrt(${variance}) + eps`;
}

function shown(making: Making<RmspropHyperparameters>): Omit<Core, 'init' | 'update'> {
  const { h, dialect, rate, gradient, value } = making;
  const { momentum, centered, eps } = h;
  const denominator = value(denominatorOf(making), ['v', 'gradAvg'], { eps });
  const inside = lrInside(dialect);
  const under = centered ? 'v − ḡ²' : 'v';
  const sign = dialect === 'optax' ? 1 : -1;
  return {
    series: [
      stored('v', 'v', { axis: 'log' }),
      ...(centered ? [stored('gradAvg', 'ḡ')] : []),
      ...(momentum > 0 ? [stored('m', inside ? 'm (with lr)' : 'm')] : []),
      effectiveLearningRate(
        inside ? `lr/√(${under} + eps)` : `lr/(√${centered ? `(${under})` : under} + eps)`,
        (read, i, t) =>
          rate(t) / denominator(read.value('v', i, t), centered ? read.value('gradAvg', i, t) : 0),
      ),
      direction('g̃', (read, i, t) => read.value(gradient, i, t)),
      // Old gradients keep the denominators of their own steps, and with lr inside their own lr.
      ...(momentum > 0
        ? [
            inside
              ? momentumPart(
                  sign < 0 ? '−μ·m before' : 'μ·m before',
                  (read, i, t) => sign * momentum * before(read, 'm', i, t),
                )
              : momentumPart(
                  '−lr·μ·m before',
                  (read, i, t) => -rate(t) * (momentum * before(read, 'm', i, t)),
                ),
          ]
        : []),
    ],
    parts: momentum > 0 ? ['momentumPart'] : [],
    absent: [
      ...(momentum > 0 ? [] : [absent('m', 'absent.momentum-off')]),
      absent('mHat', 'absent.never-corrected'),
      absent('vHat', 'absent.never-corrected'),
    ],
  };
}

export const rmsprop = define<RmspropHyperparameters>({
  name: 'rmsprop',
  title: 'RMSProp',
  citation:
    'Tieleman and Hinton, Lecture 6.5 – RMSProp, COURSERA: Neural Networks for Machine Learning, 2012; centered: Graves, arXiv:1308.0850',
  equations: [
    'v ← α·v + (1−α)·g̃²',
    'centered: ḡ ← α·ḡ + (1−α)·g̃, and v − ḡ² in place of v',
    'm ← μ·m + g̃ / (√v + eps)',
    'Δθ = −lr·m',
  ],
  dialects: ['pytorch', 'optax', 'keras', 'tfjs', 'paper'],
  hyperparameters: [
    lr(0.01),
    fraction('alpha', 'α', 0.99, 'Decay of v.'),
    positive('eps', 'eps', 1e-8, 'Added to the denominator.'),
    fraction('momentum', 'μ', 0, 'Decay of the momentum buffer m; 0: there is none.'),
    toggle('centered', 'centered', false, 'Divide by the deviation of g, not by its size.'),
    ...decayHyperparameters(),
  ],
  defaults: {
    optax: { alpha: 0.9 },
    keras: { lr: 0.001, alpha: 0.9, eps: 1e-7, decoupledWeightDecay: true },
    tfjs: { alpha: 0.9, eps: 1e-7 },
    paper: { lr: 0.001, alpha: 0.9 },
  },
  decay: 'switch',
  remarks: ({ centered }, dialect) =>
    dialect === 'tfjs' && centered ? [message('remark.tfjs-centered-rmsprop')] : [],
  create: scaleByRms,
});
