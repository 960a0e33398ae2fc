import * as vscode from 'vscode';
import type { Runs } from './runs';
import { Tail } from './tail';
import { visible, words } from './words';

/** Lines kept of one burst; what an objective prints more is counted, not shown. */
const burst = 1000;
const pace = 100;

/** The output channel: what objectives print, each line with its run. */
export class Output implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  readonly #written = new vscode.EventEmitter<string>();
  #channel: vscode.OutputChannel | null = null;
  #lines: string[] = [];
  readonly #tail = new Tail();
  #dropped = 0;
  #timer: NodeJS.Timeout | null = null;

  /** A line as it stands in the channel. */
  readonly onDidWrite = this.#written.event;

  constructor(runs: Runs) {
    this.#subscription = runs.onDidPrint(({ run, level, text }) => {
      const mark = level === 'log' || level === 'info' ? '' : ` ${level}`;
      const name = visible(run.request.objective.name);
      this.write(`[${name} #${run.id}${mark}] ${visible(text)}`);
    });
  }

  write(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > burst) {
      this.#lines.shift();
      this.#dropped++;
    }
    this.#timer ??= setTimeout(() => this.#flush(), pace);
  }

  show(): void {
    this.#open().show(true);
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#written.dispose();
    this.#channel?.dispose();
  }

  #open(): vscode.OutputChannel {
    return (this.#channel ??= vscode.window.createOutputChannel('Adamscope'));
  }

  #flush(): void {
    this.#timer = null;
    const lines = this.#lines;
    if (this.#dropped > 0) lines.unshift(words('editor.output.dropped', this.#dropped));
    this.#lines = [];
    this.#dropped = 0;
    const { how, text } = this.#tail.add(lines);
    this.#open()[how](text);
    for (const line of lines) this.#written.fire(line);
  }
}
