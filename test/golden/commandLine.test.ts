import assert from 'node:assert/strict';
import path from 'node:path';
import { adamscope, ensureBuilt, read } from '../unit/cli/support';
import { compareSeries, goldenFolder, goldenRuns, seriesOf, type GoldenRun } from './support';

const selectors: Record<string, string> = { mlp131: 'Network.mlp131' };

/** Of the largest value of a series, at least of 1. */
const tolerance = 1e-12;
/** Where rounding in the gradient, which no two orders of operations share, is amplified. */
const amplified: { file: string; series: string; tolerance: number }[] = [
  // beta1 > √beta2: an equally valid order of operations differs by 5.8e-12.
  { file: 'adam-rosenbrock-2.json', series: 'grad', tolerance: 1e-11 },
  // At step 77 the step u of the one number b2 passes through 0 and r = |b2|/|u| is 298.8, so that
  // 1e-14 of u are 2e-8 of r; θ, m and v agree to 2e-15.
  { file: 'lamb-mlp131.json', series: 'trustRatio', tolerance: 1e-10 },
];

async function traceLike(run: GoldenRun): Promise<Record<string, number[][]>> {
  const objective = selectors[run.objective] ?? run.objective;
  const outcome = await adamscope([
    'trace',
    `${path.join(goldenFolder, 'objectives.ts')}#${objective}`,
    ...['--optimizer', run.optimizer],
    ...['--hyperparameters', JSON.stringify(run.hyperparameters)],
    ...['--steps', String(run.steps)],
  ]);
  assert.equal(outcome.status, 0, outcome.stderr);
  const written = read(outcome);
  assert.equal(written.state, 'done');
  assert.equal(written.steps, run.steps);
  assert.equal(written.optimizer, run.optimizer);
  return seriesOf(written);
}

describe('Golden runs: end to end through the command line', () => {
  before(ensureBuilt);

  for (const run of goldenRuns()) {
    it(`${run.file} agrees in every series`, async function () {
      this.timeout(30_000);
      const traced = await traceLike(run);
      let worst = { name: '', ratio: 0 };
      for (const [name, expected] of Object.entries(run.series)) {
        const { largest, deviation } = compareSeries(traced[name], expected);
        const ratio = deviation / Math.max(1, largest);
        if (ratio >= worst.ratio) worst = { name, ratio };
        const known = amplified.find(({ file, series }) => file === run.file && series === name);
        assert.ok(ratio <= (known?.tolerance ?? tolerance), `${name}: ${ratio}`);
      }
      console.log(`      worst: ${worst.ratio.toExponential(1)} in ${worst.name}`);
    });
  }
});
