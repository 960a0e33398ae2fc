import { receiveMessageOnPort } from 'node:worker_threads';
import { message } from '../../messages';
import type { EngineHeader, Running } from '../../engine/output';
import { RowThinner, rowWidths } from '../../protocol/checkpoints';
import type { EngineToHost, RunEnd } from '../../protocol/engine';
import type { Message } from '../../protocol/message';
import { linesPerSecond } from './console';
import { LastLines } from './lastLines';
import { isLarge, memoryAllowed, outOfMemory, outOfTime } from './limits';
import {
  running,
  stepsOf,
  word,
  type FromWorker,
  type Job,
  type Ring,
  type WorkerStart,
} from './shared';
import { EvaluationWatch } from './watch';

/** Frames on their way to the host at a time. */
const framesInFlight = 2;
/** At most a quarter of a megabyte: what the host does with one frame must never be felt. */
const numbersInFrame = 32_768;
/** Messages fetched at a time: a flood of them must not keep the supervisor from its watch. */
const fetchedAtOnce = 256;
/** And when the run is broken off: a second's lines and more are still to be shown. */
const fetchedAtLast = 2 * linesPerSecond;
const heartbeatTime = 50;
/** A worker that was asked to end gets this long to finish its evaluation. */
const politeTime = 10;
/** The objective's first evaluation comes after it was compiled, which is no fault of its own. */
const compilingTime = 2000;
const megabyte = 1 << 20;

/** A worker that was kept must begin within this time; what keeps it is none of this job's. */
const beginTime = 250;

/** What becomes of the worker: it must not live on, it may get another job, or the host sees to it. */
export type After = 'terminate' | 'stays' | 'nothing';

/** The way to the host. */
export interface Channel {
  send(message: EngineToHost): void;
  /** Whether so much is waiting to be read that no more shall be fetched. */
  congested(): boolean;
}

/**
 * Watches one job from the other thread: takes rows out of the ring, passes messages on, and ends
 * the run when it uses too much memory or time. It trusts nothing in the worker to go on.
 */
export class Supervisor {
  private ring: Ring | null = null;
  /** Where not every full row is sent. */
  private thinner: RowThinner | null = null;
  /** Megabytes. */
  private memoryAllowed: number;
  private end: RunEnd | null = null;
  private ended = false;
  private credits = framesInFlight;
  private cancelled = false;
  /** When the host asked for the end. */
  private cancelledAt = Infinity;
  private lastHeartbeat = 0;
  private readonly started = performance.now();
  private readonly watch: EvaluationWatch;
  /** Steps behind when the job begins. */
  private readonly begun: number;
  private readonly control;
  private readonly port;
  private readonly lastLines;

  constructor(
    private readonly job: Job,
    /** What it shares with the worker; the other end of the port. */
    { control, port, lastLines }: WorkerStart,
    private readonly channel: Channel,
    /** Called after the last message. */
    private readonly finished: (after: After) => void,
    /** The worker has done a job before. */
    private readonly again = false,
  ) {
    this.control = control;
    this.port = port;
    this.lastLines = new LastLines(control, lastLines);
    this.watch = new EvaluationWatch(control);
    this.begun = stepsOf(job).begun;
    this.memoryAllowed = job.limits.memory;
    for (const each of [word.completed, word.taken]) Atomics.store(control, each, this.begun);
  }

  credit(): void {
    this.credits++;
    this.passOn();
  }

  cancel(): void {
    this.cancelledAt = performance.now();
    this.askForTheEnd();
    this.passOn();
  }

  /** To be called every few milliseconds. */
  tick(): void {
    if (this.ended) return;
    this.passOn();
    if (performance.now() - this.cancelledAt > politeTime) return this.breakOff('stopped', null);
    if (this.again && !this.hasBegun && performance.now() - this.started > beginTime) {
      return this.refuse();
    }
    const memory = process.memoryUsage.rss() / megabyte;
    const { limits } = this.job;
    if (memory > this.memoryAllowed) return this.overMemory(memory);
    const spent = this.watch.look();
    const allowed = limits.evaluationTime + (this.watch.compiling ? compilingTime : 0);
    if (!this.end && spent > allowed) {
      return this.breakOff('limit', outOfTime(this.job, this.running, this.completed + 1));
    }
    if (performance.now() - this.lastHeartbeat >= heartbeatTime) {
      this.lastHeartbeat = performance.now();
      const { completed: step } = this;
      const { pace } = this.watch;
      this.channel.send({ type: 'heartbeat', ...this.envelope, step, memory, pace });
    }
  }

  overMemory(memory = process.memoryUsage.rss() / megabyte): void {
    const used = Math.round(memory);
    this.breakOff(
      'limit',
      outOfMemory(this.job, this.running, used, this.memoryAllowed, this.completed),
    );
  }

  /** The worker is gone though nobody ended it. */
  workerExited(): void {
    this.passOn();
    if (this.end) return; // What is still to be sent waits for credit.
    this.breakOff('user-error', message('engine.ended-by-objective', [this.completed]));
  }

  workerFailed(text: string): void {
    this.breakOff('crashed', message('engine.failed', [text.slice(0, 1000)]));
  }

  /** Fetches what the worker has left and sends what the host has room for. */
  passOn(): void {
    if (this.ended) return;
    this.fetch();
    this.sendRows();
    if (this.end && this.untaken === 0) this.close(this.end, false);
  }

  /** Ends the run without the worker. */
  private breakOff(state: RunEnd['state'], said: Message | null): void {
    if (this.ended) return;
    this.fetchAll();
    // Only now: the worker would answer with an end of its own.
    this.askForTheEnd();
    this.sendRows();
    if (this.end) return this.close(this.end, false);
    // Not the steps completed: until it is terminated the worker may complete more.
    const step = Atomics.load(this.control, word.taken);
    const evaluations = Atomics.load(this.control, word.evaluation) >>> 0;
    const milliseconds = performance.now() - this.started;
    const error = said && { message: said, step };
    this.close({ state, step, finalLoss: null, error, evaluations, milliseconds }, true);
  }

  /** The worker is not as it was before its first job: another process has to do this one. */
  private refuse(): void {
    this.ended = true;
    this.channel.send({ type: 'unfit', ...this.envelope });
    this.finished('nothing');
  }

  private close(end: RunEnd, alive: boolean): void {
    this.ended = true;
    const stays = !alive && this.job.stays === true && !isLarge(this.job.limits);
    this.sendLastLines();
    const dropped = Atomics.load(this.control, word.lost);
    if (dropped > 0) {
      const said = message('engine.console-dropped', [dropped, linesPerSecond]);
      this.channel.send({ type: 'note', ...this.envelope, message: said });
    }
    this.channel.send({ type: 'end', ...this.envelope, ...end, ...(stays && { stays }) });
    this.finished(alive ? 'terminate' : stays ? 'stays' : 'nothing');
  }

  /** The rows that there are go without credit from now on: they are one ring at most. */
  private askForTheEnd(): void {
    this.cancelled = true;
    Atomics.store(this.control, word.cancel, 1);
    this.release();
  }

  private fetch(): void {
    for (let i = 0; i < fetchedAtOnce && !this.end && !this.channel.congested(); i++) {
      if (!this.fetchOne()) return;
    }
  }

  /** Whether or not the host reads in time: it is the last opportunity. */
  private fetchAll(): void {
    for (let i = 0; i < fetchedAtLast && !this.end; i++) if (!this.fetchOne()) return;
  }

  private fetchOne(): boolean {
    const received = receiveMessageOnPort(this.port);
    if (received) this.receive(received.message as FromWorker);
    return received !== undefined;
  }

  /** Lines that the limit of the console kept back, when the run shall end. */
  private sendLastLines(): void {
    this.lastLines.take((line) => {
      this.channel.send({ type: 'console', ...this.envelope, ...line });
    });
  }

  private receive(said: FromWorker): void {
    const { envelope } = this;
    switch (said.type) {
      case 'ready':
        this.prepare(said.header);
        return this.channel.send({ type: 'ready', ...said.header, ...envelope });
      case 'ring':
        this.ring = said.ring;
        return;
      case 'note':
        return this.channel.send({ type: 'note', ...envelope, message: said.message });
      case 'console':
        return this.channel.send({
          type: 'console',
          ...envelope,
          level: said.level,
          text: said.text,
        });
      case 'landscape':
        return this.channel.send({ type: 'landscape', ...envelope, landscape: said.landscape });
      case 'sharpness':
        return this.channel.send({ type: 'sharpness', ...envelope, values: said.values });
      case 'checking':
        return this.channel.send({ type: 'checking', ...envelope, header: said.header });
      case 'checked':
        return this.channel.send({ type: 'checked', ...envelope, point: said.point });
      case 'unfit':
        return this.refuse();
      case 'end':
        this.end = said.end;
    }
  }

  /** For rows as wide as they will be. */
  private prepare({ series, leaves, checkpoints }: EngineHeader): void {
    const { full } = rowWidths(series, leaves);
    this.memoryAllowed = memoryAllowed(this.job.limits.memory, full);
    if (checkpoints) this.thinner = new RowThinner(series, leaves, checkpoints.every);
  }

  private sendRows(): void {
    const { ring, control } = this;
    if (!ring) return;
    const { width, capacity } = ring;
    for (;;) {
      const taken = Atomics.load(control, word.taken);
      const half = capacity / 2;
      const most = Math.max(1, Math.floor(numbersInFrame / width));
      const nth = taken - this.begun;
      const count = Math.min(this.untaken, half - (nth % half), most);
      if (count <= 0 || (this.credits <= 0 && !this.cancelled)) return;
      const from = (nth % capacity) * width;
      // A copy in memory of its own: what is shared goes on changing.
      const data = ring.rows.slice(from, from + count * width);
      Atomics.store(control, word.taken, taken + count);
      this.release();
      this.credits--;
      const firstStep = taken + 1;
      const rows = this.thinner ? this.thinner.thin(firstStep, data) : { data };
      this.channel.send({ type: 'frame', ...this.envelope, firstStep, ...rows });
    }
  }

  private release(): void {
    Atomics.add(this.control, word.go, 1);
    Atomics.notify(this.control, word.go);
  }

  private get running(): Running {
    return running[Atomics.load(this.control, word.running)] ?? 'objective';
  }

  private get hasBegun(): boolean {
    return Atomics.load(this.control, word.evaluation) !== 0;
  }

  private get completed(): number {
    return Atomics.load(this.control, word.completed);
  }

  private get untaken(): number {
    return this.ring ? this.completed - Atomics.load(this.control, word.taken) : 0;
  }

  private get envelope(): { run: number; token: string } {
    return { run: this.job.run, token: this.job.token };
  }
}
