import { adamHyperparameters, biasCorrection } from './adam';
import { scaleByAdam, type AdamHyperparameters } from './adamStep';
import { lr, positive, toggle } from './hyperparameter';
import { define } from './optimizer';

/**
 * Adam with decoupled decay (Loshchilov and Hutter, arXiv:1711.05101, algorithm 2), which here, as
 * in every framework, is multiplied by lr: Δθ = −lr·λ·θ + Adam's Δθ, the moments made of g alone.
 */
export const adamw = define<AdamHyperparameters>({
  name: 'adamw',
  title: 'AdamW',
  citation: 'Loshchilov and Hutter, Decoupled Weight Decay Regularization, arXiv:1711.05101',
  equations: [
    'm ← β₁·m + (1−β₁)·g',
    'v ← β₂·v + (1−β₂)·g²',
    'Δθ = −lr·λ·θ − lr · m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + eps)',
  ],
  dialects: ['pytorch', 'optax', 'keras', 'paper'],
  hyperparameters: [
    lr(0.001),
    ...adamHyperparameters,
    positive('weightDecay', 'λ', 0.01, 'Decoupled decay: lr·λ·θ is taken from θ.'),
    toggle('amsgrad', 'AMSGrad', false, 'Divide by the largest v so far.'),
    biasCorrection,
  ],
  defaults: { optax: { weightDecay: 1e-4 }, keras: { eps: 1e-7, weightDecay: 0.004 } },
  decay: 'decoupled',
  create: scaleByAdam,
});
