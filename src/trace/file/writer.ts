import { closeSync, fsyncSync, writeSync, writev } from 'node:fs';

interface Piece {
  bytes: Uint8Array[];
  at: number;
  done: (() => void) | undefined;
}

/** Buffers that systems take in one call. */
const atOnce = 512;

/**
 * Appends to a file in the background, in order. Nobody waits for it; `drained` tells those who
 * want to give it time. After a failure it writes nothing more: what was handed over until then
 * stays with whoever handed it over.
 */
export class TraceWriter {
  readonly #file: number;
  readonly #failed: (error: Error) => void;
  #end: number;
  #queue: Piece[] = [];
  #writing: Piece[] = [];
  #pending = 0;
  #isBroken = false;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  /**
   * @param file a descriptor that is from now on this writer's
   * @param end where the file ends
   * @param failed told once
   */
  constructor(file: number, end: number, failed: (error: Error) => void) {
    this.#file = file;
    this.#end = end;
    this.#failed = failed;
  }

  /** Bytes on their way. */
  get pending(): number {
    return this.#pending;
  }

  /** Where the bytes will stand; `done` is told once they do. */
  append(bytes: Uint8Array[], done?: () => void): number {
    const at = this.#end;
    if (this.#isBroken || this.#isClosed) return at;
    const length = lengthOf(bytes);
    this.#end += length;
    this.#pending += length;
    this.#queue.push({ bytes, at, done });
    this.#writeOn();
    return at;
  }

  /** Resolves once at most so many bytes are on their way, or nothing more will be written. */
  async drained(most = 0): Promise<void> {
    while (this.#pending > most && !this.#isBroken && !this.#isClosed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Writes what is on its way and closes the file, all of it at once: the process may be ending. */
  closeNow(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      if (!this.#isBroken) {
        for (const piece of [...this.#writing, ...this.#queue]) this.#writeNow(piece);
      }
    } catch (error) {
      this.#fail(error as Error);
    }
    // A write that is under way has the descriptor still.
    if (this.#writing.length === 0) closeSync(this.#file);
    this.#wake();
  }

  /** Writes what is on its way, hands it to the disk and closes the file. */
  async close(): Promise<void> {
    await this.drained();
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      fsyncSync(this.#file);
    } catch {
      // Not every file system can.
    }
    closeSync(this.#file);
  }

  #writeOn(): void {
    if (this.#writing.length > 0 || this.#queue.length === 0) return;
    let count = 0;
    let buffers = 0;
    while (count < this.#queue.length && buffers + this.#queue[count]!.bytes.length <= atOnce) {
      buffers += this.#queue[count++]!.bytes.length;
    }
    this.#writing = this.#queue.splice(0, Math.max(1, count));
    const all = this.#writing.flatMap(({ bytes }) => bytes);
    this.#write(all, this.#writing[0]!.at);
  }

  #write(all: Uint8Array[], at: number): void {
    writev(this.#file, all, at, (error, written) => {
      if (this.#isClosed) {
        closeSync(this.#file);
        return;
      }
      if (error) return this.#fail(error);
      if (written === 0) return this.#fail(new Error('The file takes no more.'));
      const rest = behind(all, written);
      if (rest.length > 0) {
        // A disk that is full takes a part of it first.
        return this.#write(rest, at + written);
      }
      const finished = this.#writing;
      this.#writing = [];
      for (const { bytes, done } of finished) {
        this.#pending -= lengthOf(bytes);
        done?.();
      }
      this.#wake();
      this.#writeOn();
    });
  }

  #writeNow({ bytes, at }: Piece): void {
    for (const each of bytes) {
      for (let from = 0; from < each.length;) {
        from += writeSync(this.#file, each, from, each.length - from, at + from);
      }
      at += each.length;
    }
  }

  #fail(error: Error): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#queue = [];
    this.#writing = [];
    this.#pending = 0;
    this.#failed(error);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}

function lengthOf(bytes: readonly Uint8Array[]): number {
  return bytes.reduce((sum, { length }) => sum + length, 0);
}

/** What is left of the buffers behind so many bytes. */
function behind(all: readonly Uint8Array[], written: number): Uint8Array[] {
  let skip = written;
  const rest: Uint8Array[] = [];
  for (const bytes of all) {
    if (skip >= bytes.length) skip -= bytes.length;
    else {
      rest.push(bytes.subarray(skip));
      skip = 0;
    }
  }
  return rest;
}
