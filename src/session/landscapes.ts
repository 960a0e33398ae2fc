import type { LandscapeJob } from '../protocol/engine';
import type { Landscape } from '../protocol/run';
import { newToken, type Engine } from './engine';
import { planLandscape, serves, type LandscapePlan } from './landscape';
import type { Run } from './run';

interface Kept {
  plan: LandscapePlan;
  result: Promise<Landscape | null>;
  cancel(): void;
}

/** The landscapes of one run, one per pair of coordinates: made when asked for, kept while they fit. */
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
  get(coordinates: [number, number]): Promise<Landscape | null> {
    const plan = planLandscape(this.#run, coordinates);
    if (!plan) return Promise.resolve(null);
    const key = coordinates.join();
    const kept = this.#kept.get(key);
    if (kept && serves(kept.plan, plan)) return kept.result;
    kept?.cancel();
    const fresh = this.#start(plan);
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

  #start(plan: LandscapePlan): Kept {
    const { bundle, seed, start, limits } = this.#run.request;
    const job: LandscapeJob = {
      type: 'landscape',
      // An id of its own: two jobs must never answer to the same one.
      run: this.#newId(),
      token: newToken(),
      bundle,
      seed,
      start,
      limits,
      ...plan,
    };
    let settle: (landscape: Landscape | null) => void = () => undefined;
    const result = new Promise<Landscape | null>((resolve) => (settle = resolve));
    const handle = this.#engine.start(job, (said) => {
      if (said.type === 'hello' || said.run !== job.run || said.token !== job.token) return;
      if (said.type === 'landscape') settle(said.landscape);
      else if (said.type === 'end') settle(null);
    });
    const cancel = () => {
      settle(null);
      handle.cancel();
    };
    return { plan, result, cancel };
  }
}
