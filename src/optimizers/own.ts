import type { Hyperparameters } from '../protocol/optimizer';
import { ownOptimizer } from '../protocol/optimizer';
import type { GivenOptimizer } from './complete';
import type { HyperparameterDeclaration } from './hyperparameter';
import type { Core, Making, OptimizerEntry } from './optimizer';

/** A user's own optimizer, once its code has run: what only the engine process has. */
export interface OwnOptimizer {
  /** Its hyper-parameters with their defaults; null: it takes whatever is given. */
  usual: Hyperparameters | null;
  create(this: void, making: Making): Core;
}

/**
 * The entry of a user's own optimizer. As long as its code has not run, its hyper-parameters are
 * those that are given, and it has no series.
 */
export function ownEntry(given: GivenOptimizer, own?: OwnOptimizer): OptimizerEntry {
  const { exported } = ownOptimizer(given.optimizer)!;
  const groups = (given.groups ?? []).map((group) => group.hyperparameters);
  const named =
    own?.usual ??
    Object.fromEntries([...groups, given.hyperparameters ?? {}].flatMap(Object.entries<unknown>));
  return {
    name: given.optimizer,
    title: exported,
    citation: '',
    equations: [],
    dialects: ['paper'],
    hyperparameters: Object.entries<unknown>(named).map(declarationOf),
    decay: 'own',
    create: own?.create ?? (() => ({ ...nothing, series: [], absent: [] })),
  };
}

const nothing = { init: () => ({}), update: () => undefined };

/** Of any value that is no number either: the check will say so. */
function declarationOf([name, value]: [string, unknown]): HyperparameterDeclaration {
  const about = { name, symbol: name, description: '' };
  if (typeof value === 'boolean') return { ...about, type: 'boolean', default: value };
  const range = { minimum: -Infinity, maximum: Infinity, maximumExcluded: true } as const;
  return { ...about, ...range, type: 'number', default: typeof value === 'number' ? value : 0 };
}
