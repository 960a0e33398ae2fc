// What a dialect computes otherwise than the optimizer's first one, beside its defaults. A test holds
// it against the numbers: who has a line here differs, and who differs has a line.

const lrInside = 'lr stands inside the momentum buffer, so that old gradients keep their old lr';
const epsInside = 'eps stands under the root: √(v + eps)';
const decayFirst = 'decay stands outside the step and before it';
const epsHat = 'lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + eps): eps meets the uncorrected root';

export const differences = {
  sgdm: { keras: `${lrInside}: m ← μ·m − lr·g̃, Δθ = m` },
  nesterov: { keras: `${lrInside}: m ← μ·m − lr·g̃, Δθ = μ·m − lr·g̃` },
  adagrad: {
    optax: 'eps stands under the root: √(S + eps)',
    keras: 'eps stands under the root: √(S + eps)',
    tfjs: 'eps stands under the root: √(S + eps)',
  },
  rmsprop: {
    optax: `${epsInside}; ${lrInside}, with its sign`,
    keras: `${epsInside}; ${lrInside}`,
    tfjs: `${epsInside}; ${lrInside}`,
  },
  adam: { keras: epsHat },
  amsgrad: {
    optax: 'v max is that of v/(1−β₂ᵗ), and is not corrected again',
    keras: epsHat,
  },
  adamax: {
    keras: 'eps is added to u and not to |g̃|',
    tfjs: 'eps is added to u and not to |g̃|',
    paper: 'eps, which the publication does not have, is added to u and not to |g̃|',
  },
  nadam: { optax: 'μ is β₁ at every step' },
  radam: {
    optax: 'r where ρ ≥ 5; r·m̂/(√(v/(1−β₂ᵗ)) + eps): eps meets the corrected root',
    paper: 'r where ρ > 4; r·m̂/(√(v/(1−β₂ᵗ)) + eps): eps meets the corrected root',
  },
  adamw: { keras: epsHat },
  lamb: { keras: `${decayFirst}; neither u nor r knows of λ, and ‖θ‖ is that of the decayed θ` },
  lookahead: {},
  lion: {},
};
