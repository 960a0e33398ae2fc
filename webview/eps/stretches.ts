import type { EpsView } from '../../src/protocol/eps';
import type { Stretch } from '../charts/input';

/** Beyond, stretches are shorter than a pixel. */
const most = 200;

/** How large eps is for a coordinate. */
export function epsOf({ common, groups }: EpsView, coordinate: number): number {
  const own = groups.find(({ first, end }) => coordinate >= first && coordinate < end);
  return own?.eps ?? common;
}

/**
 * The stretches in which eps is larger than the root that it is added to. Of one bucket the
 * smallest and the largest value are there: where both have smaller roots, all between them have.
 *
 * @param points step, value, step, value … of what the root is taken of
 */
export function stretchesBelow(points: Float64Array, eps: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let i = 0; i < points.length && stretches.length < most; i += 2) {
    const start = i;
    // A value that is no number is not below anything.
    while (i < points.length && Math.sqrt(points[i + 1]!) < eps) i += 2;
    // One step alone is no stretch.
    if (i > start + 2) stretches.push({ from: points[start]!, to: points[i - 2]! });
  }
  return stretches;
}
