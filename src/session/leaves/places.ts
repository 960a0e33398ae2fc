import type { Leaf } from '../../protocol/leaf';

/** The index into θ of a leaf's first coordinate. */
export function firstOf(leaves: readonly Pick<Leaf, 'length'>[], leaf: number): number {
  return leaves.slice(0, leaf).reduce((sum, { length }) => sum + length, 0);
}
