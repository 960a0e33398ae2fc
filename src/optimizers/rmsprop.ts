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
  const { h, dialect, rate, round: r } = making;
  const { momentum, centered } = h;
  const denominator = denominatorOf(making);
  const inside = lrInside(dialect);
  const sign = dialect === 'optax' ? -1 : 1;
  const [decay, rest, mu] = [r(h.alpha), r(1 - h.alpha), r(momentum)];
  return {
    ...shown(making),
    init: ({ length }) => ({
      v: new Float64Array(length),
      ...(centered && { gradAvg: new Float64Array(length) }),
      ...(momentum > 0 && { m: new Float64Array(length) }),
    }),
    update(updates, _theta, t, state, next) {
      const { v, gradAvg, m } = state as unknown as Slots;
      const { v: nextV, gradAvg: nextAvg, m: nextM } = next as unknown as Slots;
      const step = r(rate(t));
      for (let i = 0; i < updates.length; i++) {
        const g = updates[i]!;
        const vi = r(r(decay * v[i]!) + r(r(rest * g) * g));
        nextV[i] = vi;
        let mean = 0;
        if (gradAvg && nextAvg) nextAvg[i] = mean = r(r(decay * gradAvg[i]!) + r(rest * g));
        const below = denominator(vi, mean);
        if (m && nextM) {
          const scaled = inside ? r(r(sign * step * g) / below) : r(g / below);
          const mi = r(r(mu * m[i]!) + scaled);
          nextM[i] = mi;
          updates[i] = inside ? -sign * mi : r(-step * mi);
        } else updates[i] = r(r(-step * g) / below);
      }
    },
  };
}

interface Slots {
  v: Float64Array;
  gradAvg?: Float64Array;
  m?: Float64Array;
}

const lrInside = (dialect: Making['dialect']) => dialect !== 'pytorch' && dialect !== 'paper';

/** From v and ḡ, 0 where it is not centered; the update and its series compute with the same. */
function denominatorOf({ h, dialect, round: r }: Making<RmspropHyperparameters>) {
  const { eps, centered } = h;
  const variance = (v: number, mean: number) => (centered ? r(v - r(mean * mean)) : v);
  return lrInside(dialect)
    ? (v: number, mean: number) => r(Math.sqrt(r(variance(v, mean) + eps)))
    : (v: number, mean: number) => r(r(Math.sqrt(variance(v, mean))) + eps);
}

function shown(making: Making<RmspropHyperparameters>): Omit<Core, 'init' | 'update'> {
  const { h, dialect, rate, gradient } = making;
  const { momentum, centered } = h;
  const denominator = denominatorOf(making);
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
