import assert from 'node:assert/strict';
import type { GivenOptimizer } from '../../src/optimizers/complete';
import { createOptimizer } from '../../src/optimizers/make';
import type { Leaves } from '../../src/optimizers/optimizer';
import type { SeriesRows } from './data';

/** The gradient at θ, in step t from 1. */
export type GradientAt = (theta: Float64Array, t: number) => ArrayLike<number>;

/**
 * Lets an optimizer step as the engine does, and keeps θ and every slot of its state by name;
 * `theta` has the start in front, and so have slots that begin as θ.
 */
export function replay(
  given: GivenOptimizer,
  leaves: Leaves,
  start: readonly number[],
  steps: number,
  gradientAt: GradientAt,
): SeriesRows {
  const made = createOptimizer(given, leaves);
  assert.ok('optimizer' in made, 'problems' in made ? JSON.stringify(made.problems) : '');
  const { optimizer } = made;
  const theta = Float64Array.from(start, optimizer.round);
  let state = optimizer.init(theta);
  let next = optimizer.init(theta);
  const rows: SeriesRows = { theta: [Array.from(theta)] };
  for (const { name, fromStart } of optimizer.series) {
    if (fromStart && state[name]) rows[name] = [Array.from(state[name])];
  }
  for (let t = 1; t <= steps; t++) {
    const updates = Float64Array.from(gradientAt(theta, t), optimizer.round);
    optimizer.update(updates, theta, t, state, next);
    updates.forEach((update, i) => (theta[i] = optimizer.round(theta[i]! + update)));
    [state, next] = [next, state];
    rows.theta!.push(Array.from(theta));
    for (const [slot, values] of Object.entries(state)) {
      (rows[slot] ??= []).push(Array.from(values));
    }
  }
  return rows;
}

/** Of the significand: what `worstUlps` counts in. */
export const digits = { float64: 53, float32: 24 } as const;

/** Leaves of these lengths, named a, b, c. */
export function leavesOf(lengths: readonly number[]): Leaves {
  return lengths.map((length, i) => ({ name: String.fromCharCode(97 + i), length }));
}

/**
 * The largest distance between two series in units of the last place of each column's largest
 * value: a column that is small throughout is held to its own size.
 *
 * @param bits of the significand
 */
export function worstUlps(actual: number[][] | undefined, expected: number[][], bits: number) {
  if (actual?.length !== expected.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < expected[0]!.length; i++) {
    const largest = Math.max(...expected.map((row) => Math.abs(row[i]!)));
    const unit =
      largest === 0 ? Number.MIN_VALUE : 2 ** (Math.floor(Math.log2(largest)) + 1 - bits);
    expected.forEach((row, t) => {
      const distance = Math.abs(actual[t]![i]! - row[i]!) / unit;
      // NaN is as far away as can be.
      if (!(distance <= worst)) worst = Number.isNaN(distance) ? Infinity : distance;
    });
  }
  return worst;
}
