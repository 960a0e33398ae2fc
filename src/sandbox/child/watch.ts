import { word } from './shared';

/** A pause longer than this between two looks is the machine's (sleep, a stopped process). */
const longestPause = 100;
/** The pace is taken over at least this long, from the begin of one evaluation to that of another. */
const paceTime = 50;

/** Measures how long the current evaluation has been running, from outside, by a monotonic clock. */
export class EvaluationWatch {
  private evaluation = 0;
  private lastLook: number;
  private spent = 0;
  /** Milliseconds since the evaluation `counted` began, without waits for the host. */
  private stretch = 0;
  private counted = 0;
  private lastPace: number | null = null;

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

  /** Milliseconds per evaluation, over the last evaluations that have ended; null before. */
  get pace(): number | null {
    return this.lastPace;
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
    if (!waits) this.stretch += passed;
    if (evaluation !== this.evaluation) this.takePace(evaluation);
    this.evaluation = evaluation;
    return this.spent;
  }

  /** An evaluation has just begun: so many have ended since the stretch began. */
  private takePace(evaluation: number): void {
    if (this.counted > 1) {
      if (this.stretch < paceTime) return;
      this.lastPace = this.stretch / (evaluation - this.counted);
    }
    this.counted = evaluation;
    this.stretch = 0;
  }
}
