import type { Message } from '../../protocol/message';
import type { Run, RunRequest } from '../run';
import type { Session } from '../session';
import type { Grid } from './grid';
import { runThrough } from './race';
import { lossesToReach, standingOf, type Standing } from './standing';
import { cellOf, planSweep, sweepCurve, withValue } from './sweep';
import type { Cell, SweepCurve, SweepPlan } from './sweep';

/** One side before it has run. */
export interface Entrant {
  label: string;
  request: RunRequest;
}

export interface Sweep {
  grid: Grid;
  /** Those that were run: one alone where the objective draws no random numbers. */
  seeds: number[];
  /** One per entrant, in order. */
  curves: SweepCurve[];
}

/** Runs side by side: the same objective, start, steps and seed. */
export interface Comparison {
  /** In the order of the entrants; one that an interrupt came before is missing. */
  runs: { label: string; run: Run; standing: Standing }[];
  /** Losses that the steps are counted to. */
  losses: number[];
  /** Null: each ran with the hyper-parameters that it came with, and nobody tuned them. */
  sweep: Sweep | null;
}

/** The plans of all entrants, or why one of them cannot be swept over this grid. */
export function planSweeps(
  entrants: readonly Entrant[],
  grid: Grid,
  seeds: number,
): { plans: SweepPlan[] } | { problems: Message[] } {
  const plans: SweepPlan[] = [];
  for (const { request } of entrants) {
    const plan = planSweep(request, grid, seeds);
    if ('problems' in plan) return plan;
    plans.push(plan);
  }
  return { plans };
}

/**
 * Sweeps first where there are plans, then runs every entrant once, each at its best value.
 *
 * @param losses to count the steps to; null: chosen from the runs
 * @param floor the loss at a known minimum, for that choice; null without one
 */
export async function compareRuns(
  session: Session,
  entrants: readonly Entrant[],
  plans: readonly SweepPlan[] | null,
  losses: readonly number[] | null,
  signal: AbortSignal,
): Promise<Comparison> {
  const sweep = plans && (await sweepAll(session, plans, signal));
  const requests = entrants.map(({ request }, k) => {
    const best = sweep?.curves[k]!.best;
    // A copy: the request of an entrant may be another one's, too.
    return sweep && best ? withValue(request, sweep.grid, best.value) : { ...request };
  });
  const runs: Run[] = [];
  await runThrough(session, requests, signal, (run, index) => (runs[index] = run));
  const wanted = losses ?? lossesToReach(runs.filter(isThere));
  return {
    runs: entrants.flatMap(({ label }, k) => {
      const run = runs[k];
      return run ? [{ label, run, standing: standingOf(run, wanted) }] : [];
    }),
    losses: [...wanted],
    sweep,
  };
}

/** Runs every cell and keeps its loss alone: whole traces of hundreds of runs fit no memory. */
async function sweepAll(
  session: Session,
  plans: readonly SweepPlan[],
  signal: AbortSignal,
): Promise<Sweep> {
  const cells: Cell[] = [];
  const requests = plans.flatMap((plan) => plan.requests);
  await runThrough(session, requests, signal, (run, index) => {
    cells[index] = cellOf(run);
    session.remove(run.id);
  });
  let from = 0;
  const curves = plans.map((plan) => {
    const curve = sweepCurve(plan, Array.from(cells.slice(from, from + plan.requests.length)));
    from += plan.requests.length;
    return curve;
  });
  const { grid, seeds } = plans[0]!;
  return { grid, seeds, curves };
}

function isThere(run: Run | undefined): run is Run {
  return run !== undefined;
}
