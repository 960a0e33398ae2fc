import type { Leaf } from '../../src/protocol/leaf';
import type { SeriesDeclaration } from '../../src/protocol/series';

/** How many coordinates' lines are on until somebody chooses. */
export const firstCoordinates = 8;

export function coordinateNames(leaves: readonly Leaf[]): string[] {
  return leaves.flatMap((leaf) => leaf.coordinates);
}

/** The index of the leaf that holds coordinate `index`. */
export function leafOf(leaves: readonly Leaf[], index: number): number {
  let end = 0;
  return leaves.findIndex((leaf) => index < (end += leaf.length));
}

/** The coordinates whose lines are drawn, in order. */
export function chosenCoordinates(chosen: readonly number[] | null, count: number): number[] {
  if (chosen === null)
    return Array.from({ length: Math.min(count, firstCoordinates) }, (_, i) => i);
  return chosen.filter((index) => index < count).sort((a, b) => a - b);
}

/** The lines that a series has for these coordinates: their own, their leaves', or the run's one. */
export function lineIndices(
  series: Pick<SeriesDeclaration, 'per'>,
  leaves: readonly Leaf[],
  coordinates: readonly number[],
): number[] {
  if (series.per === 'run') return [0];
  if (series.per === 'coordinate') return [...coordinates];
  return [...new Set(coordinates.map((index) => leafOf(leaves, index)))];
}
