import type { AbsentSeries } from '../protocol/series';
import { correctionOf } from './correction';
import { momentSeries } from './moments';
import type { Core, Making, OptimizerSeries } from './optimizer';
import { direction, effectiveLearningRate, stored } from './series';

export interface AdamHyperparameters {
  beta1: number;
  beta2: number;
  eps: number;
  amsgrad: boolean;
  biasCorrection: boolean;
}

/**
 * Adam's step (Kingma and Ba, arXiv:1412.6980, algorithm 1):
 *
 *     m ← β₁·m + (1−β₁)·g̃          v ← β₂·v + (1−β₂)·g̃²
 *     Δθ = −stepSize · m / denominator(v)
 *
 * | dialect      | stepSize             | denominator        | AMSGrad keeps the largest |
 * | pytorch      | lr/(1−β₁ᵗ)           | √v/√(1−β₂ᵗ) + eps  | v (its docstring says v̂)  |
 * | keras        | lr·√(1−β₂ᵗ)/(1−β₁ᵗ)  | √v + eps           | v                         |
 * | tfjs, paper  | lr/(1−β₁ᵗ)           | √(v/(1−β₂ᵗ)) + eps | v                         |
 * | optax        | lr/(1−β₁ᵗ)           | √(v/(1−β₂ᵗ)) + eps | v/(1−β₂ᵗ)                 |
 *
 * The textbook's √(v/(1−β₂ᵗ)) overflows at |g̃| ~ 1e154 and stalls silently; PyTorch's does not.
 */
export function scaleByAdam(making: Making<AdamHyperparameters>): Core {
  const { h, rate, round: r, loop } = making;
  const { beta1, beta2, eps, amsgrad } = h;
  const { stepSize, correction, denominator, largest, where } = formula(making);
  const betas = { beta1: r(beta1), rest1: r(1 - beta1), beta2: r(beta2), rest2: r(1 - beta2) };
  // Like torch.maximum, max lets NaN through.
  const step = loop({
    slots: ['m', 'v', ...(amsgrad ? ['vMax'] : [])],
    scalars: ['stepSize', 'c'],
    constants: { ...betas, eps },
    reading: { where, inPlace: { rest1: '1 - beta1', rest2: '1 - beta2' } },
    formula: `
      m = beta1 * m + rest1 * g
      v = beta2 * v + rest2 * g * g
      ${amsgrad ? `vMax = max(vMax, ${largest})` : ''}
      update = -stepSize * m / (${denominator})`,
  });
  return {
    ...shown(making),
    init: ({ length }) => ({
      m: new Float64Array(length),
      v: new Float64Array(length),
      ...(amsgrad && { vMax: new Float64Array(length) }),
    }),
    update(updates, theta, t, state, next) {
      step(updates, theta, state, next, stepSize(rate(t), t), correction(t));
    },
  };
}

/**
 * What the dialects differ in; the update and the series that show it compute with the same.
 * `correction` is that of v, worked out once a step: c in `denominator` and `largest`.
 */
function formula({ h, dialect, round: r }: Making<AdamHyperparameters>) {
  const { beta1, beta2, biasCorrection, amsgrad } = h;
  const correction1 = biasCorrection ? correctionOf(beta1) : () => 1;
  const correction2 = biasCorrection ? correctionOf(beta2) : () => 1;
  const root = (t: number) => Math.sqrt(correction2(t));
  const stepSize = (lr: number, t: number) => r(lr / correction1(t));
  const second = amsgrad ? 'vMax' : 'v';
  const where = {
    stepSize: biasCorrection ? 'lr / (1 - beta1_t)' : 'lr',
    c: biasCorrection ? '1 - beta2_t' : '1',
  };
  switch (dialect) {
    case 'pytorch':
      return {
        stepSize,
        correction: (t: number) => r(root(t)),
        denominator: `sqrt(${second}) / c + eps`,
        largest: 'v',
        where: { ...where, c: biasCorrection ? 'sqrt(1 - beta2_t)' : '1' },
      };
    case 'keras':
      return {
        stepSize: (lr: number, t: number) => r((lr * root(t)) / correction1(t)),
        correction: () => 1,
        denominator: `sqrt(${second}) + eps`,
        largest: 'v',
        where: {
          stepSize: biasCorrection ? 'lr * sqrt(1 - beta2_t) / (1 - beta1_t)' : 'lr',
        },
      };
    case 'optax':
      if (amsgrad) {
        return {
          stepSize,
          correction: (t: number) => r(correction2(t)),
          denominator: 'sqrt(vMax) + eps',
          largest: 'v / c',
          where,
        };
      }
  }
  return {
    stepSize,
    correction: (t: number) => r(correction2(t)),
    denominator: `sqrt(${second} / c) + eps`,
    largest: 'v',
    where,
  };
}

function shown(making: Making<AdamHyperparameters>): {
  series: OptimizerSeries[];
  absent: AbsentSeries[];
} {
  const { h, rate, dialect, value } = making;
  const { beta1, eps, amsgrad, biasCorrection } = h;
  const { stepSize, correction, denominator } = formula(making);
  const second = amsgrad ? 'vMax' : 'v';
  const below = value(denominator, [second, 'c'], { eps });
  const correction1 = biasCorrection ? correctionOf(beta1) : () => 1;
  const root = `√${biasCorrection ? 'v̂' : 'v'}${amsgrad ? ' max' : ''}`;
  const symbol =
    dialect === 'keras' && biasCorrection
      ? `lr·√(1−β₂ᵗ)/(√v${amsgrad ? ' max' : ''} + eps)`
      : `lr/(${root} + eps)`;
  const moments = momentSeries(h);
  return {
    series: [
      ...moments.series,
      ...(amsgrad ? [stored('vMax', 'v max', { axis: 'log' })] : []),
      // stepSize has 1/(1−β₁ᵗ) in it, which here stands in m̂.
      effectiveLearningRate(
        symbol,
        (read, i, t) =>
          (stepSize(rate(t), t) * correction1(t)) / below(read.value(second, i, t), correction(t)),
      ),
      direction(biasCorrection ? 'm̂' : 'm', (read, i, t) => read.value('m', i, t) / correction1(t)),
    ],
    absent: moments.absent,
  };
}
