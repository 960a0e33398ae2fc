import { EngineJob, type Job, type Listener } from './engineJob';
import { EngineProcess } from './engineProcess';

export interface PoolOptions {
  /** The bundle of child/process.ts; that of child/worker.ts stands beside it as engine-worker.js. */
  processFile: string;
  /** A folder of ours, in which an empty one is made for the processes to stand in. */
  workingFolder: string;
  /** Milliseconds in which a process must have said hello. */
  startTime?: number;
  /** Milliseconds in which a process that was asked to end its run must answer, or it is killed. */
  cancelTime?: number;
  /** Processes that work at a time; further jobs wait. */
  processes?: number;
  /** Milliseconds that the spare process is kept for the next job. */
  spareTime?: number;
  /** Milliseconds that a process is kept for another job of the code that it has run. */
  keptTime?: number;
  /**
   * Whether the processes give way to whatever else the machine has to do: an editor beside which
   * they run must answer while every core is busy.
   */
  yielding?: boolean;
}

/** A spare is made when the machine has had time for what the run's end set off: a panel's first picture. */
const spareDelay = 1500;

/**
 * Runs each job in a disposable process of its own, at most two at a time. After a job one spare
 * process is started for the next, which saves its start-up time, and ended when nobody needs it.
 *
 * A job that asks for it (`stays`) leaves its process behind, for another one of the same code: there
 * is at most one such process, for a short time, and it makes way for any other job. The code runs
 * anew in it, among objects of the language that no job has changed (`child/realm.ts`): to the bit it
 * is what a new process gives, without the time in which one starts and V8 learns to be fast.
 */
export class EnginePool {
  private readonly waiting = new Set<EngineJob>();
  private readonly active = new Set<EngineJob>();
  /** Processes that have not exited yet, whatever became of their job. */
  private readonly alive = new Set<EngineProcess>();
  private spare: EngineProcess | null = null;
  private spareTimer: NodeJS.Timeout | undefined;
  private kept: { process: EngineProcess; job: Job; timer: NodeJS.Timeout } | null = null;
  private permissions = true;
  private readonly whenGone: (() => void)[] = [];
  private disposed = false;
  private readonly options: Required<PoolOptions>;

  constructor(options: PoolOptions) {
    this.options = {
      startTime: 10_000,
      cancelTime: 40,
      processes: 2,
      spareTime: 60_000,
      keptTime: 10_000,
      yielding: false,
      ...options,
    };
  }

  /**
   * Every job ends with exactly one `end` message; a frame is credited when the listener
   * returns, or what it promises is there.
   */
  start(job: Job, listener: Listener): { cancel(): void } {
    const { startTime, cancelTime } = this.options;
    const entry = new EngineJob(
      job,
      listener,
      { start: startTime, cancel: cancelTime },
      {
        ended: (ended) => this.ended(ended),
        flagsRefused: (refused) => this.flagsRefused(refused),
        keeps: (process, done) => this.keep(process, done),
        unfit: (refused) => this.provideAnother(refused),
      },
    );
    this.waiting.add(entry);
    if (this.disposed) entry.abandon();
    else this.startWaiting();
    return { cancel: () => entry.cancel() };
  }

  /** Starts the spare process ahead of a job that will have this memory limit, in megabytes. */
  warm(memory: number): void {
    clearTimeout(this.spareTimer);
    if (this.disposed || this.spare) return;
    try {
      this.spare = this.fork(memory);
    } catch {
      return; // The next job will meet the same and say so.
    }
    this.spare.hold(false);
    const { spare } = this;
    spare.onExit = () => this.dropSpare(spare);
    this.spareTimer = setTimeout(() => this.dropSpare(spare), this.options.spareTime).unref();
  }

  /** Ids of the processes that exist, the spare one included. */
  get pids(): number[] {
    return [...this.alive].flatMap((process) => process.pid ?? []);
  }

  /** Resolves when every process is gone but those that wait for a job; at once where there is none. */
  async idle(): Promise<void> {
    while (this.busy > 0) await new Promise<void>((resolve) => this.whenGone.push(resolve));
  }

  /** Ends every job and every process. */
  dispose(): void {
    this.disposed = true;
    clearTimeout(this.spareTimer);
    this.spare = null;
    if (this.kept) clearTimeout(this.kept.timer);
    this.kept = null;
    for (const job of [...this.waiting, ...this.active]) job.abandon();
    for (const process of this.alive) process.kill();
  }

  private get busy(): number {
    return this.alive.size - (this.spare ? 1 : 0) - (this.kept ? 1 : 0);
  }

  private startWaiting(): void {
    for (const job of this.waiting) {
      const kept = this.takeKept(job);
      if (!kept && this.busy + (this.kept ? 1 : 0) >= this.options.processes) {
        // Its exit calls again.
        this.dropKept();
        return;
      }
      this.waiting.delete(job);
      this.active.add(job);
      if (kept) job.attach(kept, true);
      else this.provide(job);
    }
  }

  private provide(job: EngineJob): void {
    try {
      job.attach(this.takeSpare(job.memoryLimit) ?? this.fork(job.memoryLimit));
    } catch (error) {
      job.startFailed(error);
    }
  }

  private fork(memory: number): EngineProcess {
    const { processFile, workingFolder, yielding } = this.options;
    const { permissions } = this;
    const process = new EngineProcess({
      processFile,
      workingFolder,
      permissions,
      memory,
      yielding,
    });
    this.alive.add(process);
    process.onGone = () => {
      this.alive.delete(process);
      this.whenGone.splice(0).forEach((resolve) => resolve());
      if (!this.disposed) this.startWaiting();
    };
    return process;
  }

  private takeSpare(memory: number): EngineProcess | null {
    const { spare } = this;
    if (!spare) return null;
    clearTimeout(this.spareTimer);
    this.spare = null;
    if (spare.memory === memory) return spare;
    spare.kill();
    return null;
  }

  private keep(process: EngineProcess, job: Job): boolean {
    const { keptTime } = this.options;
    if (this.disposed || keptTime <= 0) return false;
    this.dropKept();
    process.hold(false);
    process.onExit = () => this.dropKept();
    const timer = setTimeout(() => this.dropKept(), keptTime).unref();
    this.kept = { process, job, timer };
    return true;
  }

  private takeKept(job: EngineJob): EngineProcess | null {
    if (!this.kept || !job.follows(this.kept.job)) return null;
    const { process, timer } = this.kept;
    clearTimeout(timer);
    this.kept = null;
    return process;
  }

  private dropKept(): void {
    if (!this.kept) return;
    const { process, timer } = this.kept;
    clearTimeout(timer);
    process.onExit = () => {};
    this.kept = null;
    process.kill();
  }

  /** Once the one that could not do it is gone. */
  private provideAnother(job: EngineJob): void {
    this.active.delete(job);
    this.waiting.add(job);
    if (this.disposed) job.abandon();
    else this.startWaiting();
  }

  private dropSpare(spare: EngineProcess): void {
    if (this.spare === spare) this.spare = null;
    spare.kill();
  }

  private ended(job: EngineJob): void {
    this.waiting.delete(job);
    this.active.delete(job);
    if (this.disposed) return;
    clearTimeout(this.spareTimer);
    if (this.spare) {
      const { spare } = this;
      this.spareTimer = setTimeout(() => this.dropSpare(spare), this.options.spareTime).unref();
    } else {
      this.spareTimer = setTimeout(() => this.warm(job.memoryLimit), spareDelay).unref();
    }
  }

  private flagsRefused(job: EngineJob): boolean {
    if (!this.permissions) return false;
    this.permissions = false;
    this.provide(job);
    return true;
  }
}
