/**
 * The steps that another program has logged, where they are not simply 1, 2, 3 …: which row of a
 * trace is which step. Row 0 is the start, which is step 0.
 */
export class LoggedSteps {
  readonly #steps: Float64Array;

  /** @param steps from 1 on, ascending */
  constructor(steps: Float64Array) {
    this.#steps = steps;
  }

  stepOf(row: number): number {
    return row === 0 ? 0 : (this.#steps[row - 1] ?? NaN);
  }

  /** The row of a step; -1 where it is not logged. */
  rowOf(step: number): number {
    const row = this.rowUpTo(step);
    return this.stepOf(row) === step ? row : -1;
  }

  /** The row of the last logged step up to this one. */
  rowUpTo(step: number): number {
    let [low, high] = [0, this.#steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#steps[middle]! <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row of the first logged step from this one on; beyond the last row where there is none. */
  rowFrom(step: number): number {
    return step <= 0 ? 0 : this.rowUpTo(step - 0.5) + 1;
  }
}
