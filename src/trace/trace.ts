import { isKeptAtEveryStep } from '../protocol/checkpoints';
import { seriesWidth, type RunHeader } from '../protocol/run';
import {
  evaluatedLoss,
  updateSeries,
  type Derivation,
  type SeriesDeclaration,
  type SeriesReader,
} from '../protocol/series';
import { Lines, type Access } from './lines';
import { LoggedSteps } from './loggedSteps';
import { StepRows, type MakeRows, type RowPlace } from './stepRows';

/** Lines of some series between two steps, in so many buckets. */
interface Window {
  lines: readonly { series: string; index: number }[];
  from: number;
  to: number;
  buckets: number;
}

/**
 * Everything known of one run's steps. Stored series are kept as they arrive; derived series are
 * computed when read, because that is smaller and faster than keeping them.
 */
export class Trace implements SeriesReader {
  readonly header: RunHeader;
  /** All series that can be read: the header's, `update`, which every trace has, and those added. */
  series: readonly SeriesDeclaration[];
  readonly #rows: StepRows;
  /** Of an imported run whose steps are not simply 1, 2, 3 …; null: row t is step t. */
  readonly #logged: LoggedSteps | null;
  readonly #access = new Map<string, Access>();
  readonly #lines: Lines;

  /**
   * `derivations` computes the header's derived series, by name. Throws a RangeError where the
   * header's start does not fit its leaves.
   *
   * @param makeRows where the rows are kept; in memory if nobody says
   */
  constructor(header: RunHeader, derivations: Record<string, Derivation>, makeRows?: MakeRows) {
    this.header = header;
    this.#logged = header.logged ? new LoggedSteps(header.logged) : null;
    const has = (series: string) => header.series.some(({ name }) => name === series);
    // An imported run may be without θ.
    const lacksUpdate = has('theta') && !has(updateSeries.name);
    this.series = lacksUpdate ? [...header.series, updateSeries] : header.series;
    const coordinates = seriesWidth({ per: 'coordinate' }, header.leaves);
    if (header.start.length !== coordinates) {
      throw new RangeError(`${header.start.length} numbers are no θ of ${coordinates}.`);
    }
    this.#rows = new StepRows(header, makeRows);
    this.#lines = new Lines(this.#rows, header.steps);
    const next: RowPlace = { full: 0, kept: 0 };
    for (const declaration of this.series) {
      const width = seriesWidth(declaration, header.leaves);
      if (declaration.stored) {
        const isKept = this.#rows.every === 0 || isKeptAtEveryStep(declaration);
        const place = { full: next.full, kept: isKept ? next.kept : -1 };
        this.#access.set(declaration.name, this.#stored(declaration, place, width));
        next.full += width;
        if (isKept) next.kept += width;
      } else {
        const derivation =
          declaration.name === updateSeries.name ? update : derivations[declaration.name];
        const access = derivation && this.#derived(declaration, derivation, width);
        if (access) this.#access.set(declaration.name, access);
      }
    }
  }

  /** The last completed step. */
  get length(): number {
    return this.#logged ? this.#logged.stepOf(this.#rows.length) : this.#rows.length;
  }

  /** The last row; row t is step t unless the run was imported, and 0 the start. */
  get lastRow(): number {
    return this.#rows.length;
  }

  /** Whether a step is there at all: an imported run may be without some. */
  isLogged(step: number): boolean {
    return this.#rowOf(step) >= 0;
  }

  /** The nearest step that is there, from a step on in the direction that leads to it. */
  logged(step: number, direction: 1 | -1): number {
    if (!this.#logged) return step;
    const row = direction > 0 ? this.#logged.rowFrom(step) : this.#logged.rowUpTo(step);
    return this.#logged.stepOf(Math.min(row, this.lastRow));
  }

  /** The first step that this run computed itself is the one behind this; 0 but for a fork. */
  get origin(): number {
    return this.#rows.origin;
  }

  /** How many numbers one full row holds. */
  get rowWidth(): number {
    return this.#rows.width;
  }

  /**
   * Takes rows of the stored series from `firstStep` on, row-major; where the header names
   * checkpoints, rows of what is kept at every step, and the full ones among those steps apart.
   * Throws a RangeError where they do not follow the steps that are there, or are no whole rows.
   * Where the header says which steps are logged, steps mean rows here.
   */
  append(firstStep: number, rows: Float64Array, full?: Float64Array): void {
    this.#rows.append(firstStep, rows, full);
  }

  /** Whether all numbers of a step are at hand; of a run with checkpoints most are not. */
  has(step: number): boolean {
    return step === this.origin || this.#rows.has(this.#rowOf(step));
  }

  /** The last step up to this one whose full row is at hand; the origin where there is none. */
  lastFull(step: number): number {
    if (!this.#logged) return this.#rows.lastFull(step);
    return this.#logged.stepOf(this.#rows.lastFull(this.#logged.rowUpTo(step)));
  }

  /** How many rows that were computed again can be at hand. */
  get replayRoom(): number {
    return this.#rows.replayRoom;
  }

  /** Full rows of steps that were computed again; some others may no longer be at hand then. */
  keep(firstStep: number, rows: Float64Array): void {
    this.#rows.keep(firstStep, rows);
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
    this.#lines.forget(name);
  }

  /**
   * Exact; NaN where there is none. `update` is θ after minus θ before; what is `fromStart` exists
   * at step 0.
   */
  value(series: string, index: number, step: number): number {
    const access = this.#access.get(series);
    const row = this.#rowOf(step);
    if (
      access === undefined ||
      !(row >= access.first && row <= this.lastRow) ||
      !(index >= 0 && index < access.width)
    ) {
      return NaN;
    }
    return access.read(index, row);
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
    const logged = this.#logged;
    const first = Math.max(logged ? logged.rowFrom(from) : from, access.first);
    const last = Math.min(logged ? logged.rowUpTo(to) : to, this.lastRow);
    const points = this.#lines.points(series, index, access, first, last, buckets);
    if (logged) for (let k = 0; k < points.length; k += 2) points[k] = logged.stepOf(points[k]!);
    return points;
  }

  /**
   * Makes ready what `points` needs for lines of very many steps, in pieces of some milliseconds,
   * between which others can have their turn.
   */
  *prepare({ lines, from, to, buckets }: Window): Generator<undefined> {
    if (to - from < 2 * buckets) return;
    for (const { series, index } of lines) {
      const access = this.#access.get(series);
      if (access && index >= 0 && index < access.width) {
        yield* this.#lines.prepare(series, index, access);
      }
    }
  }

  /**
   * step, θ[i], θ[j], step, … from the start to the last step: all steps, or `maxPoints` (at least
   * two) of them, evenly spaced, the first and the last always among them.
   */
  path(i: number, j: number, maxPoints: number): Float64Array {
    const every = this.#rows.every || 1;
    const steps = Math.floor((this.lastRow - this.origin) / every);
    const count = Math.min(steps + 1, Math.max(2, Math.floor(maxPoints)));
    const points = new Float64Array(3 * count);
    for (let k = 0; k < count; k++) {
      const nth = count === 1 ? 0 : Math.round((k * steps) / (count - 1));
      // Of a fork the multiples of `every` do not begin at its origin.
      const row = nth === 0 ? this.origin : this.#multiple(this.origin + nth * every);
      const step = this.#logged ? this.#logged.stepOf(row) : row;
      points[3 * k] = step;
      points[3 * k + 1] = this.value('theta', i, step);
      points[3 * k + 2] = this.value('theta', j, step);
    }
    return points;
  }

  /** Writes the full rows from `firstStep` on into `target`, row-major, as many as fit. */
  readRows(firstStep: number, target: Float64Array): void {
    this.#rows.read(firstStep, target);
  }

  /** -1 where it is not there. */
  #rowOf(step: number): number {
    return this.#logged ? this.#logged.rowOf(step) : step;
  }

  /** Writes all rows that are kept into other places, those of a file for instance. */
  copyRows(make: MakeRows): void {
    this.#rows.copyTo(make);
  }

  /** The last checkpoint up to a step; the step itself where every row is kept. */
  #multiple(step: number): number {
    const { every } = this.#rows;
    return every === 0 ? step : step - (step % every);
  }

  #stored(declared: SeriesDeclaration, place: RowPlace, width: number): Access {
    const { name, fromStart, every = 1 } = declared;
    const { origin } = this.#rows;
    const isOfFullRows = !isKeptAtEveryStep(declared);
    const read = (index: number, step: number) => this.#rows.at(place, index, step);
    const { start, evaluated, fork } = this.header;
    const begun = name === 'theta' ? start : fork?.state[name];
    if (!fromStart && !begun) return { width, every, first: origin + 1, read, place, isOfFullRows };
    const atStart = (index: number) =>
      name === evaluatedLoss ? (evaluated?.start ?? NaN) : (begun ?? start)[index]!;
    return {
      ...{ width, every, first: origin, place, isOfFullRows },
      read: (index, step) => (step === origin ? atStart(index) : read(index, step)),
    };
  }

  #derived({ per }: SeriesDeclaration, derive: Derivation, width: number): Access {
    const first = this.#rows.origin + 1;
    const logged = this.#logged;
    const read = (index: number, row: number) =>
      derive(this, index, logged ? logged.stepOf(row) : row);
    return { width, every: 1, first, read, isOfFullRows: per === 'coordinate' };
  }
}

const update: Derivation = (read, index, step) =>
  read.value('theta', index, step) - read.value('theta', index, step - 1);
