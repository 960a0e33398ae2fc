import type { Target } from './columns/mapping';
import { thetaBefore } from './columns/vocabulary';
import type { Layout } from './layout';
import type { Problems } from './problems';
import { isList } from './read/flatten';
import { isAbsent, numberIn } from './read/numbers';
import type { Cell } from './read/table';
import { listIn, type Taker } from './rows';
import { shownCell } from './shownText';
import { shapeOf } from './survey';

/** Steps of a file and where they stand among the rows of a trace. */
export interface Steps {
  /** Of the file, ascending; without the start. */
  logged: Float64Array;
  /** A step of the file that is the start, and no step. */
  hasStart: boolean;
}

/** Takes the finished rows, one after the other. */
export type TakeRowOf = (row: Float64Array, position: number) => void;

/** Puts numbers where they belong, and hands rows on when they are complete. */
export class Fill implements Taker {
  /** θ of row 0: NaN where the file does not have it. */
  readonly start: Float64Array;
  readonly #layout: Layout;
  readonly #steps: Steps;
  readonly #problems: Problems;
  readonly #take: TakeRowOf;
  /** Of each target the place of its first number in a row; null: none. */
  readonly #places = new WeakMap<Target, Place | null>();
  /** Rows that are not handed on yet: one after the other, or all where they stand in no order. */
  readonly #rows = new Map<number, Float64Array>();
  readonly #isSorted: boolean;
  #next = 0;
  #position = -1;
  #step = -1;

  constructor(
    layout: Layout,
    steps: Steps,
    isSorted: boolean,
    problems: Problems,
    take: TakeRowOf,
  ) {
    this.start = new Float64Array(layout.coordinates).fill(NaN);
    this.#layout = layout;
    this.#steps = steps;
    this.#isSorted = isSorted;
    this.#problems = problems;
    this.#take = take;
  }

  begin(step: number): void {
    if (step === this.#step) return;
    this.#step = step;
    this.#position = this.#steps.hasStart && step === 0 ? -1 : this.#positionOf(step);
    // The row before may still get what the next one says of θ before its step.
    if (this.#isSorted) this.#handOn(this.#position - 1);
  }

  cell(target: Target, within: readonly number[], cell: Cell, column: string, line: number): void {
    if (isAbsent(cell)) return;
    const place = this.#placeOf(target);
    if (!place) return;
    const { leaf } = place;
    if (!leaf) return this.#put(target, place.offset, cell, column, line);
    const indices = within.length === 0 ? place.indices : [...place.indices, ...within];
    const depth = leaf.shape.length - indices.length;
    const list = depth > 0 ? listIn(cell) : null;
    if (depth < 0 || (depth > 0 && !list) || (list && shapeOf(list).length !== depth)) {
      this.#problems.add('import.other-depth', column, [column], line);
      return;
    }
    let at = 0;
    for (let k = 0; k < indices.length; k++) at = at * leaf.shape[k]! + indices[k]!;
    if (!list) return this.#put(target, place.offset + at, cell, column, line);
    this.#array(list, leaf.shape, leaf.first, indices.length, at, (index, inner) =>
      this.#put(target, place.offset + index, inner, column, line),
    );
    const shape = shapeOf(list);
    const expected = leaf.first.slice(indices.length);
    if (shape.join() !== expected.join() || isRagged(list, shape)) {
      const words = [column, shape.join(' × '), expected.join(' × ')];
      this.#problems.add('import.shape', column, words, line);
    }
  }

  /** Hands on what is left. */
  end(): void {
    this.#handOn(this.#steps.logged.length);
  }

  #array(
    list: ArrayLike<unknown>,
    shape: readonly number[],
    first: readonly number[],
    depth: number,
    at: number,
    put: (index: number, cell: Cell) => void,
  ): void {
    const length = shape[depth]!;
    for (let k = 0; k < Math.min(length, list.length); k++) {
      const inner: unknown = list[k];
      const index = at * length + k;
      if (depth + 1 === shape.length) put(index, inner);
      else if (isList(inner)) this.#array(inner, shape, first, depth + 1, index, put);
    }
  }

  #put({ series }: Target, offset: number, cell: Cell, column: string, line: number): void {
    const value = numberIn(cell);
    if (value === undefined) {
      this.#problems.add('import.not-a-number', column, [shownCell(cell), column], line);
      return;
    }
    if (series === thetaBefore) return this.#putBefore(offset, value, column, line);
    if (this.#position < 0) {
      const begin = this.#layout.offsets.get('theta');
      if (series === 'theta' && begin !== undefined) this.start[offset - begin] = value;
      return;
    }
    this.#write(this.#position, offset, value, line);
  }

  /** θ before step t is θ of row t − 1. */
  #putBefore(offset: number, value: number, column: string, line: number): void {
    const { logged } = this.#steps;
    const before = this.#position - 1;
    if (before < 0) this.start[offset - this.#layout.offsets.get('theta')!] = value;
    else if (logged[before] === this.#step - 1) this.#write(before, offset, value, line);
    else this.#problems.add('import.theta-before', column, [column], line);
  }

  #write(position: number, offset: number, value: number, line: number): void {
    let row = this.#rows.get(position);
    if (!row) {
      row = new Float64Array(this.#layout.rowWidth).fill(NaN);
      this.#rows.set(position, row);
    }
    const old = row[offset]!;
    if (!Number.isNaN(old) && !Object.is(old, value)) {
      this.#problems.add('import.twice', '', [this.#step], line);
    }
    row[offset] = value;
  }

  #handOn(end: number): void {
    for (; this.#next < end; this.#next++) {
      const row = this.#rows.get(this.#next);
      this.#rows.delete(this.#next);
      this.#take(row ?? new Float64Array(this.#layout.rowWidth).fill(NaN), this.#next);
    }
  }

  #placeOf(target: Target): Place | null {
    let place = this.#places.get(target);
    if (place === undefined) {
      place = this.#findPlace(target);
      this.#places.set(target, place);
    }
    return place;
  }

  #findPlace({ series, leaf, indices }: Target): Place | null {
    const begin = this.#layout.offsets.get(series);
    if (begin === undefined) return null;
    if (leaf === null) return { offset: begin, leaf: null, indices };
    const placed = this.#layout.leafOf.get(leaf);
    if (!placed) return null;
    return { offset: begin + placed.offset, leaf: placed, indices };
  }

  #positionOf(step: number): number {
    const { logged } = this.#steps;
    // One after the other, nearly always.
    if (logged[this.#position + 1] === step) return this.#position + 1;
    let [low, high] = [0, logged.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (logged[middle]! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Place {
  offset: number;
  /** Null of a series of the run. */
  leaf: { shape: readonly number[]; first: readonly number[] } | null;
  indices: readonly number[];
}

/** Whether a part of an array has another length than the first of its kind. */
function isRagged(list: ArrayLike<unknown>, shape: readonly number[]): boolean {
  const [length, ...rest] = shape;
  if (list.length !== length) return true;
  if (rest.length === 0) return false;
  return Array.from(list).some((inner) => !isList(inner) || isRagged(inner, rest));
}
