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
  const { h, dialect, rate, round: r, loop, value } = making;
  const { beta1, beta2, eps, biasCorrection: corrects } = h;
  const correction1 = corrects ? correctionOf(beta1) : () => 1;
  const power = powersOf(beta2);
  const { rho, rectification } = trustInVariance(beta2, dialect);
  // Of v, once a step, from β₂ᵗ: c in the reciprocal of the denominator.
  const correction = !corrects
    ? () => 1
    : dialect === 'pytorch'
      ? (held: number) => r(Math.sqrt(1 - held))
      : (held: number) => r(1 - held);
  const reciprocal =
    dialect === 'pytorch'
      ? // As a number over a tensor is there: its reciprocal first.
        '1 / (sqrt(v) + eps) * c'
      : '1 / (sqrt(v / c) + eps)';
  const adaptive = value(reciprocal, ['v', 'c'], { eps });
  const moments = `
    m = beta1 * m + rest1 * g
    v = beta2 * v + rest2 * g * g`;
  const trust = {
    rhoMax: '2 / (1 - beta2) - 1',
    rho: 'rhoMax - 2 * t * beta2_t / (1 - beta2_t)',
  };
  const inPlace = {
    ...{ rest1: '1 - beta1', rest2: '1 - beta2' },
    correction: corrects ? '1 - beta1_t' : '1',
  };
  const ofV = dialect === 'pytorch' ? 'sqrt(1 - beta2_t)' : '1 - beta2_t';
  const shared = {
    slots: ['m', 'v'],
    constants: {
      ...{ beta1: r(beta1), rest1: r(1 - beta1), beta2: r(beta2), rest2: r(1 - beta2), eps },
    },
  };
  const plain = loop({
    ...shared,
    scalars: ['correction', 'lr'],
    reading: { where: trust, inPlace },
    formula: `${moments}
      update = -(m / correction * lr)`,
  });
  const rectified = loop({
    ...shared,
    scalars: ['correction', 'lr', 'c', 'factor'],
    reading: {
      inPlace,
      where: {
        ...trust,
        c: corrects ? ofV : '1',
        factor: 'sqrt((rho - 4) * (rho - 2) * rhoMax / ((rhoMax - 4) * (rhoMax - 2) * rho))',
      },
    },
    formula: `${moments}
      update = -(m / correction * lr * (${reciprocal}) * factor)`,
  });
  const shown = momentSeries(h);
  const below =
    dialect === 'pytorch' && corrects ? '(√v̂ + eps/√(1−β₂ᵗ))' : `(√${corrects ? 'v̂' : 'v'} + eps)`;
  return {
    init: ({ length }) => ({ m: new Float64Array(length), v: new Float64Array(length) }),
    update(updates, theta, t, state, next) {
      const ofM = r(correction1(t));
      const lr = r(rate(t));
      const held = power(t);
      const factor = rectification(t, held);
      if (factor > 0) {
        rectified(updates, theta, state, next, ofM, lr, correction(held), r(factor));
      } else plain(updates, theta, state, next, ofM, lr);
    },
    series: [
      ...shown.series,
      derived('rho', 'ρ', (_read, _i, t) => rho(t, power(t)), { per: 'run' }),
      derived('rectification', 'r', (_read, _i, t) => rectification(t, power(t)) || NaN, {
        per: 'run',
      }),
      effectiveLearningRate(`lr·r/${below}, or lr`, (read, i, t) => {
        const held = power(t);
        const rectified = rectification(t, held);
        return rectified > 0
          ? rate(t) * rectified * adaptive(read.value('v', i, t), correction(held))
          : rate(t);
      }),
      direction(corrects ? 'm̂' : 'm', (read, i, t) => read.value('m', i, t) / correction1(t)),
    ],
    absent: shown.absent,
  };
}

/**
 * How many gradients' worth of variance v holds at step t, and r; 0 where v is not to be trusted.
 * `held` is β₂ᵗ.
 */
function trustInVariance(beta2: number, dialect: Making['dialect']) {
  const most = 2 / (1 - beta2) - 1;
  const rho = (t: number, held: number) => most - (2 * t * held) / (1 - held);
  const trusted =
    dialect === 'pytorch'
      ? (x: number) => x > 5
      : dialect === 'optax'
        ? (x: number) => x >= 5
        : (x: number) => x > 4;
  const rectification = (t: number, held: number) => {
    const x = rho(t, held);
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
