import { adamHyperparameters, biasCorrection } from './adam';
import { correctionOf } from './correction';
import { decayHyperparameters, lr } from './hyperparameter';
import { momentSeries } from './moments';
import { define, type Core, type Making } from './optimizer';
import { powersOf } from './powers';
import { derived, direction, effectiveLearningRate } from './series';

interface RadamHyperparameters {
  beta1: number;
  beta2: number;
  eps: number;
  biasCorrection: boolean;
}

/**
 * RAdam (Liu et al., On the Variance of the Adaptive Learning Rate and Beyond, arXiv:1908.03265,
 * algorithm 2): plain m̂ while v is made of too few gradients to be trusted, then Adam's step times
 * the rectification r, which grows to 1.
 *
 *     ρ∞ = 2/(1−β₂) − 1          ρ = ρ∞ − 2·t·β₂ᵗ/(1−β₂ᵗ)
 *     r = √((ρ−4)(ρ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρ))
 *     Δθ = −lr·m̂ · r/denominator(v)   where ρ is large enough, else −lr·m̂
 *
 * | dialect | trusted | 1/denominator            |
 * | pytorch | ρ > 5   | √(1−β₂ᵗ)/(√v + eps)      |
 * | optax   | ρ ≥ 5   | 1/(√(v/(1−β₂ᵗ)) + eps)   |
 * | paper   | ρ > 4   | as optax; it has no eps  |
 */
function scaleByRadam(making: Making<RadamHyperparameters>): Core {
  const { h, dialect, rate, round: r } = making;
  const { beta1, beta2, eps, biasCorrection: corrects } = h;
  const correction1 = corrects ? correctionOf(beta1) : () => 1;
  const correction2 = corrects ? correctionOf(beta2) : () => 1;
  const { rho, rectification } = trustInVariance(beta2, dialect);
  // Of v, once a step: c in the reciprocal of the denominator.
  const correction = (t: number) =>
    r(dialect === 'pytorch' ? Math.sqrt(correction2(t)) : correction2(t));
  const adaptive =
    dialect === 'pytorch'
      ? // As a number over a tensor is there: its reciprocal first.
        (v: number, c: number) => r(r(1 / r(r(Math.sqrt(v)) + eps)) * c)
      : (v: number, c: number) => r(1 / r(r(Math.sqrt(r(v / c))) + eps));
  const [decay1, rest1, decay2, rest2] = [r(beta1), r(1 - beta1), r(beta2), r(1 - beta2)];
  const moments = momentSeries(h);
  const below =
    dialect === 'pytorch' && corrects ? '(√v̂ + eps/√(1−β₂ᵗ))' : `(√${corrects ? 'v̂' : 'v'} + eps)`;
  return {
    init: ({ length }) => ({ m: new Float64Array(length), v: new Float64Array(length) }),
    update(updates, _theta, t, state, next) {
      const m = state.m!;
      const v = state.v!;
      const nextM = next.m!;
      const nextV = next.v!;
      const ofM = r(correction1(t));
      const c = correction(t);
      const lr = r(rate(t));
      const rectified = rectification(t);
      const factor = r(rectified);
      for (let i = 0; i < updates.length; i++) {
        const g = updates[i]!;
        const mi = r(r(decay1 * m[i]!) + r(rest1 * g));
        const vi = r(r(decay2 * v[i]!) + r(r(rest2 * g) * g));
        nextM[i] = mi;
        nextV[i] = vi;
        const step = r(r(mi / ofM) * lr);
        updates[i] = -(rectified > 0 ? r(r(step * adaptive(vi, c)) * factor) : step);
      }
    },
    series: [
      ...moments.series,
      derived('rho', 'ρ', (_read, _i, t) => rho(t), { per: 'run' }),
      derived('rectification', 'r', (_read, _i, t) => rectification(t) || NaN, { per: 'run' }),
      effectiveLearningRate(`lr·r/${below}, or lr`, (read, i, t) => {
        const rectified = rectification(t);
        return rectified > 0
          ? rate(t) * rectified * adaptive(read.value('v', i, t), correction(t))
          : rate(t);
      }),
      direction(corrects ? 'm̂' : 'm', (read, i, t) => read.value('m', i, t) / correction1(t)),
    ],
    absent: moments.absent,
  };
}

/** How many gradients' worth of variance v holds at step t, and r; 0 where v is not to be trusted. */
function trustInVariance(beta2: number, dialect: Making['dialect']) {
  const power = powersOf(beta2);
  const most = 2 / (1 - beta2) - 1;
  const rho = (t: number) => most - (2 * t * power(t)) / (1 - power(t));
  const trusted =
    dialect === 'pytorch'
      ? (x: number) => x > 5
      : dialect === 'optax'
        ? (x: number) => x >= 5
        : (x: number) => x > 4;
  const rectification = (t: number) => {
    const x = rho(t);
    if (!trusted(x)) return 0;
    return Math.sqrt(((x - 4) * (x - 2) * most) / ((most - 4) * (most - 2) * x));
  };
  return { rho, rectification };
}

export const radam = define<RadamHyperparameters>({
  name: 'radam',
  title: 'RAdam',
  citation:
    'Liu et al., On the Variance of the Adaptive Learning Rate and Beyond, arXiv:1908.03265',
  equations: [
    'm ← β₁·m + (1−β₁)·g̃',
    'v ← β₂·v + (1−β₂)·g̃²',
    'ρ = ρ∞ − 2·t·β₂ᵗ/(1−β₂ᵗ), ρ∞ = 2/(1−β₂) − 1',
    'r = √((ρ−4)(ρ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρ))',
    'Δθ = −lr · m/(1−β₁ᵗ) · r·√(1−β₂ᵗ)/(√v + eps) where ρ > 5, else −lr · m/(1−β₁ᵗ)',
  ],
  dialects: ['pytorch', 'optax', 'paper'],
  hyperparameters: [lr(0.001), ...adamHyperparameters, ...decayHyperparameters(), biasCorrection],
  decay: 'switch',
  create: scaleByRadam,
});
