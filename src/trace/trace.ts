import { seriesWidth, type RunHeader } from '../protocol/run';
import {
  evaluatedLoss,
  updateSeries,
  type Derivation,
  type SeriesDeclaration,
  type SeriesReader,
} from '../protocol/series';
import { decimate } from './buckets';
import { Columns } from './columns';
import { Pyramid, type Extremes, type PyramidSource } from './pyramid';
import type { RowStore } from './rowStore';

/**
 * How one series is read. `first` is the first step that has a value, `every` how many steps lie
 * between two that have one.
 */
interface Access {
  width: number;
  first: 0 | 1;
  every: number;
  read(index: number, step: number): number;
  /** Of a stored series: the column of its first number. */
  column?: number;
}

/** From so many steps on a chart's pyramid begins with nodes of 256 steps, below with 64. */
const manySteps = 1_000_000;

/**
 * Everything known of one run's steps. Stored series are kept as they arrive; derived series are
 * computed when read, because that is smaller and faster than keeping them.
 */
export class Trace implements SeriesReader {
  readonly header: RunHeader;
  /** All series that can be read: the header's, `update`, which every trace has, and those added. */
  series: readonly SeriesDeclaration[];
  readonly #rows: RowStore;
  readonly #access = new Map<string, Access>();
  readonly #pyramids = new Map<string, Pyramid[]>();

  /**
   * `derivations` computes the header's derived series, by name. Throws a RangeError where the
   * header's start does not fit its leaves.
   *
   * @param makeRows where the rows are kept, given the numbers per row; in memory if nobody says
   */
  constructor(
    header: RunHeader,
    derivations: Record<string, Derivation>,
    makeRows: (width: number) => RowStore = (width) => new Columns(width, header.steps),
  ) {
    this.header = header;
    this.series = header.series.some(({ name }) => name === updateSeries.name)
      ? header.series
      : [...header.series, updateSeries];
    const coordinates = seriesWidth({ per: 'coordinate' }, header.leaves);
    if (header.start.length !== coordinates) {
      throw new RangeError(`${header.start.length} numbers are no θ of ${coordinates}.`);
    }
    let rowWidth = 0;
    for (const declaration of this.series) {
      const width = seriesWidth(declaration, header.leaves);
      if (declaration.stored) {
        this.#access.set(declaration.name, this.#stored(declaration, rowWidth, width));
        rowWidth += width;
      } else {
        const derivation =
          declaration.name === updateSeries.name ? update : derivations[declaration.name];
        if (derivation) this.#access.set(declaration.name, this.#derived(derivation, width));
      }
    }
    this.#rows = makeRows(rowWidth);
  }

  /** Completed steps. */
  get length(): number {
    return this.#rows.length;
  }

  /** How many numbers one row of a frame holds. */
  get rowWidth(): number {
    return this.#rows.width;
  }

  /**
   * Takes rows of the stored series from `firstStep` on, row-major. Throws a RangeError where they
   * do not follow the steps that are there, or are no whole rows.
   */
  append(firstStep: number, rows: Float64Array): void {
    if (firstStep !== this.length + 1) {
      throw new RangeError(`Step ${firstStep} does not follow step ${this.length}.`);
    }
    this.#rows.append(rows);
  }

  /**
   * Takes in a series of the run that was computed from the steps afterwards, one value per step
   * from step 1 on; in place of one with its name.
   */
  add(declaration: SeriesDeclaration, values: Float64Array): void {
    const { name, every = 1 } = declaration;
    this.series = [...this.series.filter((series) => series.name !== name), declaration];
    const read = (_index: number, step: number) => values[step - 1] ?? NaN;
    this.#access.set(name, { width: 1, first: 1, every, read });
    this.#pyramids.delete(name);
  }

  /**
   * Exact; NaN where there is none. `update` is θ after minus θ before; what is `fromStart` exists
   * at step 0.
   */
  value(series: string, index: number, step: number): number {
    const access = this.#access.get(series);
    if (
      access === undefined ||
      !(step >= access.first && step <= this.#rows.length) ||
      !(index >= 0 && index < access.width)
    ) {
      return NaN;
    }
    return access.read(index, step);
  }

  /**
   * x, y, x, y … of the steps `from` to `to`, both included: every step where at most
   * `2 * buckets` of them exist, else at most two points per bucket, its minimum and maximum in
   * order of step. What is not finite is a gap: a point with y = NaN. Of a series with a value every
   * so many steps only those steps are there.
   */
  points(series: string, index: number, from: number, to: number, buckets: number): Float64Array {
    const access = this.#access.get(series);
    if (access === undefined || !(index >= 0 && index < access.width)) return new Float64Array();
    const first = Math.max(from, access.first);
    const last = Math.min(to, this.length);
    if (access.every === 1) return this.#line(series, index, access, first, last, buckets);
    return this.#sparseLine(series, index, access, first, last, buckets);
  }

  /**
   * step, θ[i], θ[j], step, … from the start to the last step: all steps, or `maxPoints` (at least
   * two) of them, evenly spaced, the first and the last always among them.
   */
  path(i: number, j: number, maxPoints: number): Float64Array {
    const count = Math.min(this.length + 1, Math.max(2, Math.floor(maxPoints)));
    const points = new Float64Array(3 * count);
    for (let k = 0; k < count; k++) {
      const step = count === 1 ? 0 : Math.round((k * this.length) / (count - 1));
      points[3 * k] = step;
      points[3 * k + 1] = this.value('theta', i, step);
      points[3 * k + 2] = this.value('theta', j, step);
    }
    return points;
  }

  /** Writes the stored rows from `firstStep` on into `target`, row-major, as many as fit. */
  readRows(firstStep: number, target: Float64Array): void {
    this.#rows.read(firstStep - 1, target);
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
      return decimate(this.#pyramid(series, index, access), first, last, buckets);
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
    const { steps } = this.header;
    const ends = [Math.ceil(first / every), Math.floor(last / every)] as const;
    const isApart = steps % every !== 0 && first <= steps && steps <= last;
    // Its point must find room: nobody takes more than two for each bucket asked for.
    const room = isApart ? Math.max(1, buckets - 1) : buckets;
    const points = this.#line(series, index, access, ...ends, room);
    for (let i = 0; i < points.length; i += 2) points[i]! *= every;
    if (!isApart) return points;
    return Float64Array.of(...points, steps, finiteOrNaN(access.read(index, steps)));
  }

  /** The pyramid of one line, made when first asked for and brought up to the last step. */
  #pyramid(series: string, index: number, access: Access): Pyramid {
    let lines = this.#pyramids.get(series);
    if (!lines) this.#pyramids.set(series, (lines = []));
    const { every } = access;
    // Positions are steps: step 0 is there for every series, so that all count alike.
    const pyramid = (lines[index] ??= new Pyramid(
      this.#source(index, access),
      this.header.steps > manySteps ? 8 : 6,
    ));
    pyramid.cover(Math.floor(this.length / every) + 1);
    return pyramid;
  }

  #source(index: number, access: Access): PyramidSource {
    const { first, every } = access;
    const read = (position: number) =>
      position < first ? NaN : access.read(index, position * every);
    if (access.column === undefined || every !== 1) return { read };
    const column = access.column + index;
    return {
      read,
      // Step 1 is row 0.
      readMany: (position, target) => this.#rows.readColumn(column, position - 1, target),
      extremes: (position, count) => {
        const known = this.#rows.extremes?.(column, position - 1, count) ?? null;
        return known && shifted(known);
      },
    };
  }

  #stored(declared: SeriesDeclaration, column: number, width: number): Access {
    const { name, fromStart, every = 1 } = declared;
    const read = (index: number, step: number) => this.#rows.at(column + index, step - 1);
    if (!fromStart) return { width, every, first: 1, read, column };
    const { start, evaluated } = this.header;
    const atStart = (index: number) =>
      name === evaluatedLoss ? (evaluated?.start ?? NaN) : start[index]!;
    return {
      ...{ width, every, first: 0, column },
      read: (index, step) => (step === 0 ? atStart(index) : read(index, step)),
    };
  }

  #derived(derive: Derivation, width: number): Access {
    return { width, every: 1, first: 1, read: (index, step) => derive(this, index, step) };
  }
}

/** From rows to steps: step 1 is row 0. */
function shifted({ minimum, maximum, minimumAt, maximumAt }: Extremes): Extremes {
  return {
    ...{ minimum, maximum },
    minimumAt: minimumAt < 0 ? -1 : minimumAt + 1,
    maximumAt: maximumAt < 0 ? -1 : maximumAt + 1,
  };
}

function finiteOrNaN(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

const update: Derivation = (read, index, step) =>
  read.value('theta', index, step) - read.value('theta', index, step - 1);
