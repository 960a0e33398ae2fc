import type { RunView } from '../../src/protocol/panel';
import type { Slider, WhatIfView, Wish } from '../../src/protocol/whatIf';

/** Milliseconds after which a hand that moves no more has let go: keys are released one by one. */
const settleTime = 300;

/** What a hand has moved and no run shows yet. */
export class Hand {
  /** What is wrong with the newest wish, as a sentence. */
  problem: string | null = null;
  readonly #post: (wish: Wish | 'reset', request: number) => void;
  #moved = new Map<string, number>();
  #view: WhatIfView | null = null;
  #request = 0;
  #settled = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(post: (wish: Wish | 'reset', request: number) => void) {
    this.#post = post;
  }

  /** `listener` draws the numbers: of a moving hand nothing else is drawn. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether it has moved what no run that stays shows yet. */
  get isBusy(): boolean {
    return this.#moved.size > 0;
  }

  /** The number to be shown: where the hand is, else the run's. */
  valueOf(kind: 'hyperparameter' | 'start', { name, value }: Slider): number {
    return this.#moved.get(`${kind} ${name}`) ?? value;
  }

  /** Takes in what a run shows. */
  receive({ whatIf }: RunView): void {
    this.#view = whatIf ?? null;
    const answered = whatIf?.request ?? 0;
    if (answered === this.#request && this.#settled) this.#letGo();
    this.#request = Math.max(this.#request, answered);
  }

  /** The wish could not be run. */
  refuse(request: number, problem: string): void {
    if (request !== this.#request) return;
    this.problem = problem;
    this.#tell();
  }

  /** Another run is shown, of which nothing was moved. */
  forget(): void {
    this.#letGo();
    this.problem = null;
  }

  /** The hand takes hold: what runs then is ready when it moves. */
  take(): void {
    if (!this.isBusy) this.#wish(false);
  }

  move(kind: 'hyperparameter' | 'start', name: string, value: number): void {
    this.#moved.set(`${kind} ${name}`, value);
    this.#wish(false);
  }

  /** All coordinates of the start. */
  moveStart(values: readonly number[]): void {
    this.#view?.start.forEach(({ name }, i) => this.#moved.set(`start ${name}`, values[i]!));
    this.#wish(false);
  }

  /** The hand has let go, unless it moves again at once. */
  release(): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => this.#wish(true), settleTime);
  }

  reset(): void {
    this.forget();
    this.#settled = true;
    this.#post('reset', ++this.#request);
  }

  #wish(settled: boolean): void {
    const view = this.#view;
    this.#stopTimer();
    if (!view) return;
    this.#settled = settled;
    this.problem = null;
    const request = ++this.#request;
    const value = (each: Slider) => this.valueOf('hyperparameter', each);
    const hyperparameters = view.hyperparameters.map((each) => {
      return { name: each.name, value: value(each) };
    });
    const start = view.start.map((each) => this.valueOf('start', each));
    const wish = { request, hyperparameters, start: start.length > 0 ? start : null, settled };
    this.#post(wish, request);
    this.#tell();
  }

  #letGo(): void {
    this.#stopTimer();
    this.#moved = new Map();
    this.#settled = false;
    this.#tell();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
