import { message } from '../messages';
import type { AnyJob, EngineToHost, RunEnd } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { checkpointsUpTo, rowWidths, type RowWidths } from '../protocol/checkpoints';
import { seriesWidth } from '../protocol/run';
import { CheckGuard } from './checkGuard';
import { explainExit } from './death';
import type { EngineProcess, Exit } from './engineProcess';

export type Job = AnyJob;
/** Of rows it may promise room for the next ones: they wait for it. */
export type Listener = (message: EngineToHost) => void | Promise<void>;

/**
 * Once a supervisor answers, what the objective printed last comes with the answer: that may take
 * so many times the time in which it must have begun.
 */
const longestAnswer = 12;
/**
 * The watch looks this often and ends a process that kept silent for so many looks. It gives way to
 * the editor, so on a machine that is taken up it may not get a turn for seconds.
 */
const lookTime = 500;
const silentLooks = 12;

/** Milliseconds. */
export interface JobTimes {
  /** In which a process must have said hello. */
  start: number;
  /** In which one that was asked to end its run must answer, before it is killed. */
  cancel: number;
}

/** What the pool does for its jobs. */
export interface JobOwner {
  /** After the `end`; the process, if there is one, is being killed. */
  ended(job: EngineJob): void;
  /** The process did not know the flags of the permission model; true: another will be attached. */
  flagsRefused(job: EngineJob): boolean;
  /** The process may do another job of the same code; false: it is not wanted. */
  keeps(process: EngineProcess, job: Job): boolean;
  /** A process that was kept for this job cannot do it: a new one has to. */
  unfit(job: EngineJob): void;
}

type End = Pick<RunEnd, 'state'> & { stays?: boolean | undefined };

/** What Node exits with when it does not know a flag. */
const badFlag = 9;

/** One job: believes nothing that its process says, and ends with exactly one `end`. */
export class EngineJob {
  private process: EngineProcess | null = null;
  /** It was kept from a job before, and has not said anything of this one yet. */
  private isKept = false;
  private ended = false;
  private cancelled = false;
  private greeted = false;
  private ready: { widths: RowWidths; every: number; steps: number } | null = null;
  /** Steps behind, those before the job's own among them. */
  private received: number;
  /** Grids of a landscape job that have come. */
  private landscapes = 0;
  private readonly checks = new CheckGuard();
  private memory = 0;
  private silent = 0;
  private timers: NodeJS.Timeout[] = [];
  private answering: NodeJS.Timeout | undefined;

  constructor(
    private readonly job: Job,
    private readonly listener: Listener,
    private readonly times: JobTimes,
    private readonly owner: JobOwner,
  ) {
    this.received = (job.type === 'trace' && job.resume?.step) || 0;
  }

  get memoryLimit(): number {
    return this.job.limits.memory;
  }

  /** Whether a process that has done `other` may do this job, and stay for the next. */
  follows(other: Job): boolean {
    const { job, memoryLimit } = this;
    return job.stays === true && memoryLimit === other.limits.memory && isSameCode(job, other);
  }

  /** Takes a process for itself; `isKept`: it has done a job of the same code before. */
  attach(process: EngineProcess, isKept = false): void {
    this.process = process;
    this.isKept = isKept;
    this.timers.splice(0).forEach(clearTimeout);
    process.onMessage = (said) => this.receive(said);
    process.onExit = (exit) => this.processExited(exit);
    process.hold(true);
    process.send(this.job);
    if (process.hello) return this.greet(process.hello);
    const tooLate = () => {
      this.fail('crashed', message('engine.start-too-slow', [this.times.start / 1000]));
    };
    this.timers.push(setTimeout(tooLate, this.times.start));
  }

  cancel(): void {
    if (this.ended || this.cancelled) return;
    this.cancelled = true;
    // Nothing can have come of it yet.
    if (!this.process || !this.greeted) return this.end({ state: 'stopped' });
    this.process.send({ type: 'cancel', run: this.job.run });
    this.awaitAnswer();
    this.timers.push(setTimeout(() => this.process!.kill(), longestAnswer * this.times.cancel));
  }

  /** The supervisor has a few ticks to say something, anew after each thing that it said. */
  private awaitAnswer(): void {
    clearTimeout(this.answering);
    // What it has sent by then is still read: the process's exit ends the run.
    this.answering = setTimeout(() => this.process!.kill(), this.times.cancel);
    this.timers.push(this.answering);
  }

  /** Ends at once, whatever the process is doing. */
  abandon(): void {
    this.end({ state: 'stopped' });
  }

  startFailed(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    this.fail('crashed', message('engine.start-failed', [text]));
  }

  private greet(hello: EngineToHost): void {
    if (this.greeted) return;
    this.greeted = true;
    this.timers.splice(0).forEach(clearTimeout);
    this.timers.push(setInterval(() => this.look(), lookTime));
    void this.listener(hello);
  }

  /** Counts looks, not time: a host that was busy or asleep itself must not blame the process. */
  private look(): void {
    if (++this.silent <= silentLooks) return;
    this.fail('crashed', message('engine.unresponsive', [this.received]));
  }

  private receive(said: EngineToHost | null): void {
    if (this.ended) return;
    if (!said) return this.invalid();
    this.silent = 0;
    if (this.cancelled) this.awaitAnswer();
    if (said.type === 'hello') return this.greet(said);
    if (said.run !== this.job.run || said.token !== this.job.token) return;
    if (said.type === 'unfit') return this.isKept ? this.giveBack() : this.invalid();
    if (said.type !== 'heartbeat') this.isKept = false;
    switch (said.type) {
      case 'ready':
        if (!this.acceptReady(said)) return this.invalid();
        return void this.listener(said);
      case 'frame':
        return this.receiveFrame(said);
      case 'heartbeat':
        this.memory = said.memory;
        return void this.listener(said);
      case 'landscape':
        if (!this.acceptLandscape(said)) return this.invalid();
        return void this.listener(said);
      case 'sharpness':
        if (!this.acceptSharpness(said)) return this.invalid();
        return void this.listener(said);
      case 'checking':
      case 'checked':
        if (!this.checks.accepts(this.job, said)) return this.invalid();
        return void this.listener(said);
      case 'end':
        if (this.job.type === 'trace' && said.step !== this.received) return this.invalid();
        return this.end(said);
      default:
        return void this.listener(said);
    }
  }

  private acceptReady(said: Extract<EngineToHost, { type: 'ready' }>): boolean {
    if (this.ready || this.job.type !== 'trace' || said.steps !== this.job.steps) return false;
    if ((said.fork === undefined) !== (this.job.resume === undefined)) return false;
    const { leaves, start, series } = said;
    const named = leaves.every((leaf) => leaf.coordinates.length === leaf.length);
    if (!named || seriesWidth({ per: 'coordinate' }, leaves) !== start.length) return false;
    const { until } = this.job.resume ?? {};
    const every = said.checkpoints?.every ?? 0;
    const widths = rowWidths(series, leaves);
    this.ready = { widths, every, steps: until ?? said.steps };
    return widths.kept > 0 && !(every && until !== undefined);
  }

  private receiveFrame(said: Extract<EngineToHost, { type: 'frame' }>): void {
    if (!this.ready || said.firstStep !== this.received + 1) return this.invalid();
    const { widths, every, steps } = this.ready;
    const rows = said.data.length / (every ? widths.kept : widths.full);
    const last = this.received + rows;
    const fits = Number.isInteger(rows) && rows > 0 && last <= steps;
    const full = every ? checkpointsUpTo(last, every) - checkpointsUpTo(this.received, every) : 0;
    if (!fits || (said.full?.length ?? 0) !== full * widths.full) return this.invalid();
    this.received = last;
    const credit = () => this.process?.send({ type: 'credit', run: this.job.run });
    let room: void | Promise<void> = undefined;
    try {
      room = this.listener(said);
    } finally {
      if (room) void room.then(credit);
      else credit();
    }
  }

  private acceptLandscape({ landscape }: Extract<EngineToHost, { type: 'landscape' }>): boolean {
    const { job } = this;
    if (job.type !== 'landscape') return false;
    // The coarser grids in their order, then the one that is wanted, then no more.
    const { coarse = [] } = job;
    const nth = this.landscapes++;
    if (nth > coarse.length) return false;
    const [nx, ny] = nth < coarse.length ? [coarse[nth]!, coarse[nth]!] : [job.nx, job.ny];
    const { nx: width, ny: height, values } = landscape;
    return width === nx && height === ny && values.length === nx * ny;
  }

  private acceptSharpness({ values }: Extract<EngineToHost, { type: 'sharpness' }>): boolean {
    const { job } = this;
    return job.type === 'sharpness' && values.length === job.points.steps.length;
  }

  private processExited(exit: Exit): void {
    if (this.ended) return;
    if (this.cancelled) return this.end({ state: 'stopped' });
    if (this.isKept) return this.giveBack();
    if (!this.greeted && exit.code === badFlag && this.owner.flagsRefused(this)) return;
    const { received: step, memory, memoryLimit: limit } = this;
    this.end(explainExit(exit, { step, memory, limit }));
  }

  /** Nothing of the job has begun: it waits for another process. */
  private giveBack(): void {
    if (this.cancelled) return this.end({ state: 'stopped' });
    this.timers.splice(0).forEach(clearTimeout);
    letGo(this.process!);
    this.process!.kill();
    this.process = null;
    this.isKept = this.greeted = false;
    this.silent = 0;
    this.owner.unfit(this);
  }

  private invalid(): void {
    this.fail('crashed', message('engine.invalid-message', [this.received]));
  }

  private fail(state: RunEnd['state'], said: Message): void {
    this.end({ state, error: { message: said, step: this.received } });
  }

  private end({ stays, ...end }: Partial<RunEnd> & End): void {
    if (this.ended) return;
    this.ended = true;
    this.timers.splice(0).forEach(clearTimeout);
    const { process } = this;
    if (process && stays) letGo(process);
    if (!stays || !process || !this.owner.keeps(process, this.job)) process?.kill();
    const { run, token } = this.job;
    const nothing = { finalLoss: null, error: null, evaluations: 0, milliseconds: 0 };
    try {
      void this.listener({ type: 'end', run, token, step: this.received, ...nothing, ...end });
    } finally {
      this.owner.ended(this);
    }
  }
}

/** Whatever it still says is nobody's. */
function letGo(process: EngineProcess): void {
  process.onMessage = () => {};
  process.onExit = () => {};
}

/** Start and seed may differ: the code runs anew with them. */
function isSameCode(a: Job, b: Job): boolean {
  const ownOf = (job: Job) => (job.type === 'trace' ? job.own?.code : undefined);
  return (
    a.bundle.code === b.bundle.code &&
    a.bundle.evaluated?.code === b.bundle.evaluated?.code &&
    ownOf(a) === ownOf(b)
  );
}
