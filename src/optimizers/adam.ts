import { scaleByAdam, type AdamHyperparameters } from './adamStep';
import { decayHyperparameters, fraction, lr, positive, toggle } from './hyperparameter';
import { define, type OptimizerEntry } from './optimizer';

/** β₁, β₂ and eps as nearly all descendants of Adam have them. */
export const adamHyperparameters = [
  fraction('beta1', 'β₁', 0.9, 'Decay of m.'),
  fraction('beta2', 'β₂', 0.999, 'Decay of v.'),
  positive('eps', 'eps', 1e-8, 'Added to the denominator.'),
];

export const biasCorrection = toggle(
  'biasCorrection',
  'bias correction',
  true,
  'Divide m by 1−β₁ᵗ and v by 1−β₂ᵗ.',
);

function named(name: string, title: string, amsgrad: boolean, citation: string): OptimizerEntry {
  return define<AdamHyperparameters>({
    ...{ name, title, citation },
    equations: [
      'm ← β₁·m + (1−β₁)·g̃',
      'v ← β₂·v + (1−β₂)·g̃²',
      ...(amsgrad ? ['v max ← max(v max, v)'] : []),
      `Δθ = −lr · m/(1−β₁ᵗ) / (√(${amsgrad ? 'v max' : 'v'}/(1−β₂ᵗ)) + eps)`,
    ],
    dialects: amsgrad
      ? ['pytorch', 'optax', 'keras', 'paper']
      : ['pytorch', 'optax', 'keras', 'tfjs', 'paper'],
    hyperparameters: [
      lr(0.001),
      ...adamHyperparameters,
      ...decayHyperparameters(),
      toggle('amsgrad', 'AMSGrad', amsgrad, 'Divide by the largest v so far.'),
      biasCorrection,
    ],
    defaults: {
      keras: { eps: 1e-7, decoupledWeightDecay: true },
      tfjs: { eps: 1e-7 },
      // Reddi et al. leave the correction out.
      ...(amsgrad && { paper: { biasCorrection: false } }),
    },
    decay: 'switch',
    create: scaleByAdam,
  });
}

export const adam = named(
  'adam',
  'Adam',
  false,
  'Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv:1412.6980',
);

export const amsgrad = named(
  'amsgrad',
  'AMSGrad',
  true,
  'Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, arXiv:1904.09237',
);
