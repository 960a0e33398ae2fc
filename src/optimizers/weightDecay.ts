import type { Transform } from './optimizer';

/** L2 decay as in PyTorch's `weight_decay`: g̃ = g + λ·θ, before the moments are made. */
export function addDecayedWeights(lambda: number): Transform {
  return {
    init: () => ({}),
    update(updates, theta) {
      for (let i = 0; i < updates.length; i++) updates[i] = updates[i]! + lambda * theta[i]!;
    },
  };
}
