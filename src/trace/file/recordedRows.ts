import { NoRoom } from '../noRoom';
import type { ByteSource } from './bytes';
import { chunkHeaderBytes, makeChunk, readChunkHeader } from './chunk';
import { FileRows, type Stretch } from './fileRows';
import { makeRowsHead, readRowsHead } from './rowsHead';
import type { TraceWriter } from './writer';

/** Numbers per chunk: so many that chunks are few, so few that losing one is losing little. */
const numbersPerChunk = 1 << 16;
const mostRows = 1 << 12;

/** Rows per chunk are a power of two, so that the summaries of all chunks begin alike. */
export function rowsPerChunk(width: number): number {
  const fitting = Math.floor(Math.log2(Math.max(1, numbersPerChunk / Math.max(1, width))));
  return Math.min(mostRows, 1 << fitting);
}

/**
 * Rows of a run that goes on. They are written as they come; those that are not in the file yet,
 * or cannot be, are read from memory.
 */
export class RecordedRows extends FileRows {
  readonly #writer: TraceWriter;
  readonly #most: number;
  readonly #perChunk: number;
  /** The rows of the chunk that is being filled, column by column. */
  #open: Float64Array;
  #openFirst = 0;
  #openCount = 0;
  /** Bytes of stretches that are not in the file. */
  #unwritten = 0;

  /**
   * @param type that of the chunks
   * @param most bytes that may be in memory without being in the file
   */
  constructor(
    width: number,
    source: ByteSource,
    private readonly type: number,
    writer: TraceWriter,
    most: number,
  ) {
    super(width, source, []);
    this.#writer = writer;
    this.#most = most;
    this.#perChunk = rowsPerChunk(width);
    this.#open = new Float64Array(this.#perChunk * width);
  }

  override get length(): number {
    return this.#openFirst + this.#openCount;
  }

  /** Throws a NoRoom, too, where the file takes no more and memory has no room. */
  override append(rows: Float64Array): void {
    const { width } = this;
    const count = rows.length / width;
    if (!Number.isInteger(count)) {
      throw new RangeError(`${rows.length} numbers are no whole rows of ${width}.`);
    }
    if (this.#unwritten + rows.byteLength > this.#most) throw new NoRoom('No room for these rows.');
    const perChunk = this.#perChunk;
    for (let taken = 0; taken < count;) {
      // After a chunk that was closed early the next one ends where it would have.
      const room = perChunk - (this.length % perChunk);
      const now = Math.min(room, count - taken);
      for (let column = 0; column < width; column++) {
        const to = column * perChunk + this.#openCount;
        let from = taken * width + column;
        for (let row = 0; row < now; row++, from += width) this.#open[to + row] = rows[from]!;
      }
      taken += now;
      this.#openCount += now;
      if (now === room) this.close();
    }
  }

  /** Closes the chunk that is being filled and hands it to the writer. */
  close(): void {
    const { width } = this;
    const [first, count] = [this.#openFirst, this.#openCount];
    if (count === 0) return;
    const numbers = this.#closed(count);
    const head = makeRowsHead(first, width, numbers);
    const stretch: Stretch = {
      ...readRowsHead(head, numbers.byteLength)!,
      ...{ headAt: -1, bodyAt: -1, bodyCrc: 0, numbers, isWhole: true },
    };
    this.stretches.push(stretch);
    this.#openFirst += count;
    this.#openCount = 0;
    this.#unwritten += numbers.byteLength;
    const chunk = makeChunk(this.type, head, numbers);
    stretch.bodyCrc = readChunkHeader(chunk[0]!)!.bodyCrc;
    const at = this.#writer.append(chunk, () => {
      stretch.headAt = at + chunkHeaderBytes;
      stretch.bodyAt = stretch.headAt + head.length;
      stretch.numbers = null;
      this.#unwritten -= numbers.byteLength;
      this.hold(stretch, numbers);
    });
  }

  override at(column: number, row: number): number {
    if (row < this.#openFirst) return super.at(column, row);
    return this.#open[column * this.#perChunk + row - this.#openFirst]!;
  }

  override readColumn(column: number, first: number, target: Float64Array): void {
    const closed = Math.max(0, Math.min(target.length, this.#openFirst - first));
    super.readColumn(column, first, target.subarray(0, closed));
    for (let i = closed; i < target.length; i++) target[i] = this.at(column, first + i);
  }

  /** The numbers of the open chunk without the room behind them; another takes its place. */
  #closed(count: number): Float64Array {
    const { width } = this;
    const perChunk = this.#perChunk;
    const full = this.#open;
    if (count === perChunk) {
      this.#open = new Float64Array(perChunk * width);
      return full;
    }
    const numbers = new Float64Array(count * width);
    for (let column = 0; column < width; column++) {
      const from = column * perChunk;
      numbers.set(full.subarray(from, from + count), column * count);
    }
    return numbers;
  }
}
