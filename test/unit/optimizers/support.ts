import assert from 'node:assert/strict';
import { declarationsOf, type GivenOptimizer } from '../../../src/optimizers/complete';
import { createOptimizer } from '../../../src/optimizers/make';
import type { Leaves, Optimizer } from '../../../src/optimizers/optimizer';
import { findOptimizer } from '../../../src/optimizers/registry';
import type { Dialect, OptimizerSpec } from '../../../src/protocol/optimizer';

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

/** A hyper-parameter set to 0, of the optimizer and of the one within it, where they have it. */
export function without(
  hyperparameter: string,
  name: string,
  dialect: Dialect,
): Record<string, number> {
  const declared = declarationsOf(findOptimizer(name)!, dialect).map((each) => each.name);
  const named = [hyperparameter, `inner.${hyperparameter}`].filter((each) =>
    declared.includes(each),
  );
  return Object.fromEntries(named.map((each) => [each, 0]));
}
