import { Pace } from './pace';
import type { Panel } from './panel';

/** Steps a frame that play may go by, of 60 frames a second. */
export const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100] as const;

/** Milliseconds between two pictures for whoever wants no motion, and the frames that they stand for. */
const stillFor = 500;
const framesPerStill = (60 * stillFor) / 1000;

/** What is played: a cursor over the steps 0 to `last`. */
export interface Film {
  cursor(): number;
  last(): number;
  /** Steps a frame. */
  speed(): number;
  moveTo(step: number): void;
  /** It was begun or has ended. */
  changed(): void;
}

/** Where frames come from, and whether motion is wanted; the browser's own outside tests. */
export interface Frames {
  request(onFrame: (now: number) => void): number;
  cancel(frame: number): void;
  readonly reducedMotion: boolean;
}

export const browserFrames: Frames = {
  request: (onFrame) => requestAnimationFrame(onFrame),
  cancel: (frame) => cancelAnimationFrame(frame),
  get reducedMotion() {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  },
};

/**
 * Moves a cursor on its own, forward or back, until an end is reached or somebody takes hold of it.
 * Where motion is not wanted it jumps twice a second, as far as it would have come.
 */
export class Play {
  #direction: -1 | 0 | 1 = 0;
  #frame = 0;
  #pace = new Pace();
  /** When the next picture is due, for whoever wants no motion. */
  #due = -Infinity;
  /** The part of a step that has been played and is not shown so far. */
  #part = 0;

  constructor(
    readonly film: Film,
    readonly frames: Frames = browserFrames,
  ) {}

  /** 1: forward, −1: back, 0: it stands. */
  get direction(): -1 | 0 | 1 {
    return this.#direction;
  }

  /** Begins, turns about, or stops where it goes that way already; from an end it begins at the other. */
  toggle(direction: -1 | 1): void {
    if (this.#direction === direction) return this.stop();
    const { film } = this;
    const last = film.last();
    if (last === 0) return;
    if (this.#direction === 0) {
      this.#pace = new Pace();
      this.#request();
    }
    this.#direction = direction;
    this.#part = 0;
    this.#due = -Infinity;
    const [end, other] = direction > 0 ? [last, 0] : [0, last];
    if (film.cursor() === end) film.moveTo(other);
    film.changed();
  }

  stop(): void {
    if (this.#direction === 0) return;
    this.frames.cancel(this.#frame);
    this.#direction = 0;
    this.film.changed();
  }

  #request(): void {
    this.#frame = this.frames.request((now) => this.#onFrame(now));
  }

  #onFrame(now: number): void {
    this.#request();
    if (!this.#pace.allows(now)) return;
    if (!this.frames.reducedMotion) return this.#goOn(1);
    // The first picture is the one that is there.
    if (this.#due === -Infinity) this.#due = now + stillFor;
    if (now < this.#due) return;
    this.#due = now + stillFor;
    this.#goOn(framesPerStill);
  }

  #goOn(frames: number): void {
    const { film } = this;
    this.#part += frames * film.speed();
    // Ten times 0.1 are one step, whatever their sum's last bit says.
    const steps = Math.floor(this.#part + 1e-9);
    this.#part -= steps;
    const [cursor, last] = [film.cursor(), film.last()];
    const to = Math.min(last, Math.max(0, cursor + this.#direction * steps));
    if (to !== cursor) film.moveTo(to);
    if (to === (this.#direction > 0 ? last : 0)) this.stop();
  }
}

/** The next speed of the choice; of the slowest and the fastest there is none. */
export function slower(panel: Panel): void {
  choose(panel, -1);
}

export function faster(panel: Panel): void {
  choose(panel, 1);
}

function choose(panel: Panel, by: -1 | 1): void {
  const at = speeds.indexOf(panel.state.speed);
  const speed = speeds[at + by];
  if (speed !== undefined) panel.choose({ speed });
}
