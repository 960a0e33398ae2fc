/** Milliseconds between two redraws at least, on average. */
const interval = 1000 / 60;

/** Frames that come a little early, as those of a display with 60 a second do, are on time. */
const early = 1;

/** Lets frames pass 60 times a second, however often the display has one. */
export class Pace {
  #due = -Infinity;

  /** @param now the frame's time, in milliseconds */
  allows(now: number): boolean {
    if (now < this.#due - early) return false;
    // Of a display with 75 frames a second, four of five: what came late counts for the next.
    this.#due = Math.max(this.#due + interval, now);
    return true;
  }
}
