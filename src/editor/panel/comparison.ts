import { findOptimizer } from '../../optimizers/registry';
import type { RunView } from '../../protocol/panel';
import { lossesToReach, standingOf } from '../../session/compare/standing';
import { oscillationInWords } from '../../session/oscillationInWords';
import type { Run } from '../../session/session';
import type { RunBehind } from '../runsBehind';
import { say } from '../words';

type Comparison = NonNullable<RunView['comparison']>;

const known = new WeakMap<Run, { key: string; comparison: Comparison }>();

/** The runs behind a run beside it in numbers; null where there are none to compare with. */
export function comparisonOf(front: Run, behind: readonly RunBehind[]): Comparison | null {
  const others = behind.filter(({ kind }) => kind === 'compared');
  if (others.length === 0) return null;
  const title = findOptimizer(front.request.optimizer)?.title ?? front.request.optimizer;
  const all = [{ run: front, title }, ...others];
  // Every loss of every run is read: once, when the last of them has ended.
  const key = all.map(({ run }) => `${run.id} ${run.state} ${run.trace?.length}`).join();
  const kept = known.get(front);
  if (kept?.key === key) return kept.comparison;
  const ended = all.every(({ run }) => run.state !== 'running');
  const runs = all.map(({ run }) => run);
  const losses = ended ? lossesToReach(runs) : [];
  const rows = all.map(({ run, title: name }): Comparison['rows'][number] => ({
    ...{ run: run.id, title: name, state: run.state },
    lr: Number(run.request.hyperparameters.lr ?? run.request.hyperparameters['inner.lr'] ?? NaN),
    ...(ended ? standingOf(run, losses) : unknown),
    oscillation: ended && run.trace ? (oscillationInWords(run.trace).map(say)[0] ?? null) : null,
  }));
  const comparison = { losses, rows };
  if (ended) known.set(front, { key, comparison });
  return comparison;
}

const unknown = {
  ...{ finalLoss: null, bestLoss: null, bestStep: null, stepsTo: [], distance: null },
};
