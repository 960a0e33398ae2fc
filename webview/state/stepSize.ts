/** What one coordinate of Adam is worth at a step. */
export interface AdamStep {
  step: number;
  theta: number;
  mHat: number;
  vHat: number;
  effectiveLearningRate: number;
  update: number;
  eps: number;
}

export interface StepSize {
  /** |Δθ| in units of the learning rate: |m̂|/(√v̂ + eps). */
  share: number;
  /** That of this step, the schedule in it. */
  learningRate: number;
  /** What it comes from; each has a sentence, `panel.size.REASON`. */
  reason: 'first' | 'eps' | 'cancelled' | 'agreeing' | 'sudden';
}

/** Below this share gradients have cancelled in m̂, or v̂ remembers far larger ones. */
const small = 0.8;
/** Above it the gradient is larger than those that v̂ remembers. */
const large = 1.05;

/**
 * Why an update is as long as it is, of Δθ = −lr·m̂/(√v̂ + eps) (Kingma & Ba 2015, section 2.1: |Δθ| is
 * at most about lr, and is lr at step 1). Null where Δθ is anything else: with decay, with another
 * direction, without a step.
 */
export function stepSize(at: AdamStep): StepSize | null {
  const { step, theta, mHat, vHat, effectiveLearningRate, update, eps } = at;
  const root = Math.sqrt(vHat);
  const alone = -effectiveLearningRate * mHat;
  // Δθ is a difference of two θ, and as exact as these are.
  const rounding = 1e-6 * Math.abs(alone) + 1e-15 * Math.abs(theta);
  if (step < 1 || alone === 0 || !(Math.abs(update - alone) <= rounding)) return null;
  const share = Math.abs(mHat) / (root + eps);
  return { share, learningRate: effectiveLearningRate * (root + eps), reason: reasonOf() };

  function reasonOf(): StepSize['reason'] {
    if (eps > root) return 'eps';
    if (step === 1) return 'first';
    if (share > large) return 'sudden';
    return share < small ? 'cancelled' : 'agreeing';
  }
}
