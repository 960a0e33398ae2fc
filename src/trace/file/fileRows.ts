import type { Extremes } from '../pyramid';
import type { RowStore } from '../rowStore';
import { bytesOf, type ByteSource } from './bytes';
import { crc32 } from './crc32';
import { readSummary, summariesAt, type RowsHead } from './rowsHead';

/** Blocks at hand: a few windows of charts, and little beside what VS Code itself takes. */
const mostCached = 32e6;

/** Rows that follow one another in a file: one chunk. */
export interface Stretch extends RowsHead {
  headAt: number;
  bodyAt: number;
  bodyCrc: number;
  /** The numbers, column by column, as long as they are not in the file. */
  numbers: Float64Array | null;
  /** Whether the file has them as they were written; null as long as nobody has read them. */
  isWhole: boolean | null;
}

const lost = new Float64Array();

/**
 * Rows in a file. The blocks that were read last are at hand; any other is read when somebody asks,
 * at once: it comes out of the system's page cache in microseconds. What does not have its checksum
 * is NaN, and so is what lies between two stretches.
 */
export class FileRows implements RowStore {
  readonly width: number;
  /** Told of each stretch that turns out to be damaged. */
  onDamage: (stretch: Stretch) => void = () => undefined;
  protected readonly stretches: Stretch[];
  readonly #source: ByteSource;
  readonly #cache = new Map<Stretch, Float64Array>();
  #cachedBytes = 0;
  /** One that is at hand no more, for the next one: else they pile up until memory is collected. */
  #spare: Float64Array | null = null;
  #last: Stretch | null = null;
  #lastBlock: Float64Array = lost;
  /** Those read last. One room for all: a large file has so many that rooms of their own pile up. */
  #summaries: { of: Stretch | null; column: number; bytes: Uint8Array; view: DataView };

  /** `stretches` in order of rows, none over another. */
  constructor(width: number, source: ByteSource, stretches: Stretch[]) {
    this.width = width;
    this.#source = source;
    this.stretches = stretches;
    this.#summaries = { of: null, column: 0, ...room(0) };
  }

  get length(): number {
    const last = this.stretches.at(-1);
    return last ? last.first + last.count : 0;
  }

  /** Nothing is appended to a file that somebody else has written. */
  append(_rows: Float64Array): void {
    throw new RangeError('These rows are read only.');
  }

  at(column: number, row: number): number {
    const stretch = this.#last;
    if (stretch && row >= stretch.first && row < stretch.first + stretch.count) {
      return this.#lastBlock[column * stretch.count + row - stretch.first] ?? NaN;
    }
    const found = this.#find(row);
    return found ? (this.#block(found)[column * found.count + row - found.first] ?? NaN) : NaN;
  }

  read(first: number, target: Float64Array): void {
    const { width } = this;
    for (let i = 0, row = first; i < target.length; row++) {
      for (let column = 0; column < width; column++) target[i++] = this.at(column, row);
    }
  }

  readColumn(column: number, first: number, target: Float64Array): void {
    for (let taken = 0; taken < target.length;) {
      const row = first + taken;
      const stretch = this.#find(row);
      if (!stretch) {
        target[taken++] = NaN;
        continue;
      }
      const inside = row - stretch.first;
      const now = Math.min(stretch.count - inside, target.length - taken);
      const from = column * stretch.count + inside;
      const block = this.#block(stretch);
      if (block.length === 0) target.fill(NaN, taken, taken + now);
      else target.set(block.subarray(from, from + now), taken);
      taken += now;
    }
  }

  extremes(column: number, first: number, count: number): Extremes | null {
    const stretch = this.#find(first);
    if (!stretch || stretch.headAt < 0 || stretch.summaryRows !== count) return null;
    const inside = first - stretch.first;
    // Half a summary at the end of a stretch is none, and damaged rows have no extremes.
    const isWhole = inside % count === 0 && inside + count <= stretch.count;
    if (!isWhole || stretch.isWhole === false) return null;
    if (!this.#readSummaries(stretch, column)) return null;
    const found = readSummary(this.#summaries.view, inside / count);
    if (found.minimumAt >= 0) found.minimumAt += stretch.first;
    if (found.maximumAt >= 0) found.maximumAt += stretch.first;
    return found;
  }

  /** @returns false where the file cannot be read */
  #readSummaries(stretch: Stretch, column: number): boolean {
    const last = this.#summaries;
    if (last.of === stretch && last.column === column) return true;
    const { at, length } = summariesAt(stretch, column);
    const { bytes, view } = last.bytes.length === length ? last : room(length);
    const isRead = readWhole(this.#source, stretch.headAt + at, bytes);
    this.#summaries = { of: isRead ? stretch : null, column, bytes, view };
    return isRead;
  }

  /** Reads what nobody has read so far, so that all damage is told; how many bytes each time. */
  *check(): Generator<number> {
    for (const stretch of this.stretches) {
      if (stretch.isWhole !== null) continue;
      this.#load(stretch);
      yield 8 * stretch.count * stretch.width;
    }
  }

  /** Takes a block that was just written to the ones at hand. */
  protected hold(stretch: Stretch, numbers: Float64Array): void {
    this.#cache.set(stretch, numbers);
    this.#cachedBytes += numbers.byteLength;
    for (const [oldest, block] of this.#cache) {
      if (this.#cachedBytes <= mostCached || this.#cache.size <= 2) break;
      this.#cache.delete(oldest);
      this.#cachedBytes -= block.byteLength;
      if (block !== this.#lastBlock) this.#spare = block;
    }
  }

  #find(row: number): Stretch | null {
    const { stretches } = this;
    let [low, high] = [0, stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretches[middle]!.first <= row) low = middle + 1;
      else high = middle;
    }
    const found = stretches[low - 1];
    return found && row < found.first + found.count ? found : null;
  }

  #block(stretch: Stretch): Float64Array {
    if (this.#last === stretch) return this.#lastBlock;
    let block = stretch.numbers ?? this.#cache.get(stretch);
    if (!block) {
      block = this.#load(stretch);
      this.hold(stretch, block);
    } else if (!stretch.numbers) {
      // The one used last stands last.
      this.#cache.delete(stretch);
      this.#cache.set(stretch, block);
    }
    [this.#last, this.#lastBlock] = [stretch, block];
    return block;
  }

  /** Checked each time: somebody may have changed the file meanwhile. */
  #load(stretch: Stretch): Float64Array {
    const length = stretch.count * stretch.width;
    const block = this.#spare?.length === length ? this.#spare : new Float64Array(length);
    this.#spare = null;
    const bytes = bytesOf(block);
    const isWhole =
      readWhole(this.#source, stretch.bodyAt, bytes) && crc32(bytes) === stretch.bodyCrc;
    if (!isWhole && stretch.isWhole !== false) this.onDamage(stretch);
    stretch.isWhole = isWhole;
    return isWhole ? block : lost;
  }
}

function room(length: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

function readWhole(source: ByteSource, position: number, target: Uint8Array): boolean {
  try {
    return source.read(position, target) === target.length;
  } catch {
    return false;
  }
}
