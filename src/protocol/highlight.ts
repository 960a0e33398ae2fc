import * as v from 'valibot';
import { count as index } from './schema';

/** A stretch of coordinates of θ: the first one, and how many. */
export type Stretch = [first: number, length: number];

/** More stretches than any name in code means. */
const mostStretches = 256;

/** The coordinates that the name under the caret means; none: it is on no parameter. */
export const highlightFields = {
  stretches: v.pipe(
    v.array(v.tuple([index, v.pipe(index, v.minValue(1))])),
    v.maxLength(mostStretches),
  ),
};

/** Ascending coordinates as stretches; of very many the first ones. */
export function stretchesOf(coordinates: readonly number[]): Stretch[] {
  const found: Stretch[] = [];
  for (const each of coordinates) {
    const last = found.at(-1);
    if (last && each === last[0] + last[1]) last[1]++;
    else if (found.length === mostStretches) break;
    else found.push([each, 1]);
  }
  return found;
}
