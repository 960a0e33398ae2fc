import { completeOptimizer, declarationsOf } from '../../optimizers/complete';
import { findOptimizer } from '../../optimizers/registry';
import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import type { OptimizerSpec } from '../../protocol/optimizer';

/** One of our optimizers with those of the given hyper-parameters that it has, else its defaults. */
export function referenceSpec(
  name: string,
  dialect: string | null,
  given: Readonly<Record<string, unknown>>,
): { spec: OptimizerSpec } | { problems: Message[] } {
  const usual = completeOptimizer({ optimizer: name, dialect });
  if ('problems' in usual) return usual;
  const entry = findOptimizer(name);
  if (!entry) return { problems: [message('own.against', [name])] };
  const names = declarationsOf(entry, usual.spec.dialect, given).map((each) => each.name);
  const hyperparameters = Object.fromEntries(
    Object.entries(given).filter(([each]) => names.includes(each)),
  );
  return completeOptimizer({ optimizer: name, dialect, hyperparameters });
}
