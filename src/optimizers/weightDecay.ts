import type { OptimizerSeries, Transform } from './optimizer';

type Round = (x: number) => number;
type Rate = (t: number) => number;

/** L2 decay as in PyTorch's `weight_decay`: g̃ = g + λ·θ, before the moments are made. */
export function addDecayedWeights(lambda: number, round: Round): Transform {
  return {
    init: () => ({}),
    update(updates, theta) {
      for (let i = 0; i < updates.length; i++) {
        updates[i] = round(updates[i]! + round(lambda * theta[i]!));
      }
    },
  };
}

/**
 * Decoupled decay, Δθ ← Δθ − lr·λ·θ, as PyTorch's AdamW and all of Keras have it: multiplied by lr
 * (Loshchilov and Hutter, arXiv:1711.05101, have the schedule's factor alone there).
 */
export function decayDirectly(lambda: number, rate: Rate, round: Round): Transform {
  return {
    init: () => ({}),
    update(updates, theta, t) {
      const factor = round(rate(t) * lambda);
      for (let i = 0; i < updates.length; i++) {
        updates[i] = round(updates[i]! - round(factor * theta[i]!));
      }
    },
  };
}

/** −lr·λ·θ: the part of Δθ that decoupled decay is. */
export function decayPart(lambda: number, rate: Rate): OptimizerSeries {
  return {
    ...{ name: 'decayPart', symbol: '−lr·λ·θ', per: 'coordinate', stored: false, axis: 'linear' },
    derive: (read, i, t) => -(rate(t) * lambda) * read.value('theta', i, t - 1),
  };
}
