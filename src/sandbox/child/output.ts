import { rowsPerBlock, type Running } from '../../engine/output';
import type { JobOutput } from '../../engine/job';
import type { EngineHeader } from '../../engine/trace';
import type { RunEnd } from '../../protocol/engine';
import type { CheckedPoint, CheckHeader } from '../../protocol/gradientCheck';
import type { Message } from '../../protocol/message';
import type { Landscape } from '../../protocol/run';
import { clip } from './clip';
import { limitConsole } from './console';
import { LastLines } from './lastLines';
import { running, word, type FromWorker, type Ring, type WorkerStart } from './shared';

// Captured before the user's code can put something else in their place.
const { add, load, notify, store, wait } = Atomics;

/** The engine's results on their way out of the worker: rows through shared memory, the rest as messages. */
export class WorkerOutput implements JobOutput {
  private ring: Ring | null = null;
  /** Steps for which memory has been lent. */
  private lent = 0;
  private ended = false;
  private readonly control;
  private readonly port;
  readonly print: JobOutput['print'];

  constructor(
    { control, port, lastLines }: WorkerStart,
    private readonly steps: { begun: number; until: number },
  ) {
    this.control = control;
    this.port = port;
    const kept = new LastLines(control, lastLines);
    const print = limitConsole(kept, (line) => this.post({ type: 'console', ...line }));
    this.print = (level, text) => {
      // What the job left behind may still print when another one has begun.
      if (!this.ended) print({ level, text });
    };
  }

  ready(header: EngineHeader): void {
    this.post({ type: 'ready', header });
  }

  /** One half of the ring, once the supervisor has taken what it held. */
  block(width: number): Float64Array {
    const { begun, until } = this.steps;
    const half = rowsPerBlock(width, until - begun);
    if (!this.ring) {
      const memory = new SharedArrayBuffer(2 * half * width * Float64Array.BYTES_PER_ELEMENT);
      this.ring = { rows: new Float64Array(memory), width, capacity: 2 * half };
      this.post({ type: 'ring', ring: this.ring });
    }
    const first = this.lent % this.ring.capacity;
    this.lent += half;
    // Not to be written to any more when the run shall end: the next `evaluating` says so.
    if (!this.waitUntilTaken(begun + this.lent - this.ring.capacity))
      return new Float64Array(width);
    return this.ring.rows.subarray(first * width, (first + half) * width);
  }

  rows(firstStep: number, data: Float64Array): void {
    store(this.control, word.completed, firstStep - 1 + data.length / this.ring!.width);
    this.wake();
  }

  note(message: Message): void {
    this.post({ type: 'note', message: clip(message) });
  }

  evaluating(step: number): boolean {
    store(this.control, word.completed, step);
    add(this.control, word.evaluation, 1);
    return load(this.control, word.cancel) === 0;
  }

  again(): void {
    add(this.control, word.evaluation, 1);
  }

  running(what: Running): void {
    store(this.control, word.running, running.indexOf(what));
  }

  landscape(landscape: Landscape): void {
    this.post({ type: 'landscape', landscape });
  }

  sharpness(values: Float64Array): void {
    this.post({ type: 'sharpness', values });
  }

  checking(header: CheckHeader): void {
    this.post({ type: 'checking', header });
  }

  checked(point: CheckedPoint): void {
    this.post({ type: 'checked', point });
  }

  /** The last message, after the last row. */
  end(end: RunEnd): void {
    this.ended = true;
    const error = end.error && { ...end.error, message: clip(end.error.message) };
    this.post({ type: 'end', end: { ...end, error } });
  }

  private post(message: FromWorker): void {
    this.port.postMessage(message);
    this.wake();
  }

  /** Holds the engine while the host is slow, so that no memory grows; false: cancelled. */
  private waitUntilTaken(step: number): boolean {
    const { control } = this;
    for (;;) {
      const seen = load(control, word.go);
      if (load(control, word.cancel) !== 0) return false;
      if (load(control, word.taken) >= step) return true;
      store(control, word.waiting, 1);
      wait(control, word.go, seen);
      store(control, word.waiting, 0);
    }
  }

  private wake(): void {
    add(this.control, word.wake, 1);
    notify(this.control, word.wake);
  }
}
