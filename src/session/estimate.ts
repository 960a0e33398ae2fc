import { checkpointsUpTo, rowWidths } from '../protocol/checkpoints';
import type { RunHeader } from '../protocol/run';

/** What a run that has begun is going to take. */
export interface Estimate {
  /** All its numbers, as they are kept. */
  bytes: number;
  /** From now to its end, at the pace of its first steps. */
  seconds: number;
  /** Measured over seconds: what the machine does beside it in one moment says little. */
  isSettled: boolean;
}

/**
 * Asked of a run that goes on for longer than a moment, and once more after seconds: null, and it
 * goes on; a promise, and it waits for the answer, which is whether it is meant.
 */
export type Admit<Asked> = (run: Asked, estimate: Estimate) => Promise<boolean> | null;

/** What the numbers of a whole run take as they are kept, in bytes. */
export function bytesOf({ series, leaves, steps, fork, checkpoints }: RunHeader): number {
  const { full, kept } = rowWidths(series, leaves);
  const origin = fork?.step ?? 0;
  const own = Math.max(0, steps - origin);
  if (!checkpoints) return 8 * own * full;
  const { every } = checkpoints;
  const checkpointed = checkpointsUpTo(steps, every) - checkpointsUpTo(origin, every);
  return 8 * (own * kept + checkpointed * full);
}

/** Milliseconds that V8 is given to compile what runs. */
const warmUp = 100;
/** Milliseconds after which a run's time is told, for a moment and for good. */
const moments = [300, 3000];

/** Tells from a run's first steps how long all of them will take. */
export class Forecast {
  #from: { time: number; steps: number };
  readonly #begun: number;
  /** How many of the moments are over. */
  #told = 0;

  /** @param now milliseconds of a monotonic clock: when the first step began */
  constructor(now: number, steps: number) {
    this.#begun = now;
    this.#from = { time: now, steps };
  }

  /**
   * As soon as a moment is over: how long the `rest` of its steps takes; null at all other times.
   *
   * @param steps done so far
   */
  at(now: number, steps: number, rest: number): Pick<Estimate, 'seconds' | 'isSettled'> | null {
    const passed = now - this.#begun;
    if (steps <= this.#from.steps) return null;
    const over = moments.filter((moment) => passed >= moment).length;
    if (over === this.#told) {
      const isWarm = over === 0 && passed >= warmUp && this.#from.time === this.#begun;
      if (isWarm) this.#from = { time: now, steps };
      return null;
    }
    this.#told = over;
    const each = (now - this.#from.time) / (steps - this.#from.steps);
    return { seconds: (each * rest) / 1000, isSettled: over === moments.length };
  }
}
