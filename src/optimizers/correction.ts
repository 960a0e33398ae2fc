import type { OptimizerSeries } from './optimizer';
import { powersOf } from './powers';

/** t ↦ 1 − βᵗ: what is missing of an average that began with 0 (arXiv:1412.6980, section 3). */
export function correctionOf(beta: number): (t: number) => number {
  const power = powersOf(beta);
  return (t) => 1 - power(t);
}

/** c_t = √(1−β₂ᵗ)/(1−β₁ᵗ): what bias correction multiplies the step by. */
export function correctionSeries(beta1: number, beta2: number): OptimizerSeries {
  const correction1 = correctionOf(beta1);
  const correction2 = correctionOf(beta2);
  return {
    ...{ name: 'biasCorrection', symbol: 'c = √(1−β₂ᵗ)/(1−β₁ᵗ)', per: 'run', stored: false },
    axis: 'linear',
    derive: (_read, _index, t) => Math.sqrt(correction2(t)) / correction1(t),
  };
}
