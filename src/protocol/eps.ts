import * as v from 'valibot';
import { anyNumber as number, count as index, text } from './schema';

/**
 * Where eps stands: it is added to the root of `series`. `groups` have their own for the coordinates
 * `first` to `end` (not included).
 */
export interface EpsView {
  series: string;
  common: number;
  groups: { first: number; end: number; eps: number }[];
}

/** Groups of leaves that are told of. */
export const maxEpsGroups = 4096;

export const epsViewSchema = v.object({
  series: text(64),
  common: number,
  groups: v.pipe(
    v.array(v.object({ first: index, end: index, eps: number })),
    v.maxLength(maxEpsGroups),
  ),
});
