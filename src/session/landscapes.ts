import type { LandscapeJob } from '../protocol/engine';
import type { Plane } from '../protocol/landscape';
import type { Landscape } from '../protocol/run';
import { newToken, type Engine } from './engine';
import {
  lossVaries,
  planLandscape,
  serves,
  type LandscapePlan,
  type LandscapeWish,
} from './landscape';
import type { Run } from './run';

/** What of a plane is wanted, and who is shown coarser ones until it is there. */
export interface LandscapeQuestion extends LandscapeWish {
  onCoarse?: ((landscape: Landscape) => void) | undefined;
}

interface Kept {
  plan: LandscapePlan;
  result: Promise<Landscape | null>;
  onCoarse: LandscapeQuestion['onCoarse'];
  cancel(): void;
}

/**
 * The landscapes of one run: made when asked for. Of each plane that around the path is kept while
 * it fits; of windows there is the newest alone.
 */
export class Landscapes {
  readonly #kept = new Map<string, Kept>();
  readonly #run: Run;
  readonly #engine: Engine;
  readonly #newId: () => number;

  constructor(run: Run, engine: Engine, newId: () => number) {
    this.#run = run;
    this.#engine = engine;
    this.#newId = newId;
  }

  /** Null where it cannot be had, and for everyone whose landscape a later call has replaced. */
  get(plane: Plane, question: LandscapeQuestion = {}): Promise<Landscape | null> {
    const plan = planLandscape(this.#run, plane, question);
    if (!plan) return Promise.resolve(null);
    const key = question.window ? 'window' : String(plane);
    const kept = this.#kept.get(key);
    if (kept && !question.window && serves(kept.plan, plan, lossVaries(this.#run.request))) {
      kept.onCoarse = question.onCoarse;
      return kept.result;
    }
    kept?.cancel();
    const fresh = this.#start(plan, question.onCoarse);
    this.#kept.set(key, fresh);
    void fresh.result.then((landscape) => {
      // A failure is not kept: the next call may fare better.
      if (!landscape && this.#kept.get(key) === fresh) this.#kept.delete(key);
    });
    return fresh.result;
  }

  dispose(): void {
    for (const kept of this.#kept.values()) kept.cancel();
    this.#kept.clear();
  }

  #start(plan: LandscapePlan, onCoarse: LandscapeQuestion['onCoarse']): Kept {
    const { bundle, seed, start, limits, stays } = this.#run.request;
    const job: LandscapeJob = {
      type: 'landscape',
      // An id of its own: two jobs must never answer to the same one.
      run: this.#newId(),
      token: newToken(),
      bundle,
      seed,
      start,
      limits,
      ...(stays && { stays }),
      ...plan,
    };
    let settle: (landscape: Landscape | null) => void = () => undefined;
    let isSettled = false;
    const result = new Promise<Landscape | null>((resolve) => {
      settle = (landscape) => {
        isSettled = true;
        resolve(landscape);
      };
    });
    const handle = this.#engine.start(job, (said) => {
      if (said.type === 'hello' || said.run !== job.run || said.token !== job.token) return;
      if (said.type === 'landscape') {
        const { nx, ny } = said.landscape;
        if (nx === plan.nx && ny === plan.ny) settle(said.landscape);
        else if (!isSettled) kept.onCoarse?.(said.landscape);
      } else if (said.type === 'end') settle(null);
    });
    const cancel = () => {
      settle(null);
      handle.cancel();
    };
    const kept: Kept = { plan, result, onCoarse, cancel };
    return kept;
  }
}
