import type { Comparison, Overlay } from '../../protocol/panel';
import { placeOf } from '../compare/grid';
import { lossesToReach, standingOf } from '../compare/standing';
import type { Tuning } from '../compare/tuning';
import { optimizerTitle } from '../optimizerInShort';
import { oscillationInWords } from '../oscillationInWords';
import type { Run } from '../run';
import type { Speech } from './speech';
import { remarksOf, sweepOfTuning } from './sweep';

/** A run that is shown behind another one. */
export interface ShownBehind {
  run: Run;
  title: string;
  kind: Overlay['kind'];
}

type Numbers = Pick<Comparison, 'losses' | 'rows'>;

const known = new WeakMap<Run, { key: string; numbers: Numbers }>();

/** The runs behind a run beside it in numbers; null where there are none to compare with. */
export function comparisonOf(
  front: Run,
  behind: readonly ShownBehind[],
  tuning: Tuning | null,
  speech: Speech,
): Comparison | null {
  const others = behind.filter(({ kind }) => kind === 'compared');
  if (others.length === 0) return null;
  const all = [{ run: front, title: optimizerTitle(front.request.optimizer) }, ...others];
  return {
    ...numbersOf(front, all, speech),
    remarks: remarksOf(all, tuning, speech),
    sweep: tuning && sweepOfTuning(tuning),
  };
}

function numbersOf(
  front: Run,
  all: readonly { run: Run; title: string }[],
  { say }: Speech,
): Numbers {
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
