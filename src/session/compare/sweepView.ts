import type { SweepPointView, SweepView } from '../../protocol/panel';
import type { Sweep } from './runSweep';
import type { SweepPoint } from './sweep';

/**
 * A sweep as the panel draws it.
 *
 * @param runs the runs of the comparison that the curves belong to, in their order
 */
export function sweepView(
  { grid, seeds, curves }: Sweep,
  runs: readonly { run: number; title: string }[],
  progress: Pick<SweepView, 'state' | 'ended' | 'all'>,
): SweepView {
  return {
    ...progress,
    hyperparameter: grid.name,
    values: grid.values,
    seeds: seeds.length,
    curves: curves.map(({ points, best, atEdge }, k) => ({
      ...runs[k]!,
      points: points.map(pointView),
      best: best?.value ?? null,
      atEdge,
    })),
  };
}

function pointView({ cells, median, minimum, maximum, ...point }: SweepPoint): SweepPointView {
  const failed = cells.filter(({ state, diverged }) => state !== 'done' && !diverged).length;
  const losses = {
    median: finiteOrNull(median),
    minimum: finiteOrNull(minimum),
    maximum: finiteOrNull(maximum),
  };
  return { ...point, ...losses, runs: cells.length, failed };
}

/** A run gone wrong counts as Infinity. */
function finiteOrNull(loss: number): number | null {
  return Number.isFinite(loss) ? loss : null;
}
