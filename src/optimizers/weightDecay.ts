import type { Making, OptimizerSeries, Transform } from './optimizer';

type Rate = (t: number) => number;

/** L2 decay as in PyTorch's `weight_decay`: g̃ = g + λ·θ, before the moments are made. */
export function addDecayedWeights(lambda: number, { loop }: Pick<Making, 'loop'>): Transform {
  const add = loop({
    constants: { lambda },
    reading: { inPlace: { lambda: 'weightDecay' }, makes: 'g̃' },
    formula: 'g = g + lambda * theta',
  });
  return {
    init: () => ({}),
    update: (updates, theta, _t, state, next) => add(updates, theta, state, next),
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
  { rate, round, dialect, loop }: Pick<Making, 'rate' | 'round' | 'dialect' | 'loop'>,
): Transform {
  const inOneSum = dialect === 'paper' || dialect === 'optax';
  const decay = loop({
    scalars: ['taken', 'kept'],
    reading: { inPlace: { taken: 'lr * weightDecay', kept: '1 - lr * weightDecay' } },
    formula: inOneSum
      ? 'update = update - taken * theta'
      : 'update = theta * kept + update - theta',
  });
  return {
    init: () => ({}),
    update(updates, theta, t, state, next) {
      const taken = rate(t) * lambda;
      decay(updates, theta, state, next, round(taken), round(1 - taken));
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
