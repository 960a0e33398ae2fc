import { message } from '../messages';
import { derivationsOf } from '../optimizers/derivations';
import type { EngineToHost, RunEnd } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { specOf } from '../protocol/optimizer';
import type { RunError, RunHeader, RunState } from '../protocol/run';
import { NoRoom } from '../trace/noRoom';
import type { MakeRows } from '../trace/stepRows';
import { Trace } from '../trace/trace';
import { newToken, type Engine } from './engine';
import { bytesOf, Forecast, type Admit } from './estimate';
import { jobOf } from './job';
import type { Run, RunChange, RunRequest } from './run';
import { fallTo, rungAfter } from './rung';
import { placeInTags } from './tagPlaces';
import { formatCount, traceSize } from './size';

/** Remarks kept per run; an objective that earns more has said enough. */
const maximumNotes = 100;

/** Where a run tells what happens to it. */
export interface Listener {
  changed(run: Run, what: RunChange): void;
  printed(run: Run, level: string, text: string): void;
}

/** Where the rows of runs are kept beside memory. */
export interface Recorder {
  /** Where those of this run go; undefined: into memory. */
  makeRows(run: Run, header: RunHeader): MakeRows | undefined;
  /** Resolves once there is room for more; undefined where there is. */
  room(run: Run): Promise<void> | undefined;
}

/** One run and its job in the engine: takes the engine's messages in and says what they changed. */
export class LiveRun {
  readonly run: Run;
  readonly #listener: Listener;
  readonly #recorder: Recorder | null;
  readonly #token = newToken();
  #job: { cancel(): void } | null = null;
  #cancelled = false;
  /** The cursor goes with the newest step. */
  #follows = true;
  /** The engine process has said what its permission model denies. */
  #greeted = false;
  readonly #admit: Admit<Run> | null;
  #forecast: Forecast | null = null;
  /** While somebody is asked whether so large a run is meant: the engine waits for room. */
  #asking: Promise<void> | null = null;

  constructor(
    run: Run,
    listener: Listener,
    recorder: Recorder | null = null,
    admit: Admit<Run> | null = null,
  ) {
    this.run = run;
    this.#listener = listener;
    this.#recorder = recorder;
    this.#admit = admit;
  }

  start(engine: Engine): void {
    const job = jobOf(this.run.request, this.run.id, this.#token);
    // A listener of `started` may have stopped it.
    if (this.run.state !== 'running') return;
    this.#job = engine.start(job, (said) => this.#receive(said));
    // So may a listener of something that the engine said at once.
    if (this.#cancelled) this.#job.cancel();
  }

  /** Asks the engine for the end; a second time does nothing. */
  stop(): void {
    if (this.run.state !== 'running' || this.#cancelled) return;
    this.#cancelled = true;
    if (this.#job) this.#job.cancel();
    else this.#end({ ...nothingDone, state: 'stopped' });
  }

  /** Ends without a word; whatever the engine still says is dropped. */
  abandon(): void {
    if (this.run.state !== 'running') return;
    this.run.state = 'stopped';
    this.#cancelled = true;
    this.#job?.cancel();
  }

  setCursor(step: number): void {
    if (Number.isNaN(step)) return;
    const { trace, cursor } = this.run;
    const length = trace?.length ?? 0;
    this.#follows = step >= length;
    const wanted = Math.round(Math.min(length, Math.max(0, step)));
    // An imported run may be without some steps: a small move leads to the next one all the same.
    this.#moveCursor(trace?.logged(wanted, wanted < cursor ? -1 : 1) ?? wanted);
  }

  /** Of a frame for which there is no room left, a promise of room for the next one. */
  #receive(said: EngineToHost): void | Promise<void> {
    const { run } = this;
    if (run.state !== 'running') return;
    if (said.type === 'hello') {
      this.#greeted = true;
      run.isolated = said.isolated;
      run.engine = { node: said.node, v8: said.v8 };
      return;
    }
    if (said.run !== run.id || said.token !== this.#token) return;
    switch (said.type) {
      case 'ready':
        return this.#makeReady(said);
      case 'frame':
        return this.#takeIn(said.firstStep, said.data, said.full);
      case 'note':
        return this.note(said.message);
      case 'console':
        return this.#listener.printed(run, said.level, said.text);
      case 'end':
        return this.#end(said);
      case 'heartbeat':
        // Told with the next steps: an evaluation that has not ended changes nothing of it.
        if (said.pace !== null) run.millisecondsPerEvaluation = said.pace;
        return;
      case 'landscape':
    }
  }

  #makeReady(said: Extract<EngineToHost, { type: 'ready' }>): void {
    const { run } = this;
    if (run.trace) return;
    if (!this.#greeted) run.isolated = false;
    const header = headerOf(run.request, said);
    const size = traceSize(header, run.request.limits);
    if (size.refused) return this.#fail(size.refused.state, size.refused.said);
    const { bounds } = run.request;
    const makeRows = this.#recorder?.makeRows(run, header);
    run.trace = new Trace(header, derivationsOf(header, header.leaves, bounds), makeRows);
    if (this.#admit) this.#forecast = new Forecast(performance.now(), run.trace.length);
    this.#listener.changed(run, 'ready');
    if (size.remark) this.note(size.remark);
  }

  #takeIn(firstStep: number, data: Float64Array, full?: Float64Array): void | Promise<void> {
    const { run } = this;
    try {
      if (!run.trace) throw new RangeError('Rows came before the header.');
      run.trace.append(firstStep, data, full);
    } catch (error) {
      if (error instanceof NoRoom) {
        return this.#fail('limit', message('session.no-room', [formatCount(firstStep - 1)]));
      }
      // The pool lets no such frame through; one that comes all the same is not shown as truth.
      return this.#fail('crashed', message('session.rows-out-of-order', [firstStep]));
    }
    this.#listener.changed(run, 'steps');
    if (this.#follows) this.#moveCursor(run.trace.length);
    const room = this.#recorder?.room(run);
    this.#ask(run.trace);
    const asking = this.#asking;
    return asking ? asking.then(() => room) : room;
  }

  /** Whether a run that turns out to be large is meant; it waits meanwhile, and can be stopped. */
  #ask(trace: Trace): void {
    const rest = trace.header.steps - trace.length;
    const time = this.#forecast?.at(performance.now(), trace.length, rest);
    if (!time || rest === 0) return;
    const answer = this.#admit!(this.run, { bytes: bytesOf(trace.header), ...time });
    if (!answer) return;
    this.#forecast = null;
    this.#asking = answer.then(
      (isMeant) => {
        this.#asking = null;
        if (!isMeant) this.stop();
      },
      // Who cannot be asked has not said yes.
      () => this.stop(),
    );
  }

  /** Adds a remark to the run's, once. */
  note(said: Message): void {
    const { notes } = this.run;
    const words = JSON.stringify(said);
    const fall = this.run.trace && rungAfter(said);
    if (notes.some((note) => JSON.stringify(note) === words)) return;
    // There is room for what the gradient is from then on, whatever else has been said.
    if (notes.length >= maximumNotes + (fall ? 2 : 0)) return;
    notes.push(said);
    if (fall) fallTo(this.run, fall.source);
    this.#listener.changed(this.run, 'note');
  }

  #moveCursor(step: number): void {
    if (this.run.cursor === step) return;
    this.run.cursor = step;
    this.#listener.changed(this.run, 'cursor');
  }

  /** The host itself ends the run; the engine's own `end` then comes too late to count. */
  #fail(state: 'limit' | 'crashed', said: Message): void {
    this.#cancelled = true;
    const step = this.run.trace?.length ?? 0;
    this.#end({ ...nothingDone, state, step, error: { message: said, step } });
    this.#job?.cancel();
  }

  #end(end: RunEnd): void {
    const { run } = this;
    run.state = end.state;
    run.finalLoss = end.finalLoss;
    run.error = end.error && placed(end.error, end.state, run.request);
    if (end.evaluations > 0) run.millisecondsPerEvaluation = end.milliseconds / end.evaluations;
    const { millisecondsPerEvaluated } = end;
    if (millisecondsPerEvaluated !== undefined) {
      run.millisecondsPerEvaluated = millisecondsPerEvaluated;
    }
    this.#listener.changed(run, 'state');
  }
}

/** A limit is nobody's line: it is shown at the objective itself. What a tag says is shown there. */
function placed(error: RunError, state: RunState, { objective, tags = [] }: RunRequest): RunError {
  const place = placeInTags(error.message, tags) ?? objective.place;
  if (state === 'crashed' || !place || error.message.place) return error;
  return { ...error, message: { ...error.message, place } };
}

const nothingDone = { step: 0, finalLoss: null, error: null, evaluations: 0, milliseconds: 0 };

/** What the engine found out, with what the host knows itself and takes from nobody. */
function headerOf(request: RunRequest, ready: Extract<EngineToHost, { type: 'ready' }>): RunHeader {
  const { objective, seed, steps, evaluate, resume } = request;
  const { run, gradientSource, leaves, start, series, absent, evaluated } = ready;
  const { checkpoints, fork } = ready;
  return {
    ...{ run, objective: objective.name, file: objective.file },
    // Only the engine can know the hyper-parameters of the user's own optimizer.
    ...specOf(request.own ? { ...ready, optimizer: request.optimizer } : request),
    ...{ steps, seed, gradientSource, leaves, start, series, absent },
    ...(checkpoints && { checkpoints }),
    ...(fork && resume && { fork: { ...fork, run: resume.run, step: resume.step } }),
    ...(evaluated && evaluate && { evaluated: { ...evaluate, start: evaluated.start } }),
  };
}
