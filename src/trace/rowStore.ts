import type { Extremes } from './pyramid';

/**
 * Append-only rows of `width` numbers each; rows count from 0. `Columns` keeps them in memory, and
 * `FileRows` in a file of which it has the blocks at hand that were read last.
 */
export interface RowStore {
  /** Numbers per row. */
  readonly width: number;
  readonly length: number;
  /** Takes whole rows, row-major. Throws a RangeError where the last row is incomplete. */
  append(rows: Float64Array): void;
  /** The exact number; `column` and `row` must exist. NaN where a file has lost it. */
  at(column: number, row: number): number;
  /** Writes the rows from `first` on into `target`, row-major, as many as fit. */
  read(first: number, target: Float64Array): void;
  /** Writes the numbers of one column from row `first` on into `target`, as many as fit. */
  readColumn(column: number, first: number, target: Float64Array): void;
  /**
   * The extremes of `count` rows from `first` on, with rows as places, where they are known without
   * reading these; null where they are not.
   */
  extremes?(column: number, first: number, count: number): Extremes | null;
}
