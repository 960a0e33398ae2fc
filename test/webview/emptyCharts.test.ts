import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

/** The labels on the axis of values, and what stands over the chart. */
const face = (page: Page, selector: string) =>
  page.evaluate((chart) => {
    const plot = document.querySelector(`${chart} .plot`)!;
    const { scales } = window.Chart.getChart(plot.querySelector('canvas')!)!;
    return {
      ticks: scales.y!.ticks.map(({ label }) => label),
      note: plot.querySelector('.plot-note')?.textContent ?? null,
    };
  }, selector);

describe('charts without values', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  it('say so where no step was made, without numbers on the axis', async () => {
    const page = await openPanel({ run: { view: { length: 0, state: 'user-error' } } });
    await settled(page);
    assert.deepEqual(await face(page, '[data-chart=loss]'), {
      ticks: [],
      note: 'No steps so far.',
    });
    // A small chart has no room for words.
    assert.deepEqual(await face(page, '[data-stage=v]'), { ticks: [], note: null });
    await picture(page, 'no-steps');
    assert.deepEqual(page.errors, []);
  });

  it('say so where no value is finite, until one is', async () => {
    const page = await openPanel({ run: null });
    const answer = (loss: number) =>
      page.evaluate((y) => {
        const ask = window.fixture.posted.filter(({ type }) => type === 'ask').at(-1)!;
        if (ask.type !== 'ask') return;
        const { run, request, from, to } = ask;
        const lines = ask.lines.map((id) => ({ ...id, points: Float64Array.of(1, y, 2, 2 * y) }));
        window.fixture.send({ type: 'lines', run, request, from, to, lines });
      }, loss);
    await page.evaluate(() => {
      window.fixture.silent = ['ask'];
      window.fixture.show({ steps: 2 });
    });
    await page.locator('.timeline').waitFor();
    await answer(NaN);
    const note = page.locator('[data-chart=loss] .plot-note');
    await note.waitFor();
    assert.deepEqual(await face(page, '[data-chart=loss]'), {
      ticks: [],
      note: 'No value in these steps is finite.',
    });
    await page.waitForFunction(
      () => window.fixture.posted.filter(({ type }) => type === 'ask').length > 1,
    );
    await answer(10);
    await note.waitFor({ state: 'detached' });
    assert.deepEqual(await face(page, '[data-chart=loss]'), {
      ticks: ['10', '15', '20'],
      note: null,
    });
  });
});
