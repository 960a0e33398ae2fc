import assert from 'node:assert/strict';
import type { GivenOptimizer } from '../../../src/optimizers/complete';
import { createOptimizer } from '../../../src/optimizers/make';
import type { Leaves, Optimizer } from '../../../src/optimizers/optimizer';
import type { OptimizerSpec } from '../../../src/protocol/optimizer';

/** An optimizer without anything around it. Hyper-parameters are what the test says, not complete. */
export function spec(changes: Partial<OptimizerSpec> = {}): OptimizerSpec {
  return {
    optimizer: 'adam',
    hyperparameters: {},
    dialect: 'pytorch',
    precision: 'float64',
    schedule: '',
    clip: { value: null, norm: null },
    groups: [],
    ...changes,
  };
}

/** One leaf of so many coordinates. */
export function oneLeaf(length: number): Leaves {
  return [{ name: 'x', length }];
}

export function make(
  name: string,
  hyperparameters: Record<string, unknown> = {},
  leaves: Leaves = oneLeaf(1),
  more: Partial<GivenOptimizer> = {},
): Optimizer {
  const made = createOptimizer({ optimizer: name, hyperparameters, ...more }, leaves);
  assert.ok('optimizer' in made, JSON.stringify(made));
  return made.optimizer;
}
