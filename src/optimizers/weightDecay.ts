import type { Dialect } from '../protocol/optimizer';
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
 *
 * The publications and optax have it in one sum with the step. PyTorch and Keras decay θ first and
 * then step it, with a rounding each: Δθ is the distance to where that leads, which is exact unless
 * θ doubles or halves in the step.
 */
export function decayDirectly(
  lambda: number,
  rate: Rate,
  round: Round,
  dialect: Dialect,
): Transform {
  const inOneSum = dialect === 'paper' || dialect === 'optax';
  return {
    init: () => ({}),
    update(updates, theta, t) {
      const taken = round(rate(t) * lambda);
      const kept = round(1 - rate(t) * lambda);
      for (let i = 0; i < updates.length; i++) {
        const before = theta[i]!;
        updates[i] = inOneSum
          ? round(updates[i]! - round(taken * before))
          : round(round(round(before * kept) + updates[i]!) - before);
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
