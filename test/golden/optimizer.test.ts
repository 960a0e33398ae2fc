import assert from 'node:assert/strict';
import { createOptimizer } from '../../src/optimizers/make';
import { registry } from '../../src/optimizers/registry';
import { compareSeries, goldenRuns, ulp, type GoldenRun } from './support';

/** θ and the optimizer's slots, row by row, from the gradients of the file. */
function replay(run: GoldenRun): Record<string, number[][]> {
  const made = createOptimizer(run, run.leaves);
  assert.ok('optimizer' in made, JSON.stringify(made));
  const { optimizer } = made;
  const theta = Float64Array.from(run.theta[0]!);
  let state = optimizer.init(theta);
  let next = optimizer.init(theta);
  const series: Record<string, number[][]> = { theta: [Array.from(theta)] };
  for (const { name, stored, fromStart } of optimizer.series) {
    if (stored && fromStart) series[name] = [Array.from(state[name]!)];
  }
  run.grad.forEach((grad, row) => {
    const updates = Float64Array.from(grad);
    optimizer.update(updates, theta, row + 1, state, next);
    updates.forEach((update, i) => (theta[i] = theta[i]! + update));
    [state, next] = [next, state];
    series.theta!.push(Array.from(theta));
    for (const [slot, values] of Object.entries(state)) {
      (series[slot] ??= []).push(Array.from(values));
    }
  });
  return series;
}

describe('Golden runs: the optimizer alone', () => {
  for (const run of goldenRuns()) {
    it(`${run.file} agrees to 10 ulp, fed the file's gradients`, () => {
      const replayed = replay(run);
      let worst = 0;
      for (const [name, expected] of Object.entries(run.series)) {
        if (name === 'loss' || name === 'grad') continue;
        const { largest, deviation } = compareSeries(replayed[name], expected);
        worst = Math.max(worst, deviation / ulp(largest));
        assert.ok(deviation <= 10 * ulp(largest), `${name}: ${deviation / ulp(largest)} ulp`);
      }
      console.log(`      worst: ${worst.toPrecision(3)} ulp`);
    });
  }

  it('are of every optimizer', () => {
    const names = goldenRuns().map(({ optimizer }) => optimizer);
    assert.deepEqual(new Set(names), new Set(registry.map(({ name }) => name)));
  });
});
