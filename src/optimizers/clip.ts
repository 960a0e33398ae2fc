import type { Dialect } from '../protocol/optimizer';
import type { Told } from './algorithm/told';
import { normOf } from './norm';
import type { Transform } from './optimizer';

type Round = (x: number) => number;

/** Each coordinate of g into [−limit, limit], as `clip_grad_value_`; NaN stays NaN. */
export function clipByValue(limit: number, told?: Told): Transform {
  return {
    init: () => ({}),
    update(updates) {
      told?.clipByValue(limit, updates[0]!);
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
export function clipByGlobalNorm(
  limit: number,
  dialect: Dialect,
  round: Round,
  told?: Told,
): Transform {
  const guard = dialect === 'pytorch' ? 1e-6 : 0;
  return {
    init: () => ({ gradientNorm: new Float64Array(1) }),
    update(updates, _theta, _t, _state, next) {
      const norm = told?.norm() ?? normOf(updates, round);
      next.gradientNorm![0] = norm;
      const factor = round(limit / round(norm + guard));
      told?.clipByNorm({ norm, limit, guard, factor, g: updates[0]! });
      // Not `factor < 1`: where the norm is NaN, so is everything.
      if (factor >= 1) return;
      for (let i = 0; i < updates.length; i++) updates[i] = round(updates[i]! * factor);
    },
  };
}
