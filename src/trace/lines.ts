import { decimate } from './buckets';
import { Pyramid, type PyramidSource } from './pyramid';
import type { RowPlace, StepRows } from './stepRows';

/**
 * How one series is read. `first` is the first step that has a value, `every` how many steps lie
 * between two that have one.
 */
export interface Access {
  width: number;
  first: number;
  every: number;
  read(index: number, step: number): number;
  /** Of a stored series that has its number of every step. */
  place?: RowPlace;
  /** It is made of full rows, which a run with checkpoints does not keep of every step. */
  isOfFullRows?: boolean;
}

/** From so many steps on a chart's pyramid begins with nodes of 256 steps, below with 64. */
const manySteps = 1_000_000;

/** Steps of a derived series that are computed in one turn. */
const piece = 1 << 14;

/** The lines that charts draw: any stretch of a series in so many points. */
export class Lines {
  readonly #rows: StepRows;
  /** Asked for. */
  readonly #steps: number;
  readonly #pyramids = new Map<string, Pyramid[]>();

  constructor(rows: StepRows, steps: number) {
    this.#rows = rows;
    this.#steps = steps;
  }

  /** What is known of a series is no longer so. */
  forget(series: string): void {
    this.#pyramids.delete(series);
  }

  /**
   * x, y, x, y … of the rows `first` to `last`, both included; x is a row. Every one where at most
   * `2 * buckets` of them exist, else at most two per bucket, its minimum and maximum.
   */
  points(
    series: string,
    index: number,
    access: Access,
    first: number,
    last: number,
    buckets: number,
  ): Float64Array {
    if (this.#isLacking(access, first, last, buckets)) {
      const sparse = { ...access, every: this.#rows.every };
      return this.#sparseLine(series, index, sparse, first, last, buckets);
    }
    if (access.every === 1) return this.#line(series, index, access, first, last, buckets);
    return this.#sparseLine(series, index, access, first, last, buckets);
  }

  /**
   * Makes what a line of very many steps is drawn from, piece by piece: some milliseconds each.
   * `points` then has little left to do.
   */
  *prepare(series: string, index: number, access: Access): Generator<undefined> {
    // Of a run with checkpoints few rows are at hand.
    if (access.isOfFullRows && this.#rows.every !== 0) return;
    const pyramid = this.#pyramid(series, index, access);
    const positions = this.#positions(access);
    for (let next = pyramid.covered + piece; next < positions; next += piece) {
      pyramid.cover(next);
      yield;
    }
  }

  /** Whether a line through all steps of a window would need rows that are not at hand. */
  #isLacking(access: Access, first: number, last: number, buckets: number): boolean {
    if (!access.isOfFullRows || this.#rows.every === 0) return false;
    if (last - first + 1 > 2 * buckets) return true;
    for (let row = Math.max(first, this.#rows.origin + 1); row <= last; row++) {
      if (!this.#rows.has(row)) return true;
    }
    return false;
  }

  /** The points between two positions: steps, or multiples of `every`, as `access` counts. */
  #line(
    series: string,
    index: number,
    access: Access,
    first: number,
    last: number,
    buckets: number,
  ): Float64Array {
    const count = last - first + 1;
    if (!(count > 0)) return new Float64Array();
    if (count > 2 * buckets) {
      const pyramid = this.#pyramid(series, index, access);
      pyramid.cover(this.#positions(access));
      return decimate(pyramid, first, last, buckets);
    }
    const points = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      points[2 * i] = first + i;
      points[2 * i + 1] = finiteOrNaN(access.read(index, (first + i) * access.every));
    }
    return points;
  }

  /** Only the steps that have a value: the multiples of `every`, and the last step asked for. */
  #sparseLine(
    series: string,
    index: number,
    access: Access,
    first: number,
    last: number,
    buckets: number,
  ): Float64Array {
    const { every } = access;
    const steps = this.#steps;
    const ends = [Math.ceil(first / every), Math.floor(last / every)] as const;
    const isThere = !access.isOfFullRows || this.#rows.has(steps);
    const isApart = steps % every !== 0 && first <= steps && steps <= last && isThere;
    // Its point must find room: nobody takes more than two for each bucket asked for.
    const room = isApart ? Math.max(1, buckets - 1) : buckets;
    const points = this.#line(series, index, access, ...ends, room);
    for (let i = 0; i < points.length; i += 2) points[i]! *= every;
    if (!isApart) return points;
    return Float64Array.of(...points, steps, finiteOrNaN(access.read(index, steps)));
  }

  /** The pyramid of one line, made when first asked for. */
  #pyramid(series: string, index: number, access: Access): Pyramid {
    let lines = this.#pyramids.get(series);
    if (!lines) this.#pyramids.set(series, (lines = []));
    const baseBits = this.#steps > manySteps ? 8 : 6;
    return (lines[index] ??= new Pyramid(this.#source(index, access), baseBits));
  }

  /** Positions are steps: step 0 is there for every series, so that all count alike. */
  #positions({ every }: Access): number {
    return Math.floor(this.#rows.length / every) + 1;
  }

  #source(index: number, access: Access): PyramidSource {
    const { first, every, place } = access;
    const read = (position: number) =>
      position * every < first ? NaN : access.read(index, position * every);
    if (!place || place.kept < 0 || every !== 1) return { read };
    return {
      read,
      readMany: (position, target) => this.#rows.readColumn(place, index, position, target),
      extremes: (position, count) => this.#rows.extremes(place, index, position, count),
    };
  }
}

function finiteOrNaN(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
