import { message } from '../messages';
import type { Plane } from '../protocol/landscape';
import type { Mark } from '../protocol/marks';
import type { Message } from '../protocol/message';
import type { Landscape } from '../protocol/run';
import { Emitter, type Disposable } from './emitter';
import type { Engine } from './engine';
import type { Admit } from './estimate';
import { checkGradient, type GradientCheck, type GradientCheckRequest } from './gradient/check';
import { forkOf, forkProblem, type ForkChanges } from './fork';
import { Landscapes, type LandscapeQuestion } from './landscapes';
import { LiveRun, type Recorder } from './liveRun';
import { Replays } from './replay/replays';
import type { Run, RunChange, RunRequest } from './run';
import { settleRung } from './rung';
import { SharpnessMeasurement } from './sharpness/measure';

export type { Run, RunChange, RunRequest } from './run';

/** What a fork would run, or why there is none. */
export type Forked = { request: RunRequest } | { problem: Message };

/** Runs kept per objective; the oldest finished ones make room. */
const keptRuns = 8;

interface Entry {
  live: LiveRun;
  landscapes: Landscapes;
  sharpness: SharpnessMeasurement | null;
  replays: Replays;
}

/**
 * Many runs: their life, their traces, their cursors. Views listen and read; they never talk to
 * the engine. Everything arrives in order, and nothing of a run that has ended arrives at all.
 */
export class Session {
  readonly #engine: Engine;
  readonly #recorder: Recorder | null;
  readonly #admit: Admit<Run> | null;
  readonly #entries = new Map<number, Entry>();
  readonly #changed: Emitter<[Run, RunChange]>;
  readonly #printed: Emitter<[Run, string, string]>;
  #lastId = 0;
  #disposed = false;

  /**
   * @param report gets what listeners throw
   * @param recorder where rows are kept; in memory if nobody says
   * @param admit asked whether a run that turns out to be large is meant
   */
  constructor(
    engine: Engine,
    report: (error: unknown) => void = console.error,
    recorder: Recorder | null = null,
    admit: Admit<Run> | null = null,
  ) {
    this.#engine = engine;
    this.#recorder = recorder;
    this.#admit = admit;
    this.#changed = new Emitter(report);
    this.#printed = new Emitter(report);
  }

  /** Starts a run. Its `end` comes later, unless a listener ended it at once. */
  start(request: RunRequest): Run {
    if (this.#disposed) throw new Error('This session has ended.');
    const { live } = this.#enter({
      ...blank,
      id: ++this.#lastId,
      request,
      notes: [...(request.notes ?? [])],
    });
    this.#changed.emit(live.run, 'started');
    live.start(this.#engine);
    return live.run;
  }

  /**
   * Takes in a finished run that was kept elsewhere, as data: nothing is evaluated. It keeps its
   * id, by which a panel knows it, where no run of this session has come to that number yet.
   */
  adopt(finished: Omit<Run, 'id'> & { id?: number }): Run {
    if (finished.state === 'running') throw new Error('Only a finished run can be taken in.');
    this.#lastId = Math.max(finished.id ?? 0, this.#lastId + 1);
    const { run } = this.#enter({ ...finished, id: this.#lastId }).live;
    settleRung(run);
    this.#changed.emit(run, 'started');
    return run;
  }

  /** Asks a run to end; its trace so far stays. Once is enough, more does no harm. */
  stop(id: number): void {
    this.#entries.get(id)?.live.stop();
  }

  /** Ends a run if need be and forgets it with its trace. */
  remove(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    entry.landscapes.dispose();
    entry.sharpness?.cancel();
    entry.replays.dispose();
    entry.live.abandon();
    this.#changed.emit(entry.live.run, 'removed');
  }

  get(id: number): Run | undefined {
    return this.#entries.get(id)?.live.run;
  }

  /** The runs that are kept, oldest first. */
  get runs(): Iterable<Run> {
    return Array.from(this.#entries.values(), (entry) => entry.live.run);
  }

  /** The newest run of an objective, however it went. */
  latest(objectiveKey: string): Run | undefined {
    return this.#runsOf(objectiveKey).at(-1);
  }

  /**
   * The newest run of an objective that has something to show: one that fails at the start does
   * not take the place of the one before it.
   */
  lastGood(objectiveKey: string): Run | undefined {
    return this.#runsOf(objectiveKey).findLast(
      ({ trace, state }) => trace !== null && (trace.length > 0 || state === 'done'),
    );
  }

  /**
   * Moves the cursor, clamped to the steps there are. While a run streams, its cursor follows the
   * end until somebody moves it, and again once it is moved to the end.
   */
  setCursor(id: number, step: number): void {
    this.#entries.get(id)?.live.setCursor(step);
  }

  /** The steps of a run that a person has marked, all of them. */
  setMarks(id: number, marks: readonly Mark[]): void {
    const run = this.get(id);
    if (run) run.marks = marks;
  }

  /** Says whether the objective's text is still the one that ran. */
  setStale(id: number, stale: boolean): void {
    const run = this.get(id);
    if (!run || run.stale === stale) return;
    run.stale = stale;
    this.#changed.emit(run, 'stale');
  }

  /** A pinned run stays, however many others of its objective run. */
  setPinned(id: number, pinned: boolean): void {
    const run = this.get(id);
    if (!run || (run.pinned ?? false) === pinned) return;
    run.pinned = pinned;
    this.#changed.emit(run, 'pinned');
  }

  /** The text of an objective has changed: none of its runs show what it says now. */
  markStale(objectiveKey: string): void {
    for (const run of this.#runsOf(objectiveKey)) this.setStale(run.id, true);
  }

  /**
   * The loss around the path of two coordinates, the others as at the cursor. Kept until the path
   * leaves it or the cursor changes the others. Null where it cannot be had, or when a later call
   * has replaced it.
   */
  landscape(id: number, plane: Plane, question?: LandscapeQuestion): Promise<Landscape | null> {
    return this.#entries.get(id)?.landscapes.get(plane, question) ?? Promise.resolve(null);
  }

  /**
   * Brings all numbers of these steps to hand where not every row of the run is kept: they are
   * computed again and held against what was recorded. One stretch at a time, the newest wish
   * first.
   *
   * @param key a newer wish with the same one makes this one superfluous
   * @returns null once `trace.value` has them, or why it has not
   */
  fetch(id: number, from: number, to: number, key?: string): Promise<Message | null> {
    const gone = message('replay.no-rows');
    return this.#entries.get(id)?.replays.fetch(from, to, key) ?? Promise.resolve(gone);
  }

  /**
   * The request of a run that goes on from the very state of a step, with another optimizer or
   * other hyper-parameters; `start` runs it. Where that state was not kept it is computed again.
   */
  async fork(id: number, step: number, changes: ForkChanges): Promise<Forked> {
    const run = this.get(id);
    if (!run) return { problem: message('replay.no-rows') };
    const problem = forkProblem(run, step, changes.steps) ?? (await this.#stateOf(run, step));
    return problem ? { problem } : { request: forkOf(run, step, changes) };
  }

  /** The gradient of an objective against differences of its loss; no run comes of it. */
  checkGradient(
    request: GradientCheckRequest,
    signal: AbortSignal,
    told?: (check: GradientCheck) => void,
  ): Promise<GradientCheck> {
    return checkGradient(this.#engine, ++this.#lastId, request, signal, told);
  }

  /**
   * Computes the sharpness of a run that has ended, as a series of its trace; resolves when that
   * has ended, and `run.sharpness` tells how. Asked while it computes, it waits for that.
   *
   * @param every steps from one value to the next; else as many values as are a moment's work
   */
  measureSharpness(id: number, every?: number): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry || entry.live.run.state === 'running') return Promise.resolve();
    const { run } = entry.live;
    if (run.sharpness?.state !== 'computing') {
      const changed = () => this.#entries.has(id) && this.#changed.emit(run, 'sharpness');
      entry.sharpness = new SharpnessMeasurement(run, this.#engine, ++this.#lastId, every, changed);
    }
    return entry.sharpness?.ended ?? Promise.resolve();
  }

  /** Asks for the end of that; what was computed of it is not kept. */
  stopSharpness(id: number): void {
    this.#entries.get(id)?.sharpness?.cancel();
  }

  onDidChange(listener: (run: Run, what: RunChange) => void): Disposable {
    return this.#changed.on(listener);
  }

  /** The objective's `console`. */
  onDidPrint(listener: (run: Run, level: string, text: string) => void): Disposable {
    return this.#printed.on(listener);
  }

  /** Ends every run and the engine; nothing is said any more. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#changed.dispose();
    this.#printed.dispose();
    for (const { live, landscapes, replays } of this.#entries.values()) {
      landscapes.dispose();
      replays.dispose();
      live.abandon();
    }
    this.#entries.clear();
    this.#engine.dispose();
  }

  #enter(run: Run): Entry {
    const listener = {
      changed: (changed: Run, what: RunChange) => this.#changed.emit(changed, what),
      printed: (printing: Run, level: string, text: string) =>
        this.#printed.emit(printing, level, text),
    };
    const live = new LiveRun(run, listener, this.#recorder, this.#admit);
    const landscapes = new Landscapes(run, this.#engine, () => ++this.#lastId);
    const newId = () => ++this.#lastId;
    const replays = new Replays(run, this.#engine, newId, (differs) => live.note(differs));
    const entry: Entry = { live, landscapes, sharpness: null, replays };
    this.#entries.set(run.id, entry);
    this.#makeRoom(run.request.objective.key);
    return entry;
  }

  /** Null once the full row of a step is at hand; that of a run's beginning always is. */
  #stateOf(run: Run, step: number): Promise<Message | null> {
    return run.trace!.has(step) ? Promise.resolve(null) : this.fetch(run.id, step, step);
  }

  #runsOf(objectiveKey: string): Run[] {
    return [...this.runs].filter((run) => run.request.objective.key === objectiveKey);
  }

  #makeRoom(objectiveKey: string): void {
    const runs = this.#runsOf(objectiveKey);
    const good = this.lastGood(objectiveKey);
    const removable = runs
      .slice(0, -1)
      .filter((run) => run.state !== 'running' && run !== good && !run.pinned);
    const count = runs.filter(({ pinned }) => !pinned).length;
    for (const run of removable.slice(0, Math.max(0, count - keptRuns))) this.remove(run.id);
  }
}

const blank = {
  state: 'running',
  trace: null,
  finalLoss: null,
  error: null,
  isolated: true,
  cursor: 0,
  stale: false,
  millisecondsPerEvaluation: null,
} as const;
