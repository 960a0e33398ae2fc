import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import type { Engine } from '../engine';
import type { Run } from '../run';
import { formatCount } from '../size';
import { Replay } from './replay';

/** Steps that somebody wants at hand. */
interface Wish {
  from: number;
  to: number;
  /** A newer wish with the same one takes its place. */
  key?: string;
  settle(problem: Message | null): void;
}

/** Wishes that wait; more than these nobody looks at any more. */
const mostWishes = 8;

/**
 * The replays of one run: one at a time, the newest wish first. What it brings is kept by the trace.
 * A replay goes on to the next checkpoint when its steps are there, to be held against that, and
 * makes way for the next wish.
 */
export class Replays {
  #wishes: Wish[] = [];
  #active: { replay: Replay; wish: Wish | null } | null = null;

  /**
   * @param newId for the jobs
   * @param differs hears of the first number that is not the recorded one
   */
  constructor(
    private readonly run: Run,
    private readonly engine: Engine,
    private readonly newId: () => number,
    private readonly differs: (said: Message) => void,
  ) {}

  /**
   * Brings the full rows of these steps, and of the one before them, into the trace.
   *
   * @param key of the wishes that a newer one makes superfluous
   * @returns null once they are at hand, or why they are not
   */
  fetch(from: number, to: number, key?: string): Promise<Message | null> {
    const { trace, request } = this.run;
    if (!trace) return Promise.resolve(message('replay.no-rows'));
    const wanted = {
      from: Math.max(trace.origin + 1, Math.floor(from) - 1),
      to: Math.min(trace.length, Math.ceil(to)),
    };
    if (this.#areThere(wanted)) return Promise.resolve(null);
    const most = trace.replayRoom;
    if (wanted.to - wanted.from >= most) {
      return Promise.resolve(message('replay.too-many', [formatCount(most)]));
    }
    if (request.bundle.code === '') return Promise.resolve(message('replay.no-code'));
    return new Promise((settle) => {
      if (key !== undefined) this.#drop(key);
      this.#wishes.push({ ...wanted, ...(key !== undefined && { key }), settle });
      while (this.#wishes.length > mostWishes) this.#wishes.shift()!.settle(superseded);
      this.#interrupt();
      this.#next();
    });
  }

  /** Ends all, without a word. */
  dispose(): void {
    this.#active?.replay.cancel();
    for (const wish of [...this.#wishes, this.#active?.wish]) wish?.settle(superseded);
    this.#wishes = [];
    this.#active = null;
  }

  #areThere({ from, to }: { from: number; to: number }): boolean {
    for (let step = from; step <= to; step++) if (!this.run.trace!.has(step)) return false;
    return true;
  }

  #drop(key: string): void {
    for (const wish of this.#wishes) if (wish.key === key) wish.settle(superseded);
    this.#wishes = this.#wishes.filter((wish) => wish.key !== key);
    const { wish } = this.#active ?? {};
    if (wish?.key !== key) return;
    wish.settle(superseded);
    this.#active!.wish = null;
  }

  /** What runs makes way; a wish of its own that is not fulfilled yet waits again. */
  #interrupt(): void {
    if (!this.#active) return;
    const { replay, wish } = this.#active;
    this.#active = null;
    replay.cancel();
    if (wish) this.#wishes.splice(-1, 0, wish);
  }

  #next(): void {
    if (this.#active) return;
    const wish = this.#wishes.pop();
    if (!wish) return;
    const { request } = this.run;
    const trace = this.run.trace!;
    let missing = wish.from;
    while (missing <= wish.to && trace.has(missing)) missing++;
    if (missing > wish.to) {
      wish.settle(null);
      return this.#next();
    }
    const from = trace.lastFull(missing - 1);
    const every = trace.header.checkpoints?.every ?? 1;
    const until = Math.min(trace.length, Math.ceil((wish.to + 1) / every) * every);
    const active: { replay: Replay; wish: Wish | null } = { replay: null!, wish };
    this.#active = active;
    active.replay = new Replay(this.run, this.engine, this.newId(), from, until, {
      rows: (firstStep, data) => {
        // Newer rows would take the room of those that are wanted.
        const last = firstStep + data.length / trace.rowWidth - 1;
        if (firstStep <= wish.to || last - wish.from < trace.replayRoom)
          trace.keep(firstStep, data);
        if (active.wish && last >= wish.to) {
          active.wish = null;
          // Who looks at one step will look at others.
          this.engine.warm?.(request.limits.memory);
          wish.settle(this.#areThere(wish) ? null : message('replay.too-many', [trace.replayRoom]));
          if (this.#wishes.length > 0) {
            this.#interrupt();
            this.#next();
          }
        }
      },
      ended: (problem) => {
        this.#active = null;
        if (problem?.code === 'replay.differs') this.differs(problem);
        active.wish?.settle(problem ?? superseded);
        this.#next();
      },
    });
  }
}

const superseded = message('replay.superseded');
