import type { Message } from '../../protocol/message';
import type { Wish } from '../../protocol/whatIf';
import type { Run, RunChange, RunRequest } from '../run';
import { moving, requestOf } from './request';

/** Milliseconds: an older wish is not waited for longer, and a long run shows what it has by then. */
const patience = 150;

/** Where the runs are. */
export interface Stage {
  /** @param base the run whose code it runs */
  start(request: RunRequest, base: Run): Run;
  stop(id: number): void;
  remove(id: number): void;
  get(id: number): Run | undefined;
  setCursor(id: number, step: number): void;
  /** Views show this run from now on. */
  show(run: Run): void;
}

/** Runs that came one from the other under a hand. */
interface Family {
  /** The run that the hand took first: all others are it, with other numbers. */
  readonly base: Run;
  /** The one that is shown. */
  front: Run;
  /** Shown behind: the run that was there when the hand took hold. */
  ghost: Run | null;
  /** The hand has not let go, or the run for which it did is not there yet. */
  isMoving: boolean;
  active: { run: Run; since: number; request: number; settled: boolean } | null;
  /** The newest wish, while an older one runs. */
  wish: { runs: RunRequest; request: number; settled: boolean } | null;
  /** The wish that the shown run answers. */
  answered: number;
}

/**
 * The run follows the hand: wishes for other numbers become runs, one at a time, the newest wish
 * next. A run of a moving hand is gone with the next one; where the hand lets go, an ordinary run of
 * the session stays.
 */
export class WhatIf {
  readonly #families = new Map<number, Family>();

  constructor(
    private readonly stage: Stage,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** What of a run came from a hand; null: nothing did. */
  of(run: number): Pick<Family, 'base' | 'ghost' | 'answered'> | null {
    return this.#families.get(run) ?? null;
  }

  /** Takes in a wish; what is wrong with it, else null. */
  move(front: Run, wish: Wish): Message | null {
    const family = this.#familyOf(front);
    const made = requestOf(family.base, wish);
    if ('problem' in made) return made.problem;
    if (!family.isMoving) {
      family.isMoving = true;
      family.ghost = family.front;
    }
    const { request, settled } = wish;
    const runs = settled ? made.request : moving(made.request, family.base);
    family.wish = { runs, request, settled };
    const { active } = family;
    if (!active) this.#next(family);
    else if (this.now() - active.since > patience) this.stage.stop(active.run.id);
    return null;
  }

  /** Back to the run that the hand took first, or to one that is like it. */
  reset(front: Run, request: number): void {
    const family = this.#familyOf(front);
    family.wish = null;
    if (!this.stage.get(family.base.id)) {
      this.move(front, { request, hyperparameters: [], start: null, settled: true });
      return;
    }
    if (family.active) this.#drop(family.active.run);
    family.active = null;
    family.isMoving = false;
    family.answered = request;
    this.#show(family, family.base);
    family.ghost = null;
  }

  /** To be told of every change of every run. */
  changed(run: Run, what: RunChange): void {
    const family = this.#families.get(run.id);
    if (!family) return;
    const { active } = family;
    const isActive = active?.run === run;
    if (what === 'removed') {
      this.#families.delete(run.id);
      if (family.ghost === run) family.ghost = null;
      if (isActive) {
        family.active = null;
        this.#next(family);
      }
    } else if (isActive && what === 'steps' && this.now() - active.since > patience) {
      this.#answer(family);
    } else if (isActive && what === 'state') {
      this.#answer(family);
      family.active = null;
      this.#next(family);
    }
  }

  #familyOf(front: Run): Family {
    const known = this.#families.get(front.id);
    if (known) return known;
    const nothing = { ghost: null, isMoving: false, active: null, wish: null, answered: 0 };
    const family: Family = { base: front, front, ...nothing };
    this.#families.set(front.id, family);
    return family;
  }

  #next(family: Family): void {
    const { wish } = family;
    if (!wish || family.active) return;
    family.wish = null;
    const { runs, request, settled } = wish;
    const run = this.stage.start(runs, family.base);
    this.#families.set(run.id, family);
    family.active = { run, since: this.now(), request, settled };
    // It may have failed at once, before anybody knew whose it is.
    if (run.state !== 'running') this.changed(run, 'state');
  }

  /** Shows what runs for a wish. */
  #answer(family: Family): void {
    const { run, request, settled } = family.active!;
    // Made way for a newer wish before it had anything to show.
    if (run.state === 'stopped' && !run.trace?.length) return void this.#drop(run);
    family.answered = request;
    if (settled) family.isMoving = false;
    if (family.front !== run) this.#show(family, run);
  }

  #show(family: Family, run: Run): void {
    const before = family.front;
    const { trace, cursor } = before;
    if (trace && cursor < trace.length) this.stage.setCursor(run.id, cursor);
    family.front = run;
    this.stage.show(run);
    if (before !== run) this.#drop(before);
  }

  /** Of a moving hand nothing stays. */
  #drop(run: Run): void {
    if (run.request.transient) this.stage.remove(run.id);
  }
}
