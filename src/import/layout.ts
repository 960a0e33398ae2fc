import { seriesWidth } from '../protocol/run';
import type { Leaf } from '../protocol/leaf';
import type { SeriesDeclaration } from '../protocol/series';
import { thetaBefore } from './columns/vocabulary';
import { shownText } from './shownText';
import type { Survey } from './survey';

/** θ without a name of its own, as `m[0]` and `v[0]` leave it. */
const unnamed = 'theta';
/** Letters of a name that everybody shows: a leaf's stands in each of its coordinates. */
const longestName = 200;

/** Where the numbers of a file go. */
export interface Layout {
  leaves: Leaf[];
  /** Leaves by the names they have in the file. */
  leafOf: ReadonlyMap<string, PlacedLeaf>;
  coordinates: number;
  /** Series in the order in which they stand in a row, and where each begins. */
  offsets: ReadonlyMap<string, number>;
  rowWidth: number;
}

export interface PlacedLeaf {
  /** The first of its coordinates among all. */
  offset: number;
  shape: readonly number[];
  /** As the file's first row has it. */
  first: readonly number[];
}

/** How many coordinates a file has; before anything is made for each. */
export function coordinatesIn({ leaves }: Survey): number {
  let sum = 0;
  for (const { shape } of leaves.values()) sum += shape.reduce((a, b) => a * b, 1);
  return sum;
}

/** The leaves of θ, with coordinates named as those of own runs are. */
export function leavesOf({ leaves }: Survey): {
  leaves: Leaf[];
  leafOf: Map<string, PlacedLeaf>;
} {
  const placed = new Map<string, PlacedLeaf>();
  const taken = new Set<string>();
  let offset = 0;
  const made = Array.from(leaves.values(), ({ name: given, shape, first }): Leaf => {
    const name = unique(shownText(given === '' ? unnamed : given, longestName), taken);
    const length = shape.reduce((a, b) => a * b, 1);
    placed.set(given, { offset, shape, first });
    offset += length;
    return { name, path: [0, name], length, shape, coordinates: coordinatesOf(name, shape) };
  });
  return { leaves: made, leafOf: placed };
}

/** @param series the stored ones, in order */
export function layOut(survey: Survey, series: readonly SeriesDeclaration[]): Layout {
  const { leaves, leafOf } = leavesOf(survey);
  const offsets = new Map<string, number>();
  let rowWidth = 0;
  for (const declared of series) {
    offsets.set(declared.name, rowWidth);
    if (declared.name === 'theta') offsets.set(thetaBefore, rowWidth);
    rowWidth += seriesWidth(declared, leaves);
  }
  return { leaves, leafOf, coordinates: coordinatesIn(survey), offsets, rowWidth };
}

function coordinatesOf(name: string, shape: readonly number[]): string[] {
  let names = [name];
  for (const length of shape) {
    names = names.flatMap((outer) => Array.from({ length }, (_, k) => `${outer}[${k}]`));
  }
  return names;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let k = 2; taken.has(free); k++) free = `${name} (${k})`;
  taken.add(free);
  return free;
}
