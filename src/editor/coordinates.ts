import type { Leaf, Path } from '../protocol/leaf';

/**
 * The coordinates (indices into θ) that a path of the source means: all those of the leaves below
 * it, or one coordinate or row inside a leaf. Empty where the path leads to no number of θ.
 */
export function coordinatesOf(leaves: readonly Leaf[], path: Path): number[] {
  const found: number[] = [];
  let first = 0;
  for (const leaf of leaves) {
    const shorter = Math.min(leaf.path.length, path.length);
    const same = path.slice(0, shorter).every((key, i) => String(key) === String(leaf.path[i]));
    if (same) {
      const { offset, length } = inside(leaf, path.slice(shorter));
      for (let i = 0; i < length; i++) found.push(first + offset + i);
    }
    first += leaf.length;
  }
  return found;
}

/** The row-major stretch of a leaf below some indices; a key that is no index means no stretch. */
function inside(leaf: Leaf, indices: Path): { offset: number; length: number } {
  let offset = 0;
  let length = leaf.length;
  for (const [dimension, key] of indices.entries()) {
    const size = leaf.shape[dimension];
    const index = Number(key);
    // `w.length` reads no number of θ.
    if (size === undefined || !Number.isInteger(index) || index < 0 || index >= size) {
      return { offset: 0, length: 0 };
    }
    length /= size;
    offset += index * length;
  }
  return { offset, length };
}
