import { rowsPerBlock, type EngineOutput } from './output';

// Captured: user code may run in this realm, and the ambient name is gone by then.
const now = performance.now.bind(performance);

/** Rows on their way out: the memory that they are written into, and how far it is full. */
export class RowBlocks {
  /** Rows in the block that are complete and not yet given away. */
  rows = 0;
  /** Milliseconds spent on giving rows away. */
  milliseconds = 0;
  #block: Float64Array | null = null;
  readonly #output: EngineOutput;
  readonly #width: number;
  readonly #length: number;

  /** For `steps` rows of `width` numbers in all. */
  constructor(output: EngineOutput, width: number, steps: number) {
    this.#output = output;
    this.#width = width;
    this.#length = rowsPerBlock(width, steps) * width;
  }

  /** Memory for the next rows; what the last block held is given away by then. */
  next(): Float64Array {
    this.rows = 0;
    this.#block =
      this.#output.block?.(this.#width) ?? this.#block ?? new Float64Array(this.#length);
    return this.#block;
  }

  /** Gives away the rows that are complete, the last of which is that of step `completed`. */
  handOver(completed: number): void {
    const { rows } = this;
    if (!this.#block || rows === 0) return;
    this.rows = 0;
    const from = now();
    this.#output.rows(completed - rows + 1, this.#block.subarray(0, rows * this.#width));
    this.milliseconds += now() - from;
  }
}
