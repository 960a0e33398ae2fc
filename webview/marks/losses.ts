import type { HostToPanel, RunView } from '../../src/protocol/panel';
import { Question } from '../state/question';
import type { Transport } from '../transport';

/** The losses of marked steps, exact. */
export class MarkLosses {
  /** Views that show them: while there is one, they are asked for. */
  readonly shown = new Set<object>();
  readonly #transport: Transport;
  readonly #question = new Question();
  #losses = new Map<number, number>();

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Undefined until it is known. */
  at(step: number): number | undefined {
    return this.#losses.get(step);
  }

  ask({ run, length }: RunView, marks: readonly { step: number }[]): void {
    if (this.shown.size === 0 || marks.length === 0) return;
    const steps = marks.map(({ step }) => step);
    const key = [run, length, ...steps].join();
    this.#question.want(key, () => this.#transport.post({ type: 'askLosses', run, steps }));
  }

  receive({ steps, losses }: Extract<HostToPanel, { type: 'losses' }>): void {
    this.#question.answer();
    this.#losses = new Map(steps.map((step, nth) => [step, losses[nth]!]));
  }

  /** What was asked may have been dropped: it is asked for again. */
  askAgain(): void {
    this.#question.forget();
  }

  /** Another run is shown. */
  forget(): void {
    this.askAgain();
    this.#losses.clear();
  }
}
