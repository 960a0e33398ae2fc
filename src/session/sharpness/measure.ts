import { message } from '../../messages';
import type { EngineToHost, SharpnessJob } from '../../protocol/engine';
import type { Message } from '../../protocol/message';
import { newToken, type Engine } from '../engine';
import type { Run } from '../run';
import { planSharpness, type SharpnessPlan } from './plan';

/**
 * The sharpness of a run that has ended, computed in an engine process of its own. The run's trace
 * takes the series in; `run.sharpness` tells how far it is.
 */
export class SharpnessMeasurement {
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  readonly #run: Run;
  readonly #changed: () => void;
  #settle: () => void = () => undefined;
  #job: { cancel(): void } | null = null;

  /**
   * @param id for the job: two must never answer to the same one
   * @param every how many steps lie between two; undefined: a moment's work
   * @param changed hears of all that `run.sharpness` says
   */
  constructor(
    run: Run,
    engine: Engine,
    id: number,
    every: number | undefined,
    changed: () => void,
  ) {
    this.#run = run;
    this.#changed = changed;
    this.ended = new Promise((resolve) => (this.#settle = resolve));
    const plan = run.trace ? planSharpness(run.trace, every) : noSteps;
    if ('reason' in plan) this.#end(plan.reason);
    else this.#start(engine, id, plan);
  }

  #start(engine: Engine, id: number, plan: SharpnessPlan): void {
    const run = this.#run;
    const all = plan.points.steps.length;
    run.sharpness = { state: 'computing', done: 0, all, problem: null };
    this.#changed();
    const { bundle, seed, start, limits } = run.request;
    const job: SharpnessJob = {
      ...{ type: 'sharpness', run: id, token: newToken() },
      ...{ bundle, seed, start, limits, points: plan.points },
    };
    this.#job = engine.start(job, (said) => {
      if (said.type === 'hello' || said.run !== job.run || said.token !== job.token) return;
      this.#receive(said, plan);
    });
  }

  cancel(): void {
    this.#job?.cancel();
  }

  #receive(said: Exclude<EngineToHost, { type: 'hello' }>, plan: SharpnessPlan): void {
    const { sharpness, trace } = this.#run;
    if (sharpness?.state !== 'computing') return;
    if (said.type === 'heartbeat') {
      sharpness.done = Math.min(said.step, sharpness.all);
      this.#changed();
    } else if (said.type === 'sharpness') {
      const values = new Float64Array(trace!.length).fill(NaN);
      said.values.forEach((value, k) => (values[plan.points.steps[k]! - 1] = value));
      trace!.add(plan.declaration, values);
      this.#end(null);
    } else if (said.type === 'end') {
      this.#end(said.error?.message ?? message('sharpness.stopped'));
    }
  }

  #end(problem: Message | null): void {
    const { all = 0, done = 0 } = this.#run.sharpness ?? {};
    const state = problem ? 'failed' : 'done';
    this.#run.sharpness = { state, done: problem ? done : all, all, problem };
    this.#changed();
    this.#settle();
  }
}

const noSteps = { reason: message('sharpness.no-steps') };
