import type { Dialect } from '../protocol/optimizer';
import type { Transform } from './optimizer';

type Round = (x: number) => number;

/** Each coordinate of g into [−limit, limit], as `clip_grad_value_`; NaN stays NaN. */
export function clipByValue(limit: number): Transform {
  return {
    init: () => ({}),
    update(updates) {
      for (let i = 0; i < updates.length; i++) {
        const g = updates[i]!;
        if (g > limit) updates[i] = limit;
        else if (g < -limit) updates[i] = -limit;
      }
    },
  };
}

/**
 * All of g down to ‖g‖₂ = limit where it is longer (Pascanu et al., arXiv:1211.5063, algorithm 1).
 * PyTorch's `clip_grad_norm_` divides by ‖g‖ + 1e-6; the others do not. Keeps the norm of what came.
 */
export function clipByGlobalNorm(limit: number, dialect: Dialect, round: Round): Transform {
  const guard = dialect === 'pytorch' ? 1e-6 : 0;
  return {
    init: () => ({ gradientNorm: new Float64Array(1) }),
    update(updates, _theta, _t, _state, next) {
      const norm = normOf(updates, round);
      next.gradientNorm![0] = norm;
      const factor = round(limit / round(norm + guard));
      // Not `factor < 1`: where the norm is NaN, so is everything.
      if (factor >= 1) return;
      for (let i = 0; i < updates.length; i++) updates[i] = round(updates[i]! * factor);
    },
  };
}

/** ‖x‖₂, not overflowing where x² would. */
function normOf(x: Float64Array, round: Round): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  const scale = largest > 1e150 || (largest < 1e-150 && largest > 0) ? largest : 1;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum = round(sum + round((x[i]! / scale) ** 2));
  return round(Math.sqrt(sum) * scale);
}
