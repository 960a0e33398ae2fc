import type { HostToPanel } from '../../src/protocol/panel';
import type { Panel } from '../state/panel';
import { Question } from '../state/question';

/** Exact values at the step under the pointer. */
export type PeekValues = Extract<HostToPanel, { type: 'peek' }>;

/** Where the pointer is, in pixels of the window. */
export interface Pointer {
  clientX: number;
  clientY: number;
}

/**
 * The step under the pointer, which charts show without moving the cursor. Views that draw it hear
 * of it by themselves, once per frame: nothing else of the panel is drawn anew.
 */
export class Peek {
  step: number | null = null;
  pointer: Pointer = { clientX: 0, clientY: 0 };
  /** The last answer; of a step that the pointer was on before, until there is a newer one. */
  values: PeekValues | null = null;

  readonly #panel: Panel;
  readonly #listeners = new Set<() => void>();
  readonly #question = new Question();
  #frame = 0;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  /** `listener` draws; it is called at most once per animation frame. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The pointer is over a step of a chart. */
  at(step: number, { clientX, clientY }: Pointer): void {
    if (this.step === null) document.addEventListener('keydown', this.#onKey, true);
    this.step = step;
    this.pointer = { clientX, clientY };
    this.#changed();
  }

  /** It is no more, or nobody wants to know. */
  leave(): void {
    if (this.step === null) return;
    document.removeEventListener('keydown', this.#onKey, true);
    this.step = null;
    this.#changed();
  }

  receive(values: PeekValues): void {
    this.#question.answer();
    this.values = values;
    this.#changed();
  }

  /** Another run is shown. */
  forget(): void {
    this.#question.forget();
    this.values = null;
    this.leave();
  }

  /** What was asked may have been dropped. */
  askAgain(): void {
    this.#question.forget();
  }

  readonly #onKey = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.leave();
  };

  #changed(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#ask();
      for (const listener of this.#listeners) listener();
    });
  }

  #ask(): void {
    const { view, chosen, coordinate, transport } = this.#panel;
    const { step } = this;
    if (!view || step === null) return;
    const coordinates = chosen.length > 0 ? chosen : [coordinate];
    const { run, length, series } = view;
    const key = [run, Math.min(step, length), series.length, ...coordinates].join('|');
    this.#question.want(key, () => transport.post({ type: 'askPeek', run, step, coordinates }));
  }
}
