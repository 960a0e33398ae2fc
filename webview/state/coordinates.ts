import { coordinateName, type Leaf } from '../../src/protocol/leaf';
import type { SeriesDeclaration } from '../../src/protocol/series';

/** How many coordinates' lines are on until somebody chooses. */
export const firstCoordinates = 8;

/** The names of all coordinates of θ, each made when it is asked for: there may be a million. */
export class CoordinateNames {
  readonly length: number;
  readonly #leaves: readonly Leaf[];
  /** Where each leaf ends. */
  readonly #ends: readonly number[];

  constructor(leaves: readonly Leaf[]) {
    let end = 0;
    this.#leaves = leaves;
    this.#ends = leaves.map(({ length }) => (end += length));
    this.length = end;
  }

  /** The name of a coordinate by its index into θ; empty where there is no such coordinate. */
  at(index: number): string {
    const nth = this.#ends.findIndex((end) => index < end);
    const leaf = this.#leaves[nth];
    return leaf ? coordinateName(leaf, index - (this.#ends[nth]! - leaf.length)) : '';
  }

  /** The first coordinates with this text in their names, whatever its case, and how many there are. */
  search(text: string, most: number): { found: { name: string; index: number }[]; count: number } {
    const wanted = text.trim().toLowerCase();
    const found: { name: string; index: number }[] = [];
    let [index, count] = [0, 0];
    for (const leaf of this.#leaves) {
      for (let i = 0; i < leaf.length; i++, index++) {
        // The names of the others need not be made.
        if (wanted === '' && count >= most) {
          count++;
          continue;
        }
        const name = coordinateName(leaf, i);
        if (!name.toLowerCase().includes(wanted)) continue;
        if (++count <= most) found.push({ name, index });
      }
    }
    return { found, count };
  }

  /** The coordinate of which `shown` makes this text; −1 where there is none. */
  find(text: string, shown: (name: string) => string): number {
    let index = 0;
    for (const leaf of this.#leaves) {
      for (let i = 0; i < leaf.length; i++, index++) {
        if (shown(coordinateName(leaf, i)) === text) return index;
      }
    }
    return -1;
  }
}

/** The index of the leaf that holds coordinate `index`. */
export function leafOf(leaves: readonly Leaf[], index: number): number {
  let end = 0;
  return leaves.findIndex((leaf) => index < (end += leaf.length));
}

/** The index into θ of a leaf's first coordinate. */
export function firstOf(leaves: readonly Leaf[], leaf: number): number {
  return leaves.slice(0, leaf).reduce((sum, { length }) => sum + length, 0);
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
