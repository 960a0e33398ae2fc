import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseEngineMessage, type EngineToHost, type HostToEngine } from '../protocol/engine';
import { launchOptions } from './launch';

export type Hello = Extract<EngineToHost, { type: 'hello' }>;

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Set where it never started. */
  error: string | null;
}

export interface ProcessOptions {
  processFile: string;
  workingFolder: string;
  permissions: boolean;
  /** Megabytes for the heap of the worker. */
  memory: number;
  /** Whether it gives way to whatever else the machine has to do. */
  yielding: boolean;
}

/** After its exit a process's last messages are waited for this long. */
const lastWordsTime = 500;

/** One disposable engine process, seen from the host. */
export class EngineProcess {
  readonly memory: number;
  hello: Hello | null = null;
  /** The next message, or null where it was none that the protocol knows. */
  onMessage: (message: EngineToHost | null) => void = () => {};
  onExit: (exit: Exit) => void = () => {};
  /** Called last of all: nothing is left of the process. */
  onGone: () => void = () => {};
  private readonly child: ChildProcess;
  private exited = false;

  /** @throws if the process cannot even be asked for. */
  constructor({ processFile, workingFolder, permissions, memory, yielding }: ProcessOptions) {
    this.memory = memory;
    // Under the permission model a worker may still read its working directory: an empty one.
    const cwd = path.join(workingFolder, 'empty');
    mkdirSync(cwd, { recursive: true });
    this.child = fork(realpathSync(processFile), [String(memory)], {
      ...launchOptions(processFile, permissions, memory),
      cwd,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (yielding) giveWay(this.child.pid);
    this.child.on('message', (data) => this.receive(data));
    this.child.on('error', (error) =>
      this.exit({ code: null, signal: null, error: error.message }),
    );
    // `close` comes when the channel has been read to its end too; `exit` may come before.
    this.child.on('close', (code, signal) => this.exit({ code, signal, error: null }));
    this.child.on('exit', (code, signal) => {
      setTimeout(() => this.exit({ code, signal, error: null }), lastWordsTime).unref();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  send(message: HostToEngine): void {
    // A process that is just dying is told nothing; its exit says the rest.
    if (this.child.connected) this.child.send(message, () => {});
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Whether the process keeps the host from ending. */
  hold(holds: boolean): void {
    if (holds) {
      this.child.ref();
      this.child.channel?.ref();
    } else {
      this.child.unref();
      this.child.channel?.unref();
    }
  }

  private receive(data: unknown): void {
    const message = parseEngineMessage(data);
    if (message?.type === 'hello') this.hello ??= message;
    this.onMessage(message);
  }

  private exit(exit: Exit): void {
    if (this.exited) return;
    this.exited = true;
    try {
      this.onExit(exit);
    } finally {
      this.onGone();
    }
  }
}

/** Now, as threads inherit it from the one that starts them. A process that is gone needs none. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: then it competes like any other.
  }
}
