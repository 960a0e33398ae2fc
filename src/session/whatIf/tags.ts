import { declarationsOf } from '../../optimizers/complete';
import { findOptimizer } from '../../optimizers/registry';
import type { OptimizerSpec } from '../../protocol/optimizer';
import type { Run } from '../run';

/** What the optimizer's tag says so far. */
interface OptimizerTag {
  name: string;
  hyperparameters: Record<string, number | boolean | string>;
  dialect?: string;
  precision?: string;
}

/**
 * The tags that make an objective run as a run did, behind their names: the optimizer with all that
 * is not its default, what the tag has said before and what the hand has moved; and the start, where
 * that was moved.
 *
 * @param base the run that the hand first took
 * @param before the objective's `@optimizer`
 */
export function tagsOf(
  { request }: Run,
  base: Run,
  before: OptimizerTag | null,
): { tag: 'optimizer' | 'start'; value: string }[] {
  const moved = Object.keys(request.hyperparameters).filter(
    (name) => request.hyperparameters[name] !== base.request.hyperparameters[name],
  );
  const said = before?.name === request.optimizer ? before : null;
  const optimizer = optimizerTag(request, said, new Set(moved));
  const { start } = request;
  const isMoved = start !== null && JSON.stringify(start) !== JSON.stringify(base.request.start);
  return [
    { tag: 'optimizer', value: optimizer },
    ...(isMoved
      ? [{ tag: 'start' as const, value: start.map((each) => JSON.stringify(each)).join(', ') }]
      : []),
  ];
}

function optimizerTag(
  { optimizer, dialect, precision, hyperparameters }: OptimizerSpec,
  said: OptimizerTag | null,
  moved: ReadonlySet<string>,
): string {
  const entry = findOptimizer(optimizer);
  const declared = entry ? declarationsOf(entry, dialect, hyperparameters) : [];
  const usual = new Map(declared.map((each) => [each.name, each.default]));
  const words = [optimizer];
  for (const [name, value] of Object.entries(hyperparameters)) {
    const isSaid = said !== null && name in said.hyperparameters;
    if (moved.has(name) || isSaid || usual.get(name) !== value) words.push(`${name}=${value}`);
  }
  if (said?.dialect !== undefined || (entry && dialect !== entry.dialects[0])) {
    words.push(`dialect=${dialect}`);
  }
  if (said?.precision !== undefined || precision !== 'float64')
    words.push(`precision=${precision}`);
  return words.join(' ');
}
