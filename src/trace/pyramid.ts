/** A node of an upper level stands for 16 of the level below; a power of two: places are shifts. */
const bits = 4;

/** Nodes per block: levels grow block by block, so that growing copies nothing. */
const blockBits = 9;
const blockLength = 1 << blockBits;

/** Place of what is not there. */
const nowhere = 0xffffffff;

/** The smallest and largest finite value of a range and the first positions where they stand. */
export interface Extremes {
  minimum: number;
  maximum: number;
  minimumAt: number;
  maximumAt: number;
}

/** What a pyramid stands on. */
export interface PyramidSource {
  /** The same number for a position for ever, once it was covered. */
  read(position: number): number;
  /** The same of many positions from `first` on, where that is faster. */
  readMany?: (first: number, target: Float64Array) => void;
  /** Those of `count` positions from `first` on, where they are known without reading. */
  extremes?(first: number, count: number): Extremes | null;
}

/** Extremes of consecutive equal ranges, 24 bytes each. */
class Level {
  length = 0;
  readonly #values: Float64Array[] = [];
  readonly #places: Uint32Array[] = [];

  push(node: Extremes): void {
    const at = 2 * (this.length & (blockLength - 1));
    if (at === 0) {
      this.#values.push(new Float64Array(2 * blockLength));
      this.#places.push(new Uint32Array(2 * blockLength));
    }
    const values = this.#values[this.length >> blockBits]!;
    const places = this.#places[this.length >> blockBits]!;
    values[at] = node.minimum;
    values[at + 1] = node.maximum;
    places[at] = node.minimumAt < 0 ? nowhere : node.minimumAt;
    places[at + 1] = node.maximumAt < 0 ? nowhere : node.maximumAt;
    this.length++;
  }

  /** Widens `into` by node `i`. */
  merge(i: number, into: Extremes): void {
    const at = 2 * (i & (blockLength - 1));
    const values = this.#values[i >> blockBits]!;
    const places = this.#places[i >> blockBits]!;
    if (places[at] === nowhere) return;
    if (values[at]! < into.minimum) {
      into.minimum = values[at]!;
      into.minimumAt = places[at]!;
    }
    if (values[at + 1]! > into.maximum) {
      into.maximum = values[at + 1]!;
      into.maximumAt = places[at + 1]!;
    }
  }
}

/**
 * Minimum and maximum of any range of a growing sequence in a time that depends on the logarithm
 * of its length alone. Numbers that are not finite are passed over. Its lowest nodes stand for
 * `2 ** baseBits` positions from position 1 on, as steps count: with 64 of them it costs 0.4 bytes
 * per position.
 */
export class Pyramid {
  readonly #source: PyramidSource;
  readonly #baseBits: number;
  readonly #levels: Level[] = [];
  readonly #scratch: Float64Array;

  constructor(source: PyramidSource, baseBits = 6) {
    this.#source = source;
    this.#baseBits = baseBits;
    this.#scratch = new Float64Array(1 << baseBits);
  }

  /** Positions per lowest node. */
  get base(): number {
    return 1 << this.#baseBits;
  }

  /** How many positions are taken in: one more than the last. */
  get covered(): number {
    return (this.#levels[0]?.length ?? 0) * this.base + 1;
  }

  /** Takes in the positions below `count`; what was taken in before is not read again. */
  cover(count: number): void {
    let below = Math.floor((count - 1) / this.base);
    for (let depth = 0; below > 0; depth++) {
      const level = (this.#levels[depth] ??= new Level());
      while (level.length < below) {
        level.push(depth === 0 ? this.#lowest(level.length) : this.#upper(depth, level.length));
      }
      below >>= bits;
    }
  }

  /** Over the covered positions from `from` up to, not including, `end`. */
  extremes(from: number, end: number): Extremes {
    const found = nothing();
    if (from === 0 && end > 0) this.#mergeOne(0, found);
    // Nodes begin at position 1; `at` counts from there.
    const { base } = this;
    const last = end - 1;
    for (let at = Math.max(0, from - 1); at < last;) {
      const boundary = Math.ceil((at + 1) / base) * base;
      if (at % base !== 0 || boundary > last) {
        const next = Math.min(last, boundary);
        this.#scan(at + 1, next - at, found);
        at = next;
        continue;
      }
      // The largest node that starts here and ends within the range.
      let depth = 0;
      let span = base;
      while (
        depth + 1 < this.#levels.length &&
        at % (span << bits) === 0 &&
        at + (span << bits) <= last
      ) {
        span <<= bits;
        depth++;
      }
      this.#levels[depth]!.merge(at / span, found);
      at += span;
    }
    return found;
  }

  #lowest(i: number): Extremes {
    const { base } = this;
    const first = 1 + i * base;
    const known = this.#source.extremes?.(first, base);
    if (known) return known;
    const node = nothing();
    this.#scan(first, base, node);
    return node;
  }

  #upper(depth: number, i: number): Extremes {
    const node = nothing();
    const first = i << bits;
    for (let k = first; k < first + (1 << bits); k++) this.#levels[depth - 1]!.merge(k, node);
    return node;
  }

  /** Reads `count` positions, at most as many as a lowest node has. */
  #scan(first: number, count: number, into: Extremes): void {
    const { readMany } = this.#source;
    if (readMany) {
      const numbers = count === this.base ? this.#scratch : this.#scratch.subarray(0, count);
      readMany(first, numbers);
      for (let k = 0; k < count; k++) merge(first + k, numbers[k]!, into);
    } else {
      for (let k = first; k < first + count; k++) merge(k, this.#source.read(k), into);
    }
  }

  #mergeOne(position: number, into: Extremes): void {
    merge(position, this.#source.read(position), into);
  }
}

/** Widens `into` by one value; what is not finite is passed over. */
export function merge(position: number, value: number, into: Extremes): void {
  if (!Number.isFinite(value)) return;
  if (value < into.minimum) {
    into.minimum = value;
    into.minimumAt = position;
  }
  if (value > into.maximum) {
    into.maximum = value;
    into.maximumAt = position;
  }
}

export function nothing(): Extremes {
  return { minimum: Infinity, maximum: -Infinity, minimumAt: -1, maximumAt: -1 };
}
