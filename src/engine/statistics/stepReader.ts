import type { State } from '../../optimizers/optimizer';
import type { Derivation, SeriesReader } from '../../protocol/series';

/** Where a step's numbers are while the engine holds them; steps before the last one are gone. */
export interface Step {
  t: number;
  loss: number;
  /** θ before and after the step. */
  theta: Float64Array;
  after: Float64Array;
  gradient: Float64Array;
  /** The optimizer's slots before and after. */
  state: State;
  next: State;
}

interface Slot {
  now: Float64Array;
  before: Float64Array;
}

/**
 * The step that the engine has just made as a trace would tell it, so that derived series are
 * computed by the same functions as when they are read later, to the same bits. It knows this step
 * and what the slots and θ were before it, which is all that derivations ask for.
 */
export class StepReader implements SeriesReader {
  length = 0;
  readonly #slots = new Map<string, Slot>();
  readonly #derivations: ReadonlyMap<string, Derivation>;
  readonly #loss = new Float64Array(1);

  constructor(derivations: ReadonlyMap<string, Derivation>) {
    this.#derivations = derivations;
  }

  /** From now on tells of this step. */
  take({ t, loss, theta, after, gradient, state, next }: Step): void {
    this.length = t;
    this.#loss[0] = loss;
    this.#set('loss', this.#loss, none);
    this.#set('theta', after, theta);
    this.#set('grad', gradient, none);
    for (const name in next) this.#set(name, next[name]!, t === 1 ? none : state[name]!);
  }

  value(series: string, index: number, step: number): number {
    const slot = this.#slots.get(series);
    if (slot === undefined) {
      const derive = this.#derivations.get(series);
      return derive === undefined ? NaN : derive(this, index, step);
    }
    const back = this.length - step;
    if (back === 0) return slot.now[index] ?? NaN;
    return back === 1 ? (slot.before[index] ?? NaN) : NaN;
  }

  #set(name: string, now: Float64Array, before: Float64Array): void {
    const slot = this.#slots.get(name);
    if (slot) {
      slot.now = now;
      slot.before = before;
    } else {
      this.#slots.set(name, { now, before });
    }
  }
}

const none = new Float64Array();
