/** Bytes of rows that were computed again and are at hand; at least two rows are, however large. */
const roomBytes = 48e6;

/** Full rows of single stretches of steps, those handed over last. */
export class ReplayedRows {
  readonly #width: number;
  /** How many rows it holds. */
  readonly room: number;
  readonly #rows = new Map<number, Float64Array>();

  /** @param width numbers per row */
  constructor(width: number) {
    this.#width = width;
    this.room = Math.max(2, Math.floor(roomBytes / (8 * width)));
  }

  has(step: number): boolean {
    return this.#rows.has(step);
  }

  /** Takes whole rows, row-major; the oldest ones make room. */
  keep(firstStep: number, rows: Float64Array): void {
    const count = rows.length / this.#width;
    for (let k = Math.max(0, count - this.room); k < count; k++) {
      this.#rows.delete(firstStep + k);
      this.#rows.set(firstStep + k, rows.slice(k * this.#width, (k + 1) * this.#width));
    }
    for (const step of this.#rows.keys()) {
      if (this.#rows.size <= this.room) return;
      this.#rows.delete(step);
    }
  }

  at(column: number, step: number): number {
    return this.#rows.get(step)?.[column] ?? NaN;
  }

  /** A row that is there. */
  read(step: number, target: Float64Array): void {
    target.set(this.#rows.get(step)!);
  }
}
