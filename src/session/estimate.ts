import { checkpointsUpTo, rowWidths } from '../protocol/checkpoints';
import type { RunHeader } from '../protocol/run';

/** What a run that has begun is going to take. */
export interface Estimate {
  /** All its numbers, as they are kept. */
  bytes: number;
  /** From now to its end, at the pace of its first steps. */
  seconds: number;
}

/**
 * Asked once of a run that goes on for longer than a moment: null, and it goes on; a promise, and
 * it waits for the answer, which is whether it is meant.
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

/** Milliseconds that V8 is given to compile what runs, and in which a run may end unasked. */
const warmUp = 100;
const moment = 300;

/** Tells from a run's first steps how long all of them will take. */
export class Forecast {
  #from: { time: number; steps: number };
  readonly #begun: number;
  #isMade = false;

  /** @param now milliseconds of a monotonic clock: when the first step began */
  constructor(now: number, steps: number) {
    this.#begun = now;
    this.#from = { time: now, steps };
  }

  /**
   * Once, as soon as the run has gone on for a moment: seconds for the `rest` of its steps; null
   * before and after that.
   *
   * @param steps done so far
   */
  at(now: number, steps: number, rest: number): number | null {
    if (this.#isMade || steps <= this.#from.steps) return null;
    if (now - this.#begun < moment) {
      const isWarm = this.#from.time === this.#begun && now - this.#begun >= warmUp;
      if (isWarm) this.#from = { time: now, steps };
      return null;
    }
    this.#isMade = true;
    const each = (now - this.#from.time) / (steps - this.#from.steps);
    return (each * rest) / 1000;
  }
}
