import type { Message } from '../../protocol/message';
import type { Run, RunRequest } from '../run';
import type { Session } from '../session';
import type { Grid } from './grid';
import { lossAtMinimum } from './minimum';
import { runThrough } from './race';
import { runSweep, type Sweep } from './runSweep';
import { lossesToReach, standingOf, type Standing } from './standing';
import { planSweep, withValue, type SweepPlan } from './sweep';

export type { Sweep } from './runSweep';

/** One side before it has run. */
export interface Entrant {
  label: string;
  request: RunRequest;
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
 * @param losses to count the steps to; null: a choice is made from the runs
 */
export async function compareRuns(
  session: Session,
  entrants: readonly Entrant[],
  plans: readonly SweepPlan[] | null,
  losses: readonly number[] | null,
  signal: AbortSignal,
): Promise<Comparison> {
  const sweep = plans && (await runSweep(session, plans, signal));
  const requests = entrants.map(({ request }, k) => {
    const best = sweep?.curves[k]!.best;
    // A copy: the request of an entrant may be another one's, too.
    return sweep && best ? withValue(request, sweep.grid, best.value) : { ...request };
  });
  const runs: Run[] = [];
  await runThrough(session, requests, signal, (run, index) => (runs[index] = run));
  const ended = entrants.flatMap(({ label }, k) => (runs[k] ? [{ label, run: runs[k] }] : []));
  const wanted = losses ?? (await choose(session, ended, signal));
  const compared = ended.map((each) => ({ ...each, standing: standingOf(each.run, wanted) }));
  return { runs: compared, losses: [...wanted], sweep };
}

/** Losses to reach on the way to the known minimum, or to the lowest loss that was found. */
async function choose(
  session: Session,
  ended: readonly { run: Run }[],
  signal: AbortSignal,
): Promise<number[]> {
  const traced = ended.find(({ run }) => run.trace !== null);
  const floor = traced && (await lossAtMinimum(session, traced.run, signal));
  return lossesToReach(
    ended.map(({ run }) => run),
    floor,
  );
}
