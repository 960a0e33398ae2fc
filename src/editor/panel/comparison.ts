import type { Comparison } from '../../protocol/panel';
import { placeOf } from '../../session/compare/grid';
import { lossesToReach, standingOf } from '../../session/compare/standing';
import { optimizerTitle } from '../../session/optimizerInShort';
import { oscillationInWords } from '../../session/oscillationInWords';
import type { Run } from '../../session/session';
import type { RunBehind } from '../runsBehind';
import type { Tuning } from '../tunings';
import { say } from '../words';
import { remarksOf, sweepOfTuning } from './sweep';

type Numbers = Pick<Comparison, 'losses' | 'rows'>;

const known = new WeakMap<Run, { key: string; numbers: Numbers }>();

/** The runs behind a run beside it in numbers; null where there are none to compare with. */
export function comparisonOf(
  front: Run,
  behind: readonly RunBehind[],
  tuning: Tuning | null,
): Comparison | null {
  const others = behind.filter(({ kind }) => kind === 'compared');
  if (others.length === 0) return null;
  const all = [{ run: front, title: optimizerTitle(front.request.optimizer) }, ...others];
  return {
    ...numbersOf(front, all),
    remarks: remarksOf(all, tuning),
    sweep: tuning && sweepOfTuning(tuning),
  };
}

function numbersOf(front: Run, all: readonly { run: Run; title: string }[]): Numbers {
  // Every loss of every run is read: once, when the last of them has ended.
  const key = all.map(({ run }) => `${run.id} ${run.state} ${run.trace?.length}`).join();
  const kept = known.get(front);
  if (kept?.key === key) return kept.numbers;
  const ended = all.every(({ run }) => run.state !== 'running');
  const runs = all.map(({ run }) => run);
  const losses = ended ? lossesToReach(runs) : [];
  const rows = all.map(({ run, title }): Comparison['rows'][number] => ({
    ...{ run: run.id, title, state: run.state, lr: learningRate(run) },
    ...(ended ? standingOf(run, losses) : unknown),
    oscillation: ended && run.trace ? (oscillationInWords(run.trace).map(say)[0] ?? null) : null,
  }));
  const numbers = { losses, rows };
  if (ended) known.set(front, { key, numbers });
  return numbers;
}

/** NaN where there is none; what a user's own optimizer has is known once it has run. */
function learningRate({ request, trace }: Run): number {
  const { hyperparameters } = trace?.header ?? request;
  return Number(hyperparameters[placeOf('lr', hyperparameters)] ?? NaN);
}

const unknown = {
  ...{ finalLoss: null, bestLoss: null, bestStep: null, stepsTo: [], distance: null },
};
