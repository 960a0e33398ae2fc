import { checkpointsUpTo, isCheckpoint, keptColumns, rowWidths } from '../protocol/checkpoints';
import type { RunHeader } from '../protocol/run';
import { Columns } from './columns';
import type { Extremes } from './pyramid';
import { ReplayedRows } from './replayedRows';
import type { RowStore } from './rowStore';

/** Where the first number of a stored series stands: in a full row, and in one of every step. */
export interface RowPlace {
  full: number;
  /** -1: it is in the full rows alone. */
  kept: number;
}

/**
 * Makes the place where rows of so many numbers are kept: those of every step, or the full ones at
 * checkpoints.
 */
export type MakeRows = (width: number, kind: 'rows' | 'checkpoints') => RowStore;

/**
 * The rows of a run, by step. Either every row is there as it is; or, where the header names
 * checkpoints, of every step only what is one number for the run or for a leaf, and the full rows
 * of steps k − 1 and k for each multiple k of `every`: two, because Δθ is of both. Any other full
 * row is there once it was computed again and handed over with `keep`, until newer ones take its
 * room. Of a fork there are rows from the step on behind which it began.
 */
export class StepRows {
  /** Numbers of a full row. */
  readonly width: number;
  /** Steps behind when the first row was written. */
  readonly origin: number;
  /** Steps between two checkpoints; 0: every row is full. */
  readonly every: number;
  readonly #rows: RowStore;
  readonly #full: RowStore | null;
  readonly #replayed: ReplayedRows | null;
  /** With checkpoints: where the numbers of every step stand in a full row. */
  readonly #kept: readonly number[];

  constructor(header: RunHeader, makeRows?: MakeRows) {
    const { series, leaves, steps, fork, checkpoints } = header;
    const { full, kept } = rowWidths(series, leaves);
    this.width = full;
    this.origin = fork?.step ?? 0;
    this.every = checkpoints?.every ?? 0;
    const make = makeRows ?? ((width: number) => new Columns(width, steps - this.origin));
    this.#kept = this.every === 0 ? [] : keptColumns(series, leaves);
    if (this.every === 0) {
      this.#rows = make(this.width, 'rows');
      this.#full = this.#replayed = null;
    } else {
      this.#rows = make(kept, 'rows');
      this.#full = make(this.width, 'checkpoints');
      this.#replayed = new ReplayedRows(this.width);
    }
  }

  /** The last completed step. */
  get length(): number {
    return this.origin + this.#rows.length;
  }

  /** Whether the full row of a step is at hand. */
  has(step: number): boolean {
    if (!(step > this.origin && step <= this.length)) return false;
    if (!this.#full) return true;
    return this.#checkpoint(step) >= 0 || this.#replayed!.has(step);
  }

  /** The last step up to this one whose full row is at hand; the origin where there is none. */
  lastFull(step: number): number {
    for (let at = Math.min(step, this.length); at > this.origin; at--) if (this.has(at)) return at;
    return this.origin;
  }

  /**
   * Takes rows from `firstStep` on, row-major; with checkpoints, the full ones among those steps
   * apart. Throws a RangeError where they do not follow the steps that are there, or are no whole
   * rows.
   */
  append(firstStep: number, rows: Float64Array, full?: Float64Array): void {
    if (firstStep !== this.length + 1) {
      throw new RangeError(`Step ${firstStep} does not follow step ${this.length}.`);
    }
    this.#rows.append(rows);
    if (full && full.length > 0) this.#full?.append(full);
  }

  /** How many rows that were computed again can be at hand. */
  get replayRoom(): number {
    return this.#replayed?.room ?? Infinity;
  }

  /** Full rows that were computed again, whole, from `firstStep` on. */
  keep(firstStep: number, rows: Float64Array): void {
    this.#replayed?.keep(firstStep, rows);
  }

  /** NaN where the row is not at hand. The step must exist. */
  at({ full, kept }: RowPlace, index: number, step: number): number {
    if (kept >= 0) return this.#rows.at(kept + index, step - this.origin - 1);
    const row = this.#checkpoint(step);
    if (row >= 0) return this.#full!.at(full + index, row);
    return this.#replayed!.at(full + index, step);
  }

  /**
   * Writes the full rows from `firstStep` on into `target`, as many as fit; of those that are not at
   * hand what is kept at every step, and NaN.
   */
  read(firstStep: number, target: Float64Array): void {
    const { width, origin } = this;
    if (!this.#full) return this.#rows.read(firstStep - origin - 1, target);
    for (let step = firstStep, at = 0; at < target.length; step++, at += width) {
      const into = target.subarray(at, at + width);
      const row = this.#checkpoint(step);
      if (row >= 0) this.#full.read(row, into);
      else if (this.#replayed!.has(step)) this.#replayed!.read(step, into);
      else this.#readKept(step, into);
    }
  }

  /** Writes all rows that are kept into other places. */
  copyTo(make: MakeRows): void {
    copyRows(this.#rows, make(this.#rows.width, 'rows'));
    if (this.#full) copyRows(this.#full, make(this.#full.width, 'checkpoints'));
  }

  #readKept(step: number, target: Float64Array): void {
    target.fill(NaN);
    const row = step - this.origin - 1;
    this.#kept.forEach((column, k) => (target[column] = this.#rows.at(k, row)));
  }

  /** A number of every step from `firstStep` on, NaN before the first row. */
  readColumn({ kept }: RowPlace, index: number, firstStep: number, target: Float64Array): void {
    const first = firstStep - this.origin - 1;
    const missing = Math.min(target.length, Math.max(0, -first));
    target.fill(NaN, 0, missing);
    this.#rows.readColumn(kept + index, first + missing, target.subarray(missing));
  }

  /** Over the steps of which `firstStep` is the first; null where that would have to be read. */
  extremes({ kept }: RowPlace, index: number, firstStep: number, count: number): Extremes | null {
    const first = firstStep - this.origin - 1;
    if (first < 0) return null;
    const found = this.#rows.extremes?.(kept + index, first, count);
    return found ? shifted(found, this.origin + 1) : null;
  }

  /** The row of the checkpoints that holds this step; -1: none. */
  #checkpoint(step: number): number {
    const { every, origin } = this;
    if (!isCheckpoint(step, every)) return -1;
    const row = checkpointsUpTo(step, every) - checkpointsUpTo(origin, every) - 1;
    return row < this.#full!.length ? row : -1;
  }
}

/** Numbers copied at once. */
const copied = 1 << 16;

function copyRows(from: RowStore, to: RowStore): void {
  const atOnce = Math.max(1, Math.floor(copied / from.width));
  for (let row = 0; row < from.length; row += atOnce) {
    const rows = new Float64Array(Math.min(atOnce, from.length - row) * from.width);
    from.read(row, rows);
    to.append(rows);
  }
}

/** From rows to steps. */
function shifted({ minimum, maximum, minimumAt, maximumAt }: Extremes, by: number): Extremes {
  return {
    ...{ minimum, maximum },
    minimumAt: minimumAt < 0 ? -1 : minimumAt + by,
    maximumAt: maximumAt < 0 ? -1 : maximumAt + by,
  };
}
