import assert from 'node:assert/strict';
import {
  parseEngineMessage,
  type AnyJob,
  type HostToEngine,
} from '../../../../src/protocol/engine';
import { EngineJob, type Listener } from '../../../../src/sandbox/engineJob';
import type { EngineProcess, Hello } from '../../../../src/sandbox/engineProcess';
import type { Engine } from '../../../../src/session/engine';

/**
 * An engine process that says what it is told to: the real one says what it likes, and no process
 * could be started a million times. Like the real one it passes on what the check makes of data.
 */
export class Puppet {
  readonly memory = 768;
  hello: Hello | null = null;
  onMessage: EngineProcess['onMessage'] = () => undefined;
  onExit: EngineProcess['onExit'] = () => undefined;
  kills = 0;
  readonly sent: HostToEngine[] = [];

  send(message: HostToEngine): void {
    this.sent.push(message);
  }

  kill(): void {
    this.kills++;
  }

  hold(): void {
    // Nothing of it keeps the host.
  }
}

/** The real jobs over such processes; `hear` is what the process of the last job says. */
export class PuppetEngine implements Engine {
  job: AnyJob | null = null;
  process = new Puppet();
  ends = 0;

  start(job: AnyJob, listener: Listener): { cancel(): void } {
    this.job = job;
    this.process = new Puppet();
    this.ends = 0;
    const told: Listener = (message) => {
      assert.equal(this.ends, 0, `${message.type} after the end`);
      if (message.type === 'end') this.ends++;
      if (message.type !== 'hello') {
        assert.deepEqual([message.run, message.token], [job.run, job.token]);
      }
      return listener(message);
    };
    const owner = {
      ended: () => undefined,
      flagsRefused: () => false,
      keeps: () => false,
      unfit: () => undefined,
    };
    const started = new EngineJob(job, told, { start: 60_000, cancel: 60_000 }, owner);
    started.attach(this.process as unknown as EngineProcess);
    return { cancel: () => started.cancel() };
  }

  /** Whether the check let it through. */
  hear(data: unknown): boolean {
    const message = parseEngineMessage(data);
    this.process.onMessage(message);
    return message !== null;
  }

  exit(): void {
    this.process.onExit({ code: null, signal: 'SIGKILL', error: null });
  }

  dispose(): void {
    if (this.ends === 0 && this.job) this.exit();
  }
}
