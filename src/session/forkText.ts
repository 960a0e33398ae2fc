import { message } from '../messages';
import { readAssignments } from '../objective/assignments';
import { completeOptimizer } from '../optimizers/complete';
import { findOptimizer } from '../optimizers/registry';
import type { Message } from '../protocol/message';
import { specOf, type OptimizerSpec } from '../protocol/optimizer';
import type { ForkChanges } from './fork';
import { show } from './settings';

/**
 * Reads how a fork differs from its parent, as the tag `@optimizer` writes it: `lr=0.001`, `adamw
 * lr=0.01 dialect=keras`, and `steps=2000` for its last step. What is not said is the parent's; of
 * another optimizer or dialect the hyper-parameters begin with its own defaults, and parameters have
 * no groups of their own.
 */
export function readFork(
  text: string,
  parent: OptimizerSpec,
): { changes: ForkChanges } | { problems: Message[] } {
  const [first = ''] = text.trim().split(/[\s,]+/, 1);
  const isNamed = first !== '' && !first.includes('=');
  const read = readAssignments(isNamed ? text.trim().slice(first.length) : text);
  if ('wrong' in read) return { problems: [message('fork.text', [read.wrong])] };
  const { steps, dialect, precision, ...given } = read.read;
  if (steps !== undefined && !(Number.isSafeInteger(steps) && Number(steps) >= 0)) {
    return { problems: [message('configure.steps', [show(steps)])] };
  }
  const named = isNamed ? nameOf(first, parent) : parent.optimizer;
  const goesOn = named === parent.optimizer && (dialect ?? parent.dialect) === parent.dialect;
  const entry = findOptimizer(named);
  const spoken = entry?.dialects.includes(parent.dialect) ? parent.dialect : undefined;
  const made = completeOptimizer({
    ...specOf(parent),
    optimizer: named,
    hyperparameters: goesOn ? over(given, parent.hyperparameters) : given,
    dialect: dialect ?? (goesOn ? parent.dialect : spoken),
    precision: precision ?? parent.precision,
    groups: goesOn ? parent.groups : [],
  });
  if ('problems' in made) return made;
  return { changes: { ...made.spec, ...(steps !== undefined && { steps: Number(steps) }) } };
}

/** Names of the registry in any case; the parent may be the user's own. */
function nameOf(word: string, parent: OptimizerSpec): string {
  return word === parent.optimizer ? word : word.toLowerCase();
}

/** Another optimizer within begins with its own defaults. */
function over(given: Record<string, unknown>, parent: Record<string, unknown>) {
  const kept = Object.entries(parent).filter(
    ([name]) => !('inner' in given) || given.inner === parent.inner || !name.startsWith('inner.'),
  );
  return { ...Object.fromEntries(kept), ...given };
}
