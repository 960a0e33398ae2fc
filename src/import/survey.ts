import type { Target } from './columns/mapping';
import { isAbsent, numberIn } from './read/numbers';
import type { Cell } from './read/table';
import { listIn, type Taker } from './rows';
import { isList } from './read/flatten';

/** A leaf of θ as a file shows it. */
export interface SurveyedLeaf {
  name: string;
  shape: number[];
  /** The one that was seen first: what another array is held against. */
  first: readonly number[];
}

/** Nested arrays beyond this depth are no shape that anybody could draw. */
const deepest = 8;

/** What there is to be imported, found out before anything is kept: leaves, series and steps. */
export class Survey implements Taker {
  readonly leaves = new Map<string, SurveyedLeaf>();
  /** The leaves that each series of coordinates has; of those of the run none. */
  readonly series = new Map<string, Set<string>>();
  /** The logged learning rate by step of the file. */
  readonly rates = new Map<number, number>();
  /** Rows stand in the order of their steps. */
  isSorted = true;
  readonly #seen = new WeakSet<Target>();
  readonly #steps: number[] = [];
  #distinct: Set<number> | null = null;
  #step = -1;
  #atZero = { gradient: false, moment: false, theta: false, loss: false };

  begin(step: number): void {
    if (step === this.#step) return;
    if (step < this.#step && this.isSorted) {
      this.isSorted = false;
      this.#distinct = new Set(this.#steps);
    }
    this.#step = step;
    if (!this.#distinct) this.#steps.push(step);
    else if (!this.#distinct.has(step)) {
      this.#distinct.add(step);
      this.#steps.push(step);
    }
  }

  cell(target: Target, within: readonly number[], cell: Cell): void {
    if (this.#step === 0) this.#look(target, cell);
    if (target.series === 'lr') this.#takeRate(cell);
    const isPlain = within.length === 0 && !isList(cell) && !isArrayText(cell);
    if (isPlain && this.#seen.has(target)) return;
    if (isAbsent(cell)) return;
    this.#seen.add(target);
    const { series, leaf } = target;
    let leaves = this.series.get(series);
    if (!leaves) this.series.set(series, (leaves = new Set()));
    if (leaf === null) return;
    leaves.add(leaf);
    const list = listIn(cell);
    const places = [...target.indices, ...within].map((index) => index + 1);
    this.#widen(leaf, [...places, ...(list ? shapeOf(list) : [])]);
  }

  /** All steps in order. */
  get steps(): Float64Array {
    const steps = Float64Array.from(this.#steps);
    return this.isSorted ? steps : steps.sort();
  }

  /**
   * Whether step 0 is a step and not the start: it has what only a step has. Else it holds θ before
   * the first step.
   */
  get countsFromZero(): boolean {
    const { gradient, moment, theta, loss } = this.#atZero;
    return this.steps[0] === 0 && (gradient || moment || (loss && !theta));
  }

  #look({ series }: Target, cell: Cell): void {
    if (isAbsent(cell)) return;
    if (series === 'theta' || series === 'slow') this.#atZero.theta = true;
    else if (series === 'grad' || series === 'thetaBefore') this.#atZero.gradient = true;
    else if (series === 'loss') this.#atZero.loss = true;
    else if (hasNumber(cell)) this.#atZero.moment = true;
  }

  #takeRate(cell: Cell): void {
    const rate = numberIn(cell);
    if (rate !== undefined && !Number.isNaN(rate)) this.rates.set(this.#step, rate);
  }

  /** As large as any is, so that nothing is lost. */
  #widen(name: string, shape: readonly number[]): void {
    const leaf = this.leaves.get(name);
    if (!leaf) this.leaves.set(name, { name, shape: [...shape], first: shape });
    else if (leaf.shape.length === shape.length) {
      for (let k = 0; k < shape.length; k++) leaf.shape[k] = Math.max(leaf.shape[k]!, shape[k]!);
    }
  }
}

function isArrayText(cell: Cell): boolean {
  return typeof cell === 'string' && (cell.startsWith('[') || cell.startsWith('tensor(['));
}

/** Lengths along the first elements, which all others should have. */
export function shapeOf(list: ArrayLike<unknown>): number[] {
  const shape: number[] = [];
  for (let part: unknown = list; isList(part) && shape.length < deepest; part = part[0]) {
    shape.push(part.length);
  }
  return shape;
}

/** Whether there is a number other than 0. */
function hasNumber(cell: Cell): boolean {
  const list = listIn(cell);
  if (!list) return (numberIn(cell) ?? 0) !== 0 && !Number.isNaN(numberIn(cell));
  return Array.from(list).some(hasNumber);
}
