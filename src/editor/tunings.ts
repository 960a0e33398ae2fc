import * as vscode from 'vscode';
import { message } from '../messages';
import type { Message } from '../protocol/message';
import { specOf } from '../protocol/optimizer';
import { placeOf, usualGrid, usualSeeds } from '../session/compare/grid';
import { runSweep, sweepOf } from '../session/compare/runSweep';
import { planSweep, runsIn, withValue, type SweepPlan } from '../session/compare/sweep';
import type { Contender, Tuning } from '../session/compare/tuning';
import { optimizerTitle } from '../session/optimizerInShort';
import type { Run, RunRequest, Session } from '../session/session';
import type { Choice } from './origin';
import type { Runs } from './runs';
import type { RunBehind } from './runsBehind';

interface Entry {
  tuning: Tuning;
  controller: AbortController;
}

/**
 * The sweeps of the comparisons of this window. They run in a session of their own, so that no view
 * takes one of their hundreds of runs for one of its own; what comes out of them, the best run of
 * each optimizer, takes the place of the comparison that was swept.
 */
export class Tunings implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #open: () => Promise<Session>;
  readonly #byFront = new Map<number, Entry>();
  readonly #change = new vscode.EventEmitter<number>();
  readonly #subscription: vscode.Disposable;

  /** The id of the run in front of a comparison whose sweep went on. */
  readonly onDidChange = this.#change.event;

  /** `open` makes a session over the engine that all share: two processes at a time, not four. */
  constructor(runs: Runs, open: () => Promise<Session>) {
    this.#runs = runs;
    this.#open = open;
    this.#subscription = runs.onDidChange(({ run, what }) => {
      if (what !== 'removed') return;
      this.stop(run.id);
      this.#byFront.delete(run.id);
    });
  }

  of(front: number): Tuning | null {
    return this.#byFront.get(front)?.tuning ?? null;
  }

  /** Takes in what a sweep of an earlier window found. */
  adopt(front: number, tuning: Tuning): void {
    this.#byFront.set(front, { tuning, controller: new AbortController() });
  }

  stop(front: number): void {
    this.#byFront.get(front)?.controller.abort();
  }

  /** Sweeps every optimizer of the comparison that this run is in front of, on the code that ran. */
  async start(front: Run): Promise<void> {
    if (this.of(front.id)?.state === 'running') return;
    const { tuning, plans } = tuningOf(this.#compared(front));
    const controller = new AbortController();
    this.#byFront.set(front.id, { tuning, controller });
    this.#change.fire(front.id);
    if (tuning.all === 0) return;
    const session = await this.#open();
    try {
      await runSweep(session, plans, controller.signal, (cells) => {
        tuning.cells = cells;
        tuning.ended = cells.filter((cell) => cell !== undefined).length;
        this.#change.fire(front.id);
      });
    } finally {
      session.dispose();
    }
    tuning.state = controller.signal.aborted ? 'stopped' : 'done';
    if (tuning.state === 'done') await this.#runBest(front, { tuning, controller });
    this.#change.fire(front.id);
  }

  dispose(): void {
    for (const { controller } of this.#byFront.values()) controller.abort();
    this.#subscription.dispose();
    this.#change.dispose();
  }

  #compared(front: Run): Pick<RunBehind, 'run' | 'title' | 'choice'>[] {
    const behind = this.#runs.overlaysOf(front.id).filter(({ kind }) => kind === 'compared');
    return [{ run: front, title: optimizerTitle(front.request.optimizer) }, ...behind];
  }

  /** Every optimizer once, at its best value, in a comparison of its own. */
  async #runBest(front: Run, entry: Entry): Promise<void> {
    const { tuning } = entry;
    const origin = this.#runs.origin(front.id);
    if (!origin || this.#runs.get(front.id) !== front) return;
    const { curves, grid } = sweepOf(
      tuning.contenders.map(({ plan }) => plan),
      tuning.cells,
    );
    const best = new Map<Run, RunRequest>();
    tuning.contenders.forEach(({ run }, k) => {
      const found = curves[k]!.best;
      if (found) best.set(run, withValue(knownRequest(run), grid, found.value));
    });
    const [, ...others] = this.#compared(front);
    const first = best.get(front) ?? front.request;
    const found = (choice: Choice, request: RunRequest | undefined): Choice => {
      if (!request) return choice;
      const name = placeOf(grid.name, request.hyperparameters);
      const value = { [name]: request.hyperparameters[name] };
      return { ...choice, hyperparameters: { ...choice.hyperparameters, ...value } };
    };
    const choice = { ...found(origin.choice, best.get(front)), optimizer: first.optimizer };
    const shown = this.#runs.current === front;
    const next = await this.#runs.start(first, { ...origin, choice }, shown);
    // Its code is that of the comparison, however the document reads by now.
    this.#runs.setStale(next.id, front.stale);
    const tuned = new Map([[front, next]]);
    for (const { run, title, choice: before } of others) {
      const { own, ...request } = best.get(run) ?? run.request;
      const { optimizer } = request;
      const choice = { ...found(before ?? { optimizer }, best.get(run)), optimizer };
      const about = { title, kind: 'compared', choice } as const;
      tuned.set(run, await this.#runs.startBehind(next, { ...request, own }, about));
    }
    for (const contender of tuning.contenders) contender.run = tuned.get(contender.run)!;
    this.#byFront.delete(front.id);
    this.#byFront.set(next.id, entry);
    this.#change.fire(next.id);
  }
}

/** A sweep of all that can be swept, before it runs. */
function tuningOf(compared: readonly { run: Run; title: string }[]): {
  tuning: Tuning;
  plans: SweepPlan[];
} {
  const contenders: Contender[] = [];
  const plans: SweepPlan[] = [];
  const problems: Message[] = [];
  for (const { run, title } of compared) {
    const request = knownRequest(run);
    const name = placeOf(usualGrid.name, request.hyperparameters);
    const plan = name in request.hyperparameters && planSweep(request, usualGrid, usualSeeds);
    if (plan && !('problems' in plan)) {
      // Without the requests: what is left of a sweep is numbers.
      const { grid, values, seeds } = plan;
      contenders.push({ run, title, plan: { grid, default: plan.default, values, seeds } });
      plans.push(plan);
    } else problems.push(message('compare.not-swept', [title, usualGrid.name]));
  }
  const all = plans.reduce((sum, plan) => sum + runsIn(plan), 0);
  const state = all > 0 ? 'running' : 'done';
  return { tuning: { state, contenders, cells: [], ended: 0, all, problems }, plans };
}

/** With the hyper-parameters of the user's own optimizer, which are known once it has run. */
function knownRequest({ request, trace }: Run): RunRequest {
  return trace ? { ...request, ...specOf(trace.header) } : request;
}
