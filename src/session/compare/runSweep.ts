import type { Session } from '../session';
import type { Grid } from './grid';
import { runThrough } from './race';
import { cellOf, runsIn, sweepCurve } from './sweep';
import type { Cell, SweepCurve, SweepPlan, SweepShape } from './sweep';

/** What came of sweeping every optimizer over one grid. */
export interface Sweep {
  grid: Grid;
  /** Those that were run: one alone where the objective draws no random numbers. */
  seeds: number[];
  /** One per plan, in order. */
  curves: SweepCurve[];
}

/** The cells of all plans, in the order of their requests; what has not ended yet is a gap. */
export type Cells = (Cell | undefined)[];

/**
 * Runs every cell, two at a time, and keeps its loss alone: whole traces of hundreds of runs fit no
 * memory.
 *
 * @param ended hears of every cell with all that are there by then
 */
export async function runSweep(
  session: Session,
  plans: readonly SweepPlan[],
  signal: AbortSignal,
  ended: (cells: Cells) => void = () => undefined,
): Promise<Sweep> {
  const requests = plans.flatMap((plan) => plan.requests);
  const cells: Cells = requests.map(() => undefined);
  await runThrough(session, requests, signal, (run, index) => {
    // One that was stopped on its way says nothing of its value.
    if (run.state !== 'stopped') cells[index] = cellOf(run);
    session.remove(run.id);
    ended(cells);
  });
  return sweepOf(plans, cells);
}

/** The curves as far as there are cells. */
export function sweepOf(plans: readonly SweepShape[], cells: Readonly<Cells>): Sweep {
  let from = 0;
  const curves = plans.map((plan) => {
    const curve = sweepCurve(plan, cells.slice(from, from + runsIn(plan)));
    from += runsIn(plan);
    return curve;
  });
  const { grid, seeds } = plans[0]!;
  return { grid, seeds, curves };
}
