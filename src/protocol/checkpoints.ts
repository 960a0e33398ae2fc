import type { Leaf } from './leaf';
import { seriesWidth } from './run';
import type { SeriesDeclaration } from './series';

/**
 * Where the full rows of all steps would be too much, those of steps k − 1 and k are kept for each
 * multiple k of `every`: two, because Δθ is of both. Of the other steps only what is one number for
 * the run or for a leaf is.
 */

/** Megabytes (10⁶ bytes) that the numbers of a run may take where nobody says how many. */
export const usualTraceSize = 1024;

/** Whether a series has its number of every step none the less. */
export function isKeptAtEveryStep({ per }: Pick<SeriesDeclaration, 'per'>): boolean {
  return per !== 'coordinate';
}

export function isCheckpoint(step: number, every: number): boolean {
  return step % every === 0 || (step + 1) % every === 0;
}

/** How many of the steps 1 to `step` have their full rows kept. */
export function checkpointsUpTo(step: number, every: number): number {
  return Math.floor(step / every) + Math.floor((step + 1) / every);
}

/** Numbers of a full row, and of what is kept at every step. */
export interface RowWidths {
  full: number;
  kept: number;
}

export function rowWidths(
  series: readonly SeriesDeclaration[],
  leaves: readonly Leaf[],
): RowWidths {
  let [full, kept] = [0, 0];
  for (const each of series) {
    if (!each.stored) continue;
    const width = seriesWidth(each, leaves);
    full += width;
    if (isKeptAtEveryStep(each)) kept += width;
  }
  return { full, kept };
}

/** Column by column of what is kept at every step: where it stands in a full row. */
export function keptColumns(
  series: readonly SeriesDeclaration[],
  leaves: readonly Leaf[],
): number[] {
  const columns: number[] = [];
  let at = 0;
  for (const each of series) {
    if (!each.stored) continue;
    const width = seriesWidth(each, leaves);
    if (isKeptAtEveryStep(each)) for (let k = 0; k < width; k++) columns.push(at + k);
    at += width;
  }
  return columns;
}

/**
 * How far apart checkpoints must lie, so that a run fits into so many bytes; 0: every row fits.
 * Null where even what is kept at every step does not.
 */
export function checkpointsWithin(
  { full, kept }: RowWidths,
  steps: number,
  bytes: number,
): number | null {
  const size = Float64Array.BYTES_PER_ELEMENT;
  if (steps * full * size <= bytes) return 0;
  const rest = bytes - steps * kept * size;
  if (rest < 2 * full * size) return null;
  return Math.max(3, Math.ceil((2 * steps * full * size) / rest));
}

/**
 * Takes rows apart: what is kept at every step, and the full ones of checkpoints.
 *
 * @param rows full rows from `firstStep` on
 */
export class RowThinner {
  readonly #widths: RowWidths;
  /** Column by column of a kept row: where it stands in a full one. */
  readonly #columns: number[];

  constructor(
    series: readonly SeriesDeclaration[],
    leaves: readonly Leaf[],
    private readonly every: number,
  ) {
    this.#widths = rowWidths(series, leaves);
    this.#columns = keptColumns(series, leaves);
  }

  thin(firstStep: number, rows: Float64Array): { data: Float64Array; full: Float64Array } {
    const { full: width, kept } = this.#widths;
    const count = rows.length / width;
    const data = new Float64Array(count * kept);
    const last = firstStep + count - 1;
    const checkpoints =
      checkpointsUpTo(last, this.every) - checkpointsUpTo(firstStep - 1, this.every);
    const full = new Float64Array(checkpoints * width);
    let at = 0;
    for (let k = 0; k < count; k++) {
      const from = k * width;
      for (let c = 0; c < kept; c++) data[k * kept + c] = rows[from + this.#columns[c]!]!;
      if (!isCheckpoint(firstStep + k, this.every)) continue;
      full.set(rows.subarray(from, from + width), at);
      at += width;
    }
    return { data, full };
  }
}
