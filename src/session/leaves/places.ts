import { coordinateName, type Leaf } from '../../protocol/leaf';

/** The index into θ of a leaf's first coordinate. */
export function firstOf(leaves: readonly Pick<Leaf, 'length'>[], leaf: number): number {
  return leaves.slice(0, leaf).reduce((sum, { length }) => sum + length, 0);
}

/** The name of a coordinate by its index into θ; empty where there is no such coordinate. */
export function nameOf(leaves: readonly Leaf[], coordinate: number): string {
  let index = coordinate;
  for (const leaf of leaves) {
    if (index < leaf.length) return coordinateName(leaf, index);
    index -= leaf.length;
  }
  return '';
}
