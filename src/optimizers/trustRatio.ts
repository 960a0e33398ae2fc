import { normOf } from './norm';
import type { Told } from './algorithm/told';
import type { Layout, Transform } from './optimizer';

/**
 * Each leaf's step as long as its θ: times r = ‖θ‖/‖step‖ (You et al., arXiv:1904.00962, algorithm
 * 2 with φ the identity), 1 where either is 0. Keeps r of each leaf.
 *
 * @param shrunk what is left of θ in step t when ‖θ‖ is taken: 1, or less where decay comes first
 * @param told where one coordinate alone is looked at: r as it was recorded
 */
export function scaleByTrustRatio(
  { leafLengths }: Layout,
  round: (x: number) => number,
  shrunk: (t: number) => number,
  told?: Told,
): Transform {
  return {
    init: () => ({ trustRatio: new Float64Array(leafLengths.length) }),
    update(updates, theta, t, _state, next) {
      const ratios = next.trustRatio!;
      let from = 0;
      for (let leaf = 0; leaf < leafLengths.length; leaf++) {
        const to = from + leafLengths[leaf]!;
        const size = round(normOf(theta, round, from, to) * shrunk(t));
        const length = normOf(updates, round, from, to);
        const ratio = told?.trustRatio() ?? (size > 0 && length > 0 ? round(size / length) : 1);
        ratios[leaf] = ratio;
        told?.scaleByTrustRatio(ratio, updates[from]!);
        for (let i = from; i < to; i++) updates[i] = round(updates[i]! * ratio);
        from = to;
      }
    },
  };
}
