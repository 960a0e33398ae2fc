import assert from 'node:assert/strict';
import { goldenRuns } from '../golden/support';
import { Worst } from './deviations';
import { digits, replay, worstUlps } from './replay';

describe('Golden runs, fed their gradients: what the documentation says of them', () => {
  const worst = new Worst();
  after(() => worst.finish());

  for (const run of goldenRuns()) {
    it(`${run.file} within 10 ulp of each column`, () => {
      const ours = replay(
        run,
        run.leaves,
        run.theta[0]!,
        run.steps,
        (_theta, t) => run.grad[t - 1]!,
      );
      for (const [series, rows] of Object.entries(run.series)) {
        if (series === 'loss' || series === 'grad') continue;
        const ulps = worstUlps(ours[series], rows, digits.float64);
        worst.see(run.optimizer, 'golden', { ulps, series, run: run.file });
        assert.ok(ulps <= 10, `${series}: ${ulps} ulp`);
      }
    });
  }
});
