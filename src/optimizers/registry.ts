import { adadelta } from './adadelta';
import { adagrad } from './adagrad';
import { adam, amsgrad } from './adam';
import { adamw } from './adamw';
import type { OptimizerEntry } from './optimizer';
import { rmsprop } from './rmsprop';
import { nesterov, sgd, sgdm } from './sgd';

/** Every optimizer there is, in the order of their invention as lists show them. */
export const registry: readonly OptimizerEntry[] = [
  sgd,
  sgdm,
  nesterov,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  amsgrad,
  adamw,
];

export function findOptimizer(name: string): OptimizerEntry | undefined {
  return registry.find((entry) => entry.name === name.toLowerCase());
}
