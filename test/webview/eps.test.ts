import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { stretchesBelow } from '../../webview/eps/stretches';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

/** The stretches in which a chart's lines are finely dashed, line by line. */
const dashed = (page: Page, chart: string) =>
  page.evaluate((id) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`[data-chart="${id}"] canvas`)!;
    return window.Chart.getChart(canvas)!.data.datasets.map((line) => line.dashed);
  }, chart);

/** From the trace itself: the first and the last step of each stretch of two steps or more. */
const traced = (page: Page, coordinate: number, eps: number) =>
  page.evaluate(
    ([index, bound]) => {
      const trace = window.fixture.trace!;
      const found: { from: number; to: number }[] = [];
      let start = 0;
      for (let step = 1; step <= trace.length + 1; step++) {
        const below = Math.sqrt(trace.value('vHat', index, step)) < bound;
        if (below && start === 0) start = step;
        if (!below && start > 0) {
          if (step - 1 > start) found.push({ from: start, to: step - 1 });
          start = 0;
        }
      }
      return found;
    },
    [coordinate, eps] as const,
  );

describe('where eps decides', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closeBrowser);

  it('is told step by step: roots below eps, gaps and single steps left out', () => {
    const steps = [1, 4, 2, 0.25, 3, 0.16, 4, NaN, 5, 0, 6, 0, 7, 1, 8, 0.09];
    // Roots: 2, 0.5, 0.4, none, 0, 0, 1, 0.3.
    assert.deepEqual(stretchesBelow(Float64Array.from(steps), 0.6), [
      { from: 2, to: 3 },
      { from: 5, to: 6 },
    ]);
    // Equal is not larger.
    assert.deepEqual(stretchesBelow(Float64Array.of(1, 0.25, 2, 0.25), 0.5), []);
    assert.deepEqual(stretchesBelow(new Float64Array(), 1), []);
  });

  it('is dashed in v̂, effective learning rate and Δθ, to the step, and said in words', async () => {
    const eps = 0.2;
    const run = { coordinates: 2, steps: 400, hyperparameters: { lr: 0.02, beta2: 0.9, eps } };
    const page = await openPanel({ run, height: 1500 });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
    const expected = [await traced(page, 0, eps), await traced(page, 1, eps)];
    assert.ok(expected.flat().length > 0 && expected.flat().some(({ from }) => from > 10));
    assert.deepEqual(await dashed(page, 'effectiveLearningRate'), expected);
    assert.deepEqual(await dashed(page, 'update'), expected);
    // v of both coordinates, then v̂, which alone stands under the root.
    assert.deepEqual(await dashed(page, 'v'), [[], [], ...expected]);
    assert.deepEqual(await dashed(page, 'grad'), [[], []]);
    const words = page.locator('[data-chart=effectiveLearningRate] .eps-decides');
    assert.match(
      (await words.textContent())!,
      /eps decides.*: eps decides from step [\d,]+ to step [\d,]+/,
    );
    assert.equal(await page.locator('[data-chart=grad] .eps-decides').count(), 0);
    await page.locator('[data-chart=effectiveLearningRate]').scrollIntoViewIfNeeded();
    await picture(page, 'eps-decides');
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
  });

  it('is nowhere where eps is small', async () => {
    const page = await openPanel({ run: { steps: 300 } });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
    assert.equal(await page.locator('.eps-decides').count(), 0);
  });
});
