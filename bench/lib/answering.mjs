import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that answers each line with one line of JSON, the first one unasked. */
export class Answering {
  #process;
  #lines;

  constructor(command, args) {
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.on('error', () => undefined);
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** The next line. */
  async read() {
    const { done, value } = await this.#lines.next();
    if (done) throw new Error(`${this.#process.spawnargs.join(' ')} ended.`);
    return JSON.parse(value);
  }

  ask(line) {
    this.#process.stdin.write(`${line}\n`);
    return this.read();
  }

  end() {
    this.#process.stdin.end();
  }
}
