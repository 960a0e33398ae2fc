import { word } from './shared';

/** A pause longer than this between two looks is the machine's (sleep, a stopped process). */
const longestPause = 100;

/** Measures how long the current evaluation has been running, from outside, by a monotonic clock. */
export class EvaluationWatch {
  private evaluation = 0;
  private lastLook: number;
  private spent = 0;

  constructor(
    private readonly control: Int32Array,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.lastLook = now();
  }

  /** Compiling the objective and running its file: nothing has been evaluated yet. */
  get compiling(): boolean {
    return this.evaluation <= 1;
  }

  /** Milliseconds that the present evaluation is known to have taken; call it often. */
  look(): number {
    const { control } = this;
    const time = this.now();
    const passed = Math.min(time - this.lastLook, longestPause);
    this.lastLook = time;
    const evaluation = Atomics.load(control, word.evaluation);
    const waits = Atomics.load(control, word.waiting) === 1;
    if (evaluation === 0 || evaluation !== this.evaluation || waits) this.spent = 0;
    else this.spent += passed;
    this.evaluation = evaluation;
    return this.spent;
  }
}
