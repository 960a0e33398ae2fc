import { message } from '../messages';
import { decayHyperparameters, fraction, lr, positive } from './hyperparameter';
import { define, type Core, type Making } from './optimizer';
import { absent, before, direction, effectiveLearningRate, stored } from './series';

interface AdadeltaHyperparameters {
  rho: number;
  eps: number;
}

/**
 * Adadelta (Zeiler, arXiv:1212.5701, algorithm 1), whose step has the unit of θ: D, the average of
 * past squared steps, stands where others have a learning rate. lr is the frameworks' addition.
 *
 *     v ← ρ·v + (1−ρ)·g̃²
 *     δ = √(D + eps)/√(v + eps) · g̃          D ← ρ·D + (1−ρ)·δ²          Δθ = −lr·δ
 */
function scaleByAdadelta(making: Making<AdadeltaHyperparameters>): Core {
  const { h, rate, round: r, gradient, loop, value } = making;
  const { rho, eps } = h;
  const perGradient = 'sqrt(accDelta + eps) / sqrt(v + eps)';
  const ratio = value(perGradient, ['accDelta', 'v'], { eps });
  const step = loop({
    slots: ['v', 'accDelta'],
    scalars: ['lr'],
    constants: { rho: r(rho), rest: r(1 - rho), eps },
    reading: { inPlace: { rest: '1 - rho' } },
    formula: `
      v = rho * v + rest * g * g
      delta = ${perGradient} * g
      accDelta = rho * accDelta + rest * delta * delta
      update = -lr * delta`,
  });
  return {
    init: ({ length }) => ({
      v: new Float64Array(length),
      accDelta: new Float64Array(length),
    }),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, r(rate(t)));
    },
    series: [
      stored('v', 'v', { axis: 'log' }),
      stored('accDelta', 'D', { axis: 'log' }),
      effectiveLearningRate(
        'lr·√(D before + eps)/√(v + eps)',
        (read, i, t) => rate(t) * ratio(before(read, 'accDelta', i, t), read.value('v', i, t)),
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

export const adadelta = define<AdadeltaHyperparameters>({
  name: 'adadelta',
  title: 'Adadelta',
  citation: 'Zeiler, ADADELTA: An Adaptive Learning Rate Method, arXiv:1212.5701',
  equations: [
    'v ← ρ·v + (1−ρ)·g̃²',
    'δ = √(D + eps) / √(v + eps) · g̃',
    'D ← ρ·D + (1−ρ)·δ²',
    'Δθ = −lr·δ',
  ],
  dialects: ['pytorch', 'optax', 'keras', 'tfjs', 'paper'],
  hyperparameters: [
    lr(1),
    fraction('rho', 'ρ', 0.9, 'Decay of v and D.'),
    positive('eps', 'eps', 1e-6, 'Added under both roots; decides the first steps.'),
    ...decayHyperparameters(),
  ],
  defaults: {
    keras: { lr: 0.001, rho: 0.95, eps: 1e-7, decoupledWeightDecay: true },
    tfjs: { lr: 0.001, rho: 0.95, eps: 1e-7 },
    paper: { rho: 0.95 },
  },
  decay: 'switch',
  remarks: (_h, dialect) => (dialect === 'tfjs' ? [message('remark.tfjs-adadelta')] : []),
  create: scaleByAdadelta,
});
