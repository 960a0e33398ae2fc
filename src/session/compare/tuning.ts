import { message } from '../../messages';
import { declarationsOf } from '../../optimizers/complete';
import { findOptimizer } from '../../optimizers/registry';
import type { Message } from '../../protocol/message';
import { formatNumber } from '../../protocol/number';
import type { Run, RunRequest } from '../run';
import { drawsRandomNumbers } from './random';
import type { Cells, Sweep } from './runSweep';
import type { SweepShape } from './sweep';

/** One optimizer of a comparison and the sweep that is to find its best value. */
export interface Contender {
  run: Run;
  title: string;
  plan: SweepShape;
}

/** A sweep over the optimizers of one comparison, as far as it has come. */
export interface Tuning {
  state: 'running' | 'done' | 'stopped';
  contenders: Contender[];
  /** In the order of the plans' runs. */
  cells: Cells;
  ended: number;
  all: number;
  /** Why an optimizer is left out. */
  problems: Message[];
}

interface Race {
  runs: readonly { label: string; run: Run }[];
  sweep: Sweep | null;
}

/**
 * What must be said beside every race, because a race at one learning rate is decided by that rate:
 * whether anybody looked for a better one, and whether the search went far enough; and whose loss it
 * goes by where that is not the objective's.
 */
export function tuningOf({ runs, sweep }: Race, labels: readonly string[]): Message[] {
  const evaluate = runs[0]?.run.request.evaluate;
  const by = evaluate ? [message('compare.by', [evaluate.name, evaluate.every])] : [];
  return [...by, ...searchOf({ runs, sweep }, labels)];
}

function searchOf({ runs, sweep }: Race, labels: readonly string[]): Message[] {
  if (!sweep) {
    const given = runs.filter(({ run }) => !hasDefaultRate(run.request));
    if (given.length === 0) return [message('compare.not-tuned')];
    const named = given.map(({ label }) => label).join(', ');
    return [message('compare.not-tuned-given', [named])];
  }
  const { grid, seeds, curves } = sweep;
  const ends = [grid.values[0]!, grid.values.at(-1)!].map((value) => formatNumber(value, 3));
  const said = [message('compare.tuned', [grid.name, grid.values.length, ...ends, seeds.length])];
  if (seeds.length === 1 && runs.some(({ run }) => !drawsRandomNumbers(run.request))) {
    said.push(message('compare.one-seed'));
  }
  curves.forEach(({ best, atEdge }, k) => {
    if (!best) said.push(message('compare.none-best', [labels[k]!, grid.name]));
    else if (atEdge) said.push(message('compare.at-edge', [labels[k]!, grid.name]));
  });
  return said;
}

/** Every learning rate is the one that the optimizer has in its dialect unasked. */
function hasDefaultRate({ optimizer, dialect, hyperparameters }: RunRequest): boolean {
  const entry = findOptimizer(optimizer);
  // Of a user's own optimizer only what was given is known before it runs.
  if (!entry) return hyperparameters.lr === undefined;
  return declarationsOf(entry, dialect, hyperparameters)
    .filter(({ name }) => name === 'lr' || name.endsWith('.lr'))
    .every((declaration) => hyperparameters[declaration.name] === declaration.default);
}
