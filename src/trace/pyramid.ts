/** Each node stands for 16 of the level below; a power of two, so that places are shifts. */
const bits = 4;
const branching = 1 << bits;

/** The smallest and largest finite value of a range and the first positions where they stand. */
export interface Extremes {
  minimum: number;
  maximum: number;
  minimumAt: number;
  maximumAt: number;
}

/** Extremes of consecutive equal ranges, as growing columns. */
class Level {
  length = 0;
  minimum = new Float64Array(branching);
  maximum = new Float64Array(branching);
  minimumAt = new Float64Array(branching);
  maximumAt = new Float64Array(branching);

  push(node: Extremes): void {
    if (this.length === this.minimum.length) {
      this.minimum = twice(this.minimum);
      this.maximum = twice(this.maximum);
      this.minimumAt = twice(this.minimumAt);
      this.maximumAt = twice(this.maximumAt);
    }
    this.minimum[this.length] = node.minimum;
    this.maximum[this.length] = node.maximum;
    this.minimumAt[this.length] = node.minimumAt;
    this.maximumAt[this.length] = node.maximumAt;
    this.length++;
  }

  /** Widens `into` by node `i`. */
  merge(i: number, into: Extremes): void {
    if (this.minimum[i]! < into.minimum) {
      into.minimum = this.minimum[i]!;
      into.minimumAt = this.minimumAt[i]!;
    }
    if (this.maximum[i]! > into.maximum) {
      into.maximum = this.maximum[i]!;
      into.maximumAt = this.maximumAt[i]!;
    }
  }
}

/**
 * Minimum and maximum of any range of a growing sequence in a time that depends on the logarithm
 * of its length alone. Numbers that are not finite are passed over. Costs two to four bytes per element.
 */
export class Pyramid {
  readonly #read: (position: number) => number;
  readonly #levels: Level[] = [];

  /** `read` must go on giving the same number for a position that was covered once. */
  constructor(read: (position: number) => number) {
    this.#read = read;
  }

  /** Takes in the positions below `count`; what was taken in before is not read again. */
  cover(count: number): void {
    let below = count;
    for (let depth = 0; below >= branching; depth++) {
      const level = (this.#levels[depth] ??= new Level());
      const complete = below >> bits;
      while (level.length < complete) {
        const node = nothing();
        const first = level.length << bits;
        for (let i = first; i < first + branching; i++) {
          if (depth === 0) this.#mergeOne(i, node);
          else this.#levels[depth - 1]!.merge(i, node);
        }
        level.push(node);
      }
      below = complete;
    }
  }

  /** Over the covered positions from `from` up to, not including, `end`. */
  extremes(from: number, end: number): Extremes {
    const found = nothing();
    for (let position = from; position < end;) {
      // The largest node that starts here and ends within the range.
      let depth = 0;
      while (
        depth < this.#levels.length &&
        position % span(depth + 1) === 0 &&
        position + span(depth + 1) <= end
      ) {
        depth++;
      }
      if (depth === 0) this.#mergeOne(position, found);
      else this.#levels[depth - 1]!.merge(position / span(depth), found);
      position += span(depth);
    }
    return found;
  }

  #mergeOne(position: number, into: Extremes): void {
    const value = this.#read(position);
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
}

/** How many elements a node stands for, `depth` levels above them. */
function span(depth: number): number {
  return 1 << (bits * depth);
}

function nothing(): Extremes {
  return { minimum: Infinity, maximum: -Infinity, minimumAt: -1, maximumAt: -1 };
}

function twice(from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const to = new Float64Array(2 * from.length);
  to.set(from);
  return to;
}
