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
  const { h, rate, round: r } = making;
  const { beta1, beta2, amsgrad } = h;
  const { stepSize, correction, denominator, largest } = formula(making);
  const [rest1, rest2] = [r(1 - beta1), r(1 - beta2)];
  const [decay1, decay2] = [r(beta1), r(beta2)];
  return {
    ...shown(making),
    init: ({ length }) => ({
      m: new Float64Array(length),
      v: new Float64Array(length),
      ...(amsgrad && { vMax: new Float64Array(length) }),
    }),
    update(updates, _theta, t, state, next) {
      const { m, v, vMax } = state as unknown as Slots;
      const { m: nextM, v: nextV, vMax: nextMax } = next as unknown as Slots;
      const step = stepSize(rate(t), t);
      const c = correction(t);
      for (let i = 0; i < updates.length; i++) {
        const g = updates[i]!;
        const mi = r(r(decay1 * m[i]!) + r(rest1 * g));
        const vi = r(r(decay2 * v[i]!) + r(r(rest2 * g) * g));
        nextM[i] = mi;
        nextV[i] = vi;
        let second = vi;
        if (vMax && nextMax) {
          // Like torch.maximum, Math.max lets NaN through.
          second = Math.max(vMax[i]!, largest(vi, c));
          nextMax[i] = second;
        }
        updates[i] = r(r(-step * mi) / denominator(second, c));
      }
    },
  };
}

interface Slots {
  m: Float64Array;
  v: Float64Array;
  vMax?: Float64Array;
}

/**
 * What the dialects differ in; the update and the series that show it compute with the same.
 * `correction` is that of v, worked out once a step for the `denominator` and `largest` of every v.
 */
function formula({ h, dialect, round: r }: Making<AdamHyperparameters>) {
  const { beta1, beta2, eps, biasCorrection, amsgrad } = h;
  const correction1 = biasCorrection ? correctionOf(beta1) : () => 1;
  const correction2 = biasCorrection ? correctionOf(beta2) : () => 1;
  const root = (t: number) => Math.sqrt(correction2(t));
  const stepSize = (lr: number, t: number) => r(lr / correction1(t));
  const asItIs = (v: number, _c: number) => v;
  switch (dialect) {
    case 'pytorch':
      return {
        stepSize,
        correction: (t: number) => r(root(t)),
        denominator: (v: number, c: number) => r(r(r(Math.sqrt(v)) / c) + eps),
        largest: asItIs,
      };
    case 'keras':
      return {
        stepSize: (lr: number, t: number) => r((lr * root(t)) / correction1(t)),
        correction: () => 1,
        denominator: (v: number, _c: number) => r(r(Math.sqrt(v)) + eps),
        largest: asItIs,
      };
    case 'optax':
      if (amsgrad) {
        return {
          stepSize,
          correction: (t: number) => r(correction2(t)),
          denominator: (v: number, _c: number) => r(r(Math.sqrt(v)) + eps),
          largest: (v: number, c: number) => r(v / c),
        };
      }
  }
  return {
    stepSize,
    correction: (t: number) => r(correction2(t)),
    denominator: (v: number, c: number) => r(r(Math.sqrt(r(v / c))) + eps),
    largest: asItIs,
  };
}

function shown(making: Making<AdamHyperparameters>): {
  series: OptimizerSeries[];
  absent: AbsentSeries[];
} {
  const { h, rate, dialect } = making;
  const { beta1, amsgrad, biasCorrection } = h;
  const { stepSize, correction, denominator } = formula(making);
  const second = amsgrad ? 'vMax' : 'v';
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
          (stepSize(rate(t), t) * correction1(t)) /
          denominator(read.value(second, i, t), correction(t)),
      ),
      direction(biasCorrection ? 'm̂' : 'm', (read, i, t) => read.value('m', i, t) / correction1(t)),
    ],
    absent: moments.absent,
  };
}
