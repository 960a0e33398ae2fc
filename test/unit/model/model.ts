import type { RunState } from '../../../src/protocol/run';

/** What a person knows of a run. */
export interface ModelRun {
  id: number;
  /** The objective, and the text of it that ran. */
  key: string;
  text: number;
  steps: number;
  state: RunState;
  /** The step behind which it begins. */
  origin: number;
  length: number;
  /** There is a trace. */
  ready: boolean;
  cursor: number;
  /** The cursor goes with the newest step. */
  follows: boolean;
  stale: boolean;
  greeted: boolean;
  asked: boolean;
  /** It came as data: nothing can be evaluated of it. */
  adopted: boolean;
}

/** What is so after some commands, in the simplest words; runs in the order in which they began. */
export class Model {
  runs: ModelRun[] = [];
  /** The text that stands in the document, per objective. */
  readonly texts = new Map<string, number>();
  visible = true;

  textOf(key: string): number {
    return this.texts.get(key) ?? 0;
  }

  running(): ModelRun[] {
    return this.runs.filter(({ state }) => state === 'running');
  }

  enter(run: ModelRun): void {
    this.runs.push(run);
    this.#makeRoom(run.key);
  }

  /** Eight per objective: the oldest make room that have ended, neither the newest nor the last good. */
  #makeRoom(key: string): void {
    const own = this.runs.filter((run) => run.key === key);
    const isGood = ({ ready, length, state }: ModelRun) =>
      ready && (length > 0 || state === 'done');
    const good = own.findLast(isGood);
    const spare = own.filter(
      (run) => run !== own.at(-1) && run !== good && run.state !== 'running',
    );
    for (const run of spare.slice(0, Math.max(0, own.length - 8))) this.drop(run);
  }

  drop(run: ModelRun): void {
    this.runs = this.runs.filter((other) => other !== run);
  }

  moveCursor(run: ModelRun, step: number): void {
    if (Number.isNaN(step)) return;
    run.follows = step >= run.length;
    run.cursor = Math.round(Math.min(run.length, Math.max(0, step)));
  }
}
