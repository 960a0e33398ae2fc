import { randomBytes } from 'node:crypto';
import { message } from '../messages';
import { createOptimizer } from '../optimizers/registry';
import type { EngineToHost, LandscapeJob, RunEnd, TraceJob } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { seriesWidth, type Landscape, type RunHeader } from '../protocol/run';
import type { Derivation } from '../protocol/series';
import { Trace } from '../trace/trace';
import { Emitter, type Disposable } from './emitter';
import { planLandscape, serves, type LandscapePlan } from './landscape';
import type { Run, RunChange, RunRequest } from './run';
import { formatBytes, maximumTraceBytes } from './size';

export type { Run, RunChange, RunRequest } from './run';

/** What the session needs of `EnginePool`. */
export interface Engine {
  start(
    job: TraceJob | LandscapeJob,
    listener: (message: EngineToHost) => void,
  ): { cancel(): void };
  dispose(): void;
}

/** Runs kept per objective; the oldest finished ones make room. */
const keptRuns = 8;
/** Remarks kept per run; an objective that earns more has said enough. */
const maximumNotes = 100;

interface Entry {
  run: Run;
  token: string;
  job: { cancel(): void } | null;
  /** The person, or the end of the session, wants it to end. */
  cancelled: boolean;
  /** The cursor goes with the newest step. */
  follows: boolean;
  /** The engine process has said what its permission model denies. */
  greeted: boolean;
  landscapes: Map<string, KeptLandscape>;
}

interface KeptLandscape {
  plan: LandscapePlan;
  result: Promise<Landscape | null>;
  cancel(): void;
}

/**
 * Many runs: their life, their traces, their cursors. Views listen and read; they never talk to
 * the engine. Everything arrives in order, and nothing of a run that has ended arrives at all.
 */
export class Session {
  private readonly entries = new Map<number, Entry>();
  private readonly changed: Emitter<[Run, RunChange]>;
  private readonly printed: Emitter<[Run, string, string]>;
  private lastId = 0;
  private disposed = false;

  /** `report` gets what listeners throw. */
  constructor(
    private readonly engine: Engine,
    report: (error: unknown) => void = console.error,
  ) {
    this.changed = new Emitter(report);
    this.printed = new Emitter(report);
  }

  /** Starts a run; it is `running` when this returns, unless a listener has ended it already. */
  start(request: RunRequest): Run {
    if (this.disposed) throw new Error('This session has ended.');
    const entry = this.enter({ request, state: 'running', trace: null, cursor: 0 });
    const { run, token } = entry;
    this.changed.emit(run, 'started');
    const { bundle, optimizer, hyperparameters, steps, seed, start, bounds, limits } = request;
    const job: TraceJob = {
      type: 'trace',
      run: run.id,
      token,
      bundle,
      optimizer,
      hyperparameters: hyperparameters as TraceJob['hyperparameters'],
      steps,
      seed,
      start,
      bounds,
      limits,
    };
    if (!entry.cancelled) {
      entry.job = this.engine.start(job, (said) => this.receive(entry, said));
      // A listener of a message that came at once may have asked for the end.
      if (entry.cancelled) entry.job.cancel();
    }
    return run;
  }

  /** Takes in a finished run that was kept elsewhere, as data; nothing is evaluated. */
  adopt(finished: {
    request: RunRequest;
    state: Exclude<Run['state'], 'running'>;
    trace: Trace | null;
    finalLoss: number | null;
    error: Run['error'];
    notes: Message[];
    isolated: boolean;
    cursor: number;
    stale: boolean;
    millisecondsPerEvaluation: number | null;
  }): Run {
    const entry = this.enter(finished);
    this.changed.emit(entry.run, 'started');
    return entry.run;
  }

  /** Asks a run to end; its trace so far stays. Once is enough, more does no harm. */
  stop(id: number): void {
    const entry = this.entries.get(id);
    if (!entry || entry.run.state !== 'running' || entry.cancelled) return;
    entry.cancelled = true;
    if (entry.job) entry.job.cancel();
    else this.end(entry, { ...nothingDone, state: 'stopped' });
  }

  /** Ends a run if need be and forgets it with its trace. */
  remove(id: number): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    this.abandon(entry);
    this.changed.emit(entry.run, 'removed');
  }

  get(id: number): Run | undefined {
    return this.entries.get(id)?.run;
  }

  /** The runs that are kept, oldest first. */
  get runs(): Iterable<Run> {
    return Array.from(this.entries.values(), (entry) => entry.run);
  }

  /** The newest run of an objective, however it went. */
  latest(objectiveKey: string): Run | undefined {
    return this.runsOf(objectiveKey).at(-1);
  }

  /**
   * The newest run of an objective that has something to show: a run that fails at the start does
   * not take the place of the one before it.
   */
  lastGood(objectiveKey: string): Run | undefined {
    return this.runsOf(objectiveKey).findLast(hasSomethingToShow);
  }

  /**
   * Moves the cursor, clamped to the steps there are. While a run streams, the cursor follows its
   * end until somebody moves it, and again once it is moved to the end.
   */
  setCursor(id: number, step: number): void {
    const entry = this.entries.get(id);
    if (!entry || Number.isNaN(step)) return;
    const length = entry.run.trace?.length ?? 0;
    entry.follows = step >= length;
    this.moveCursor(entry, Math.round(Math.min(length, Math.max(0, step))));
  }

  /** The text of an objective has changed: what its runs show is no longer what it says. */
  markStale(objectiveKey: string): void {
    for (const run of this.runsOf(objectiveKey)) {
      if (run.stale) continue;
      run.stale = true;
      this.changed.emit(run, 'stale');
    }
  }

  /** The same for one run, and back: an edit that is undone leaves a run as good as new. */
  setStale(id: number, stale: boolean): void {
    const run = this.entries.get(id)?.run;
    if (!run || run.stale === stale) return;
    run.stale = stale;
    this.changed.emit(run, 'stale');
  }

  /**
   * The loss around the path of two coordinates, the others as at the cursor. Kept until the path
   * leaves it or the cursor changes the others. Null where it cannot be had.
   */
  landscape(id: number, coordinates: [number, number]): Promise<Landscape | null> {
    const entry = this.entries.get(id);
    const plan = entry && planLandscape(entry.run, coordinates);
    if (!plan) return Promise.resolve(null);
    const key = coordinates.join();
    const kept = entry.landscapes.get(key);
    if (kept && serves(kept.plan, plan)) return kept.result;
    kept?.cancel();
    const fresh = this.startLandscape(entry, plan);
    entry.landscapes.set(key, fresh);
    void fresh.result.then((landscape) => {
      // A failure is not kept: the next call may fare better.
      if (!landscape && entry.landscapes.get(key) === fresh) entry.landscapes.delete(key);
    });
    return fresh.result;
  }

  onDidChange(listener: (run: Run, what: RunChange) => void): Disposable {
    return this.changed.on(listener);
  }

  /** The objective's `console`. */
  onDidPrint(listener: (run: Run, level: string, text: string) => void): Disposable {
    return this.printed.on(listener);
  }

  /** Ends every run and the engine; nothing is said any more. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.changed.dispose();
    this.printed.dispose();
    for (const entry of this.entries.values()) this.abandon(entry);
    this.entries.clear();
    this.engine.dispose();
  }

  private enter(known: Partial<Run> & Pick<Run, 'request' | 'state' | 'trace' | 'cursor'>): Entry {
    const run: Run = {
      finalLoss: null,
      error: null,
      notes: [],
      isolated: true,
      stale: false,
      millisecondsPerEvaluation: null,
      ...known,
      id: ++this.lastId,
    };
    const entry: Entry = {
      run,
      token: newToken(),
      job: null,
      cancelled: false,
      follows: true,
      greeted: false,
      landscapes: new Map(),
    };
    this.entries.set(run.id, entry);
    this.makeRoom(run.request.objective.key);
    return entry;
  }

  private runsOf(objectiveKey: string): Run[] {
    return [...this.runs].filter((run) => run.request.objective.key === objectiveKey);
  }

  private makeRoom(objectiveKey: string): void {
    const runs = this.runsOf(objectiveKey);
    const keep = this.lastGood(objectiveKey);
    const removable = runs.slice(0, -1).filter((run) => run.state !== 'running' && run !== keep);
    for (const run of removable.slice(0, Math.max(0, runs.length - keptRuns))) this.remove(run.id);
  }

  /** Whatever the job of this run says from now on is dropped. */
  private abandon(entry: Entry): void {
    for (const landscape of entry.landscapes.values()) landscape.cancel();
    if (entry.run.state !== 'running') return;
    entry.run.state = 'stopped';
    entry.cancelled = true;
    entry.job?.cancel();
  }

  private receive(entry: Entry, said: EngineToHost): void {
    const { run } = entry;
    if (run.state !== 'running') return;
    if (said.type === 'hello') {
      entry.greeted = true;
      run.isolated = said.isolated;
      return;
    }
    if (said.run !== run.id || said.token !== entry.token) return;
    switch (said.type) {
      case 'ready':
        return this.makeReady(entry, said);
      case 'frame':
        return this.takeIn(entry, said.firstStep, said.data);
      case 'note':
        return this.note(run, said.message);
      case 'console':
        return this.printed.emit(run, said.level, said.text);
      case 'end':
        return this.end(entry, said);
      case 'heartbeat':
      case 'landscape':
    }
  }

  private makeReady(entry: Entry, said: Extract<EngineToHost, { type: 'ready' }>): void {
    const { run } = entry;
    if (run.trace) return;
    if (!entry.greeted) run.isolated = false;
    const { type: _type, token: _token, ...known } = said;
    const { name: objective, file } = run.request.objective;
    const header: RunHeader = { ...known, objective, file };
    const width = header.series
      .filter((series) => series.stored)
      .reduce((sum, series) => sum + seriesWidth(series, header.leaves), 0);
    const bytes = width * 8 * header.steps;
    if (bytes > maximumTraceBytes) {
      const fitting = Math.floor(maximumTraceBytes / (width * 8));
      const words = [header.steps, width, formatBytes(bytes), formatBytes(maximumTraceBytes)];
      return this.fail(entry, 'limit', message('session.too-large', [...words, fitting]));
    }
    run.trace = new Trace(header, derivations(run.request));
    this.changed.emit(run, 'ready');
  }

  private takeIn(entry: Entry, firstStep: number, data: Float64Array): void {
    const { run } = entry;
    try {
      if (!run.trace || firstStep !== run.trace.length + 1) throw new Error('rows out of order');
      run.trace.append(firstStep, data);
    } catch {
      // The pool lets no such frame through; one that comes all the same is not shown as truth.
      return this.fail(entry, 'crashed', message('session.rows-out-of-order', [firstStep]));
    }
    this.changed.emit(run, 'steps');
    if (entry.follows) this.moveCursor(entry, run.trace.length);
  }

  private note(run: Run, said: Message): void {
    const same = (other: Message) => JSON.stringify(other) === JSON.stringify(said);
    if (run.notes.length >= maximumNotes || run.notes.some(same)) return;
    run.notes.push(said);
    this.changed.emit(run, 'note');
  }

  private moveCursor(entry: Entry, step: number): void {
    if (entry.run.cursor === step) return;
    entry.run.cursor = step;
    this.changed.emit(entry.run, 'cursor');
  }

  /** The host itself ends a run. */
  private fail(entry: Entry, state: 'limit' | 'crashed', said: Message): void {
    entry.cancelled = true;
    const step = entry.run.trace?.length ?? 0;
    this.end(entry, { ...nothingDone, state, step, error: { message: said, step } });
    entry.job?.cancel();
  }

  private end(entry: Entry, end: RunEnd): void {
    const { run } = entry;
    run.state = end.state;
    run.finalLoss = end.finalLoss;
    run.error = end.error;
    if (end.evaluations > 0) run.millisecondsPerEvaluation = end.milliseconds / end.evaluations;
    this.changed.emit(run, 'state');
  }

  private startLandscape(entry: Entry, plan: LandscapePlan): KeptLandscape {
    const { bundle, seed, start, limits } = entry.run.request;
    // An id of its own: two jobs must never answer to the same one.
    const job: LandscapeJob = {
      ...{ type: 'landscape', run: ++this.lastId, token: newToken() },
      ...{ bundle, seed, start, limits },
      ...plan,
    };
    let settle: (landscape: Landscape | null) => void = () => undefined;
    const result = new Promise<Landscape | null>((resolve) => (settle = resolve));
    const handle = this.engine.start(job, (said) => {
      if (said.type === 'hello' || said.run !== job.run || said.token !== job.token) return;
      if (said.type === 'landscape') settle(said.landscape);
      else if (said.type === 'end') settle(null);
    });
    return {
      plan,
      result,
      cancel: () => {
        settle(null);
        handle.cancel();
      },
    };
  }
}

const nothingDone = { step: 0, finalLoss: null, error: null, evaluations: 0, milliseconds: 0 };

function hasSomethingToShow(run: Run): boolean {
  return run.trace !== null && (run.trace.length > 0 || run.state === 'done');
}

function derivations(request: RunRequest): Record<string, Derivation> {
  const made = createOptimizer(request.optimizer, request.hyperparameters);
  if ('problems' in made) return {};
  return Object.fromEntries(
    made.optimizer.series.flatMap(({ name, derive }) => (derive ? [[name, derive]] : [])),
  );
}

/** Random, so that nothing an old process still says can pass for a message of this job. */
function newToken(): string {
  return randomBytes(16).toString('hex');
}
