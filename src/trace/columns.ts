import type { RowStore } from './rowStore';

/** Numbers per block: large enough that blocks are few, small enough that one is never felt. */
const numbersPerBlock = 1 << 16;

/**
 * Rows in memory, kept column by column in blocks of a fixed size: growing copies nothing that is
 * already there, and reading along one column touches neighbouring memory.
 */
export class Columns implements RowStore {
  readonly width: number;
  /** Rows per block are a power of two, so that a row is found by shift and mask. */
  readonly #shift: number;
  readonly #blocks: Float64Array[] = [];
  #length = 0;

  /** `expectedRows` keeps a short run from allocating a long run's block. */
  constructor(width: number, expectedRows: number) {
    this.width = width;
    const most = Math.floor(Math.log2(Math.max(1, numbersPerBlock / Math.max(1, width))));
    const enough = Math.ceil(Math.log2(Math.max(1, expectedRows)));
    this.#shift = Math.min(most, enough);
  }

  get length(): number {
    return this.#length;
  }

  /** Takes whole rows, row-major. Throws a RangeError where the last row is incomplete. */
  append(rows: Float64Array): void {
    const { width } = this;
    const count = rows.length / width;
    if (!Number.isInteger(count)) {
      throw new RangeError(`${rows.length} numbers are no whole rows of ${width}.`);
    }
    const perBlock = 1 << this.#shift;
    for (let taken = 0; taken < count;) {
      const inBlock = this.#length & (perBlock - 1);
      if (inBlock === 0) this.#blocks.push(new Float64Array(perBlock * width));
      const block = this.#blocks[this.#blocks.length - 1]!;
      const now = Math.min(perBlock - inBlock, count - taken);
      for (let column = 0; column < width; column++) {
        const to = column * perBlock + inBlock;
        let from = taken * width + column;
        for (let row = 0; row < now; row++, from += width) block[to + row] = rows[from]!;
      }
      taken += now;
      this.#length += now;
    }
  }

  /** The exact number; `column` and `row` (from 0) must exist. */
  at(column: number, row: number): number {
    const block = this.#blocks[row >> this.#shift]!;
    return block[(column << this.#shift) + (row & ((1 << this.#shift) - 1))]!;
  }

  /** Writes the rows from `first` on into `target`, row-major, as many as fit. */
  read(first: number, target: Float64Array): void {
    const { width } = this;
    for (let i = 0, row = first; i < target.length; row++) {
      for (let column = 0; column < width; column++) target[i++] = this.at(column, row);
    }
  }

  readColumn(column: number, first: number, target: Float64Array): void {
    const perBlock = 1 << this.#shift;
    for (let taken = 0; taken < target.length;) {
      const row = first + taken;
      const from = (column << this.#shift) + (row & (perBlock - 1));
      const now = Math.min(perBlock - (row & (perBlock - 1)), target.length - taken);
      target.set(this.#blocks[row >> this.#shift]!.subarray(from, from + now), taken);
      taken += now;
    }
  }
}
