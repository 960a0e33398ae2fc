import type { Hyperparameters } from '../protocol/run';
import type { SeriesReader } from '../protocol/series';
import { chain } from './chain';
import type { Optimizer, OptimizerSeries, Transform } from './optimizer';
import { powersOf } from './powers';
import { addDecayedWeights } from './weightDecay';

/**
 * Adam (Kingma and Ba, arXiv:1412.6980, algorithm 1) in PyTorch's order of operations:
 *
 *     m ← β₁·m + (1−β₁)·g̃          v ← β₂·v + (1−β₂)·g̃²
 *     Δθ = −lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + eps)
 *
 * √v/√(1−β₂ᵗ), not √(v/(1−β₂ᵗ)): the textbook order overflows at |g̃| ~ 1e154 and stalls silently.
 * AMSGrad (Reddi et al., arXiv:1904.09237) takes the largest raw v so far in place of v, as
 * PyTorch's code does.
 */
function stepByAdam(h: AdamHyperparameters): Transform {
  const { lr, beta1, beta2, eps, amsgrad, biasCorrection } = h;
  const correction1 = correctionOf(beta1);
  const correction2 = correctionOf(beta2);
  return {
    init: ({ size }) => ({
      m: new Float64Array(size),
      v: new Float64Array(size),
      ...(amsgrad && { vMax: new Float64Array(size) }),
    }),
    update(updates, _theta, t, state, next) {
      const m = state.m!;
      const v = state.v!;
      const vMax = state.vMax;
      const nextM = next.m!;
      const nextV = next.v!;
      const nextMax = next.vMax;
      const stepSize = biasCorrection ? lr / correction1(t) : lr;
      const rootCorrection = biasCorrection ? Math.sqrt(correction2(t)) : 1;
      for (let i = 0; i < updates.length; i++) {
        const g = updates[i]!;
        const mi = beta1 * m[i]! + (1 - beta1) * g;
        const vi = beta2 * v[i]! + (1 - beta2) * g * g;
        nextM[i] = mi;
        nextV[i] = vi;
        let second = vi;
        if (vMax && nextMax) {
          // Like torch.maximum, Math.max lets NaN through.
          second = Math.max(vMax[i]!, vi);
          nextMax[i] = second;
        }
        updates[i] = (-stepSize * mi) / (Math.sqrt(second) / rootCorrection + eps);
      }
    },
  };
}

/** t ↦ 1 − βᵗ. */
function correctionOf(beta: number): (t: number) => number {
  const power = powersOf(beta);
  return (t) => 1 - power(t);
}

interface AdamHyperparameters {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;
  weightDecay: number;
  amsgrad: boolean;
  biasCorrection: boolean;
}

/** Adam with its hyper-parameters bound; `h` must be complete and in bounds (see registry.ts). */
export function adam(name: string, h: Hyperparameters): Optimizer {
  const bound = h as unknown as AdamHyperparameters;
  const step = stepByAdam(bound);
  const transform = bound.weightDecay ? chain(addDecayedWeights(bound.weightDecay), step) : step;
  return { name, hyperparameters: h, series: adamSeries(bound), ...transform };
}

function adamSeries(h: AdamHyperparameters): OptimizerSeries[] {
  const { lr, beta1, beta2, eps, weightDecay, amsgrad, biasCorrection } = h;
  const second = amsgrad ? 'vMax' : 'v';
  const root = (biasCorrection ? 'v̂' : 'v') + (amsgrad ? ' max' : '');
  const correction1 = correctionOf(beta1);
  const correction2 = correctionOf(beta2);
  const perCoordinate = { per: 'coordinate', axis: 'linear' } as const;
  const stored: OptimizerSeries[] = [
    { name: 'm', symbol: 'm', stored: true, ...perCoordinate },
    { name: 'v', symbol: 'v', stored: true, ...perCoordinate, axis: 'log' },
  ];
  if (amsgrad) {
    stored.push({ name: 'vMax', symbol: 'v max', stored: true, ...perCoordinate, axis: 'log' });
  }
  const derived: OptimizerSeries[] = [];
  if (weightDecay) {
    derived.push({
      name: 'gradientUsed',
      symbol: 'g̃',
      stored: false,
      ...perCoordinate,
      derive: (read, i, t) =>
        read.value('grad', i, t) + weightDecay * read.value('theta', i, t - 1),
    });
  }
  if (biasCorrection) {
    derived.push(
      {
        name: 'mHat',
        symbol: 'm̂',
        stored: false,
        ...perCoordinate,
        derive: (read, i, t) => read.value('m', i, t) / correction1(t),
      },
      {
        name: 'vHat',
        symbol: 'v̂',
        stored: false,
        ...perCoordinate,
        axis: 'log',
        derive: (read, i, t) => read.value('v', i, t) / correction2(t),
      },
    );
  }
  derived.push({
    name: 'effectiveLearningRate',
    symbol: `lr/(√${root} + eps)`,
    stored: false,
    ...perCoordinate,
    axis: 'log',
    derive: (read: SeriesReader, i, t) => {
      const rootCorrection = biasCorrection ? Math.sqrt(correction2(t)) : 1;
      return lr / (Math.sqrt(read.value(second, i, t)) / rootCorrection + eps);
    },
  });
  return [...stored, ...derived];
}
