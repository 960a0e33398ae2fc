import assert from 'node:assert/strict';
import type { GivenOptimizer } from '../../src/optimizers/complete';
import { createOptimizer } from '../../src/optimizers/make';
import type { Leaves } from '../../src/optimizers/optimizer';
import type { SeriesReader } from '../../src/protocol/series';
import type { SeriesRows } from './data';

/**
 * What an optimizer derives from the rows that it kept, as a trace does.
 *
 * @param rows of `replay`
 * @param names of series of the optimizer
 */
export function derivedRows(
  given: GivenOptimizer,
  leaves: Leaves,
  rows: SeriesRows,
  gradients: readonly (readonly number[])[],
  names: readonly string[],
): SeriesRows {
  const made = createOptimizer(given, leaves);
  assert.ok('optimizer' in made);
  const { series } = made.optimizer;
  const read: SeriesReader = {
    length: gradients.length,
    value(name, index, step) {
      const declared = series.find((each) => each.name === name);
      if (declared?.derive) return declared.derive(read, index, step);
      if (name === 'grad') return gradients[step - 1]![index]!;
      if (name === 'update') {
        return read.value('theta', index, step) - read.value('theta', index, step - 1);
      }
      const fromStart = name === 'theta' || declared?.fromStart;
      return rows[name]![fromStart ? step : step - 1]![index]!;
    },
  };
  const size = leaves.reduce((sum, { length }) => sum + length, 0);
  return Object.fromEntries(
    names.map((name) => {
      const declared = series.find((each) => each.name === name);
      assert.ok(declared?.derive, `${name} is derived`);
      const width = { coordinate: size, leaf: leaves.length, run: 1 }[declared.per];
      const row = (t: number) => Array.from({ length: width }, (_, i) => read.value(name, i, t));
      return [name, gradients.map((_, t) => row(t + 1))];
    }),
  );
}
