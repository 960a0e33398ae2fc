import { ObjectiveError } from '../autodiff/objectiveError';
import type { EvaluatedFunction } from '../autodiff/evaluated';
import { message } from '../messages';
import type { Message, Place } from '../protocol/message';
import type { EvaluatedBundle } from '../protocol/objective';
import type { EvaluatedHeader } from '../protocol/run';
import { evaluatedSeries, isDue, type SeriesDeclaration } from '../protocol/series';

// Captured: user code may run in this realm, and the ambient name is gone by then.
const now = performance.now.bind(performance);

/**
 * What `@evaluate` names, at the steps at which it is due. It decides nothing of the run: where it
 * has no value, its first failure is remarked and the run goes on.
 */
export class Evaluated {
  readonly series: SeriesDeclaration;
  private readonly name: string;
  private readonly place: Place;
  /** Spent so far: none of the objective's time. */
  milliseconds = 0;
  private evaluations = 0;
  private failed = false;

  /** @param steps those asked for */
  constructor(
    { name, place }: EvaluatedBundle,
    private readonly every: number,
    private readonly steps: number,
    private readonly evaluate: EvaluatedFunction,
  ) {
    this.name = name;
    this.place = place;
    this.series = evaluatedSeries(name, every);
  }

  /** Whether there is a value for θ after this step. */
  isDue(step: number): boolean {
    return isDue(this.every, step, this.steps);
  }

  header(start: number): EvaluatedHeader {
    return { name: this.name, every: this.every, start };
  }

  /** At θ after `step`; NaN where it throws. `note` hears of the first value that is no number. */
  at(theta: Float64Array, step: number, note: (said: Message) => void): number {
    const from = now();
    try {
      const value = this.evaluate(theta);
      if (!isFinite(value)) {
        const args = [this.name, String(value), step];
        this.fail([message('engine.evaluated-not-finite', args, this.place)], note);
      }
      return value;
    } catch (error) {
      if (!(error instanceof ObjectiveError)) throw error;
      const said = message('engine.evaluated-failed', [this.name, step], this.place);
      this.fail([said, error.said], note);
      return NaN;
    } finally {
      this.evaluations++;
      this.milliseconds += now() - from;
    }
  }

  /** Milliseconds of one evaluation, on average. */
  get meanTime(): number {
    return Math.max(0, this.milliseconds) / Math.max(1, this.evaluations);
  }

  private fail(remarks: Message[], note: (said: Message) => void): void {
    if (!this.failed) remarks.forEach(note);
    this.failed = true;
  }
}
