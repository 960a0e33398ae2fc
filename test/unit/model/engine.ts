import { setImmediate as turn } from 'node:timers/promises';
import { parseEngineMessage, type EngineToHost, type TraceJob } from '../../../src/protocol/engine';
import { EngineJob, type Listener } from '../../../src/sandbox/engineJob';
import type { EngineProcess } from '../../../src/sandbox/engineProcess';
import type { Engine } from '../../../src/session/engine';
import { Puppet } from '../protocol/fuzz/engineJobs';
import { inProcessEngine } from '../session/inProcessEngine';

/** What the engine says of a job, one row to a frame; made once per kind of job. */
const scripts = new Map<string, Promise<EngineToHost[]>>();

function scriptOf(job: TraceJob): Promise<EngineToHost[]> {
  const key = [job.bundle.code, job.steps, job.resume?.step].join();
  let script = scripts.get(key);
  if (!script) {
    script = new Promise((resolve) => {
      const said: EngineToHost[] = [];
      inProcessEngine.start(job, (message) => {
        said.push(message);
        if (message.type === 'end') resolve(said.flatMap(rowByRow));
      });
    });
    scripts.set(key, script);
  }
  return script;
}

let width = 0;

function rowByRow(message: EngineToHost): EngineToHost[] {
  if (message.type === 'ready') {
    // loss, and θ, g, m, v of one coordinate.
    width = 5;
  }
  if (message.type !== 'frame') return [message];
  return Array.from({ length: message.data.length / width }, (_, k) => {
    const data = message.data.slice(k * width, (k + 1) * width);
    return { ...message, firstStep: message.firstStep + k, data };
  });
}

/** One job, whose process says the next thing when it is told to. */
class Scripted extends Puppet {
  queue: EngineToHost[] = [];
  said: EngineToHost[] = [];
  readonly ready: Promise<void>;
  entry: EngineJob | null = null;

  constructor(readonly job: TraceJob) {
    super();
    this.ready = scriptOf(job).then((script) => {
      const { run, token } = job;
      this.queue = script.map((message) =>
        message.type === 'hello' ? message : { ...message, run, token },
      );
    });
  }

  /** Asked to end, it does at the next word; rows that the host has not got are not sent. */
  override send(message: Parameters<Puppet['send']>[0]): void {
    super.send(message);
    if (message.type !== 'cancel') return;
    const { run, token } = this.job;
    const step = this.said.filter(({ type }) => type === 'frame').length;
    const nothing = { finalLoss: null, error: null, evaluations: step, milliseconds: 1 };
    const stopped = { state: 'stopped' as const, step: step + (this.job.resume?.step ?? 0) };
    this.queue = [{ type: 'end', run, token, ...nothing, ...stopped }];
  }

  /** Says the next thing, checked as by the real process's host side; false: there is none. */
  say(): EngineToHost | null {
    const message = this.queue.shift();
    if (!message) return null;
    this.said.push(message);
    this.onMessage(parseEngineMessage(structuredClone(message)));
    return message;
  }

  /** Says something again that it has said before, though it is dead. */
  sayLate(): void {
    for (const message of this.said.slice(-3)) this.onMessage(parseEngineMessage(message));
  }
}

/** The real jobs, and the real engine's words for them, over processes that say them on demand. */
export class ScriptedEngine implements Engine {
  readonly jobs = new Map<number, Scripted>();
  disposed = false;

  start(job: TraceJob, listener: Listener): { cancel(): void } {
    const process = new Scripted(job);
    this.jobs.set(job.run, process);
    const no = () => false;
    const owner = { ended: () => undefined, unfit: () => undefined, flagsRefused: no, keeps: no };
    const entry = new EngineJob(job, listener, { start: 60_000, cancel: 60_000 }, owner);
    process.entry = entry;
    entry.attach(process as unknown as EngineProcess);
    return { cancel: () => entry.cancel() };
  }

  /** As a pool does, it ends every job. */
  dispose(): void {
    this.disposed = true;
    for (const { entry } of this.jobs.values()) entry!.abandon();
  }

  async settled(): Promise<void> {
    await Promise.all([...this.jobs.values()].map(({ ready }) => ready));
    await turn();
  }
}
