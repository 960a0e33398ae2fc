import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Hyperparameters, OptimizerSpec } from '../protocol/optimizer';
import type { Leaves } from './optimizer';

/** Leaves side by side that have the same hyper-parameters. */
export interface Division {
  hyperparameters: Hyperparameters;
  leaves: Leaves;
}

/**
 * The leaves as the groups of a spec divide them, in order; a leaf in several groups has of each
 * hyper-parameter what the last of them says. Groups that name no leaf are problems.
 */
export function divide(
  { hyperparameters, groups }: Pick<OptimizerSpec, 'hyperparameters' | 'groups'>,
  leaves: Leaves,
): Division[] | { problems: Message[] } {
  const missing = groups.filter((group) => !leaves.some(({ name }) => belongs(name, group.leaf)));
  if (missing.length > 0) {
    const known = leaves.map(({ name }) => name).join(', ');
    return { problems: missing.map(({ leaf }) => message('optimizer.no-leaf', [leaf, known])) };
  }
  const divided: (Division & { leaves: Leaves[number][]; key: string })[] = [];
  for (const leaf of leaves) {
    const own = groups.filter((group) => belongs(leaf.name, group.leaf));
    const key = own.map((group) => groups.indexOf(group)).join();
    const last = divided.at(-1);
    if (last?.key === key) last.leaves.push(leaf);
    else {
      const differing = own.map((group) => group.hyperparameters);
      const merged = Object.assign({}, hyperparameters, ...differing) as Hyperparameters;
      divided.push({ hyperparameters: merged, leaves: [leaf], key });
    }
  }
  return divided;
}

function belongs(leaf: string, group: string): boolean {
  return leaf === group || leaf.startsWith(`${group}.`) || leaf.startsWith(`${group}[`);
}
