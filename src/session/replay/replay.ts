import { message } from '../../messages';
import type { EngineToHost, TraceJob } from '../../protocol/engine';
import type { Message } from '../../protocol/message';
import { jobOf } from '../job';
import { newToken, type Engine } from '../engine';
import type { Run } from '../run';
import { formatCount } from '../size';
import { differenceIn, type Difference } from './held';
import { resumeFrom } from './resume';

/** What a replay tells. */
export interface ReplayListener {
  /** Whole rows that agree with all that was recorded; `data` from `firstStep` on. */
  rows(firstStep: number, data: Float64Array): void;
  /** The end: null, or why there is no more. */
  ended(problem: Message | null): void;
}

/**
 * Steps of a run, computed once more from a full row of it, and held against what was recorded:
 * the loss of every step and all else that was kept of it. It ends at the first number that
 * differs.
 */
export class Replay {
  #job: { cancel(): void } | null = null;
  #over = false;

  /**
   * @param id for the job: two must never answer to the same one
   * @param from a step whose full row is at hand, or the run's first
   * @param until the last step wanted
   */
  constructor(
    private readonly run: Run,
    engine: Engine,
    id: number,
    readonly from: number,
    readonly until: number,
    private readonly listener: ReplayListener,
  ) {
    const job: TraceJob = {
      ...jobOf(run.request, id, newToken()),
      stays: true,
      resume: { ...resumeFrom(run, from), until },
    };
    this.#job = engine.start(job, (said) => {
      if (said.type === 'hello' || said.run !== job.run || said.token !== job.token) return;
      this.#receive(said);
    });
    // It may have failed at once.
    if (this.#over) this.#job.cancel();
  }

  /** Nothing is told any more. */
  cancel(): void {
    this.#over = true;
    this.#job?.cancel();
  }

  #receive(said: Exclude<EngineToHost, { type: 'hello' }>): void {
    if (this.#over) return;
    if (said.type === 'frame') this.#takeIn(said.firstStep, said.data);
    else if (said.type === 'end') {
      const problem = said.error?.message ?? null;
      this.#end(said.state === 'done' ? null : (problem ?? message('replay.stopped')));
    }
  }

  #takeIn(firstStep: number, data: Float64Array): void {
    const trace = this.run.trace!;
    const found = differenceIn(trace, firstStep, data);
    const good = found ? (found.step - firstStep) * trace.rowWidth : data.length;
    if (good > 0) this.listener.rows(firstStep, data.subarray(0, good));
    if (found) this.#end(said(found));
  }

  #end(problem: Message | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#job?.cancel();
    this.listener.ended(problem);
  }
}

function said({ step, series, recorded, replayed }: Difference): Message {
  const numbers = [String(recorded), String(replayed)];
  return message('replay.differs', [formatCount(step), series.symbol, ...numbers]);
}
