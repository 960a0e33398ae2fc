import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { evaluatedLoss } from '../../src/protocol/series';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

const words = (page: Page, selector: string) => page.locator(selector).innerText();

/** The lines of the loss chart, each as its points and its colour. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!;
    return window.Chart.getChart(canvas)!.data.datasets.map(({ data, borderColor }) => ({
      points: data,
      colour: borderColor,
    }));
  });

const traced = (page: Page, series: string, step: number) =>
  page.evaluate(([name, t]) => window.fixture.trace!.value(name, 0, t), [series, step] as const);

describe('the panel of a run with @evaluate', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    const evaluate = { name: 'fullLoss', every: 10 };
    page = await openPanel({ theme: 'dark', run: { steps: 255, cursor: 127, evaluate } });
    await settled(page);
  });
  after(async () => {
    await picture(page, 'evaluated');
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    await closeBrowser();
  });

  it('draws it through its own steps alone, beside the loss and in another colour', async () => {
    const [loss, evaluated, ...others] = await drawn(page);
    assert.deepEqual(others, []);
    assert.equal(loss!.points.length, 255);
    const steps = [...Array.from({ length: 26 }, (_, k) => 10 * k), 255];
    assert.deepEqual(
      evaluated!.points.map(({ x }) => x),
      steps,
    );
    for (const { x, y } of evaluated!.points) assert.equal(y, await traced(page, evaluatedLoss, x));
    assert.notEqual(loss!.colour, evaluated!.colour);
  });

  it('says its last value and of which step that is', async () => {
    const value = '[data-chart=loss] [data-line="evaluatedLoss 0"]';
    const shown = (await traced(page, evaluatedLoss, 120)).toPrecision(4);
    assert.equal(await words(page, value), `fullLoss ${shown} at step 120`);
    assert.match(
      await words(page, '[data-section=table] .aside-value:has([data-run-value=evaluatedLoss])'),
      /^fullLoss \S+ at step 120$/,
    );
    await page.keyboard.press('End');
    await settled(page);
    const last = (await traced(page, evaluatedLoss, 255)).toPrecision(4);
    assert.equal(await words(page, value), `fullLoss ${last}`);
    await page.keyboard.press('Home');
    await settled(page);
    assert.equal(await words(page, value), 'fullLoss 24.2');
  });

  it('has a dot under the cursor where it has a value', async () => {
    const dots = () =>
      page
        .locator('[data-chart=loss] .dot')
        .evaluateAll((all) => all.map((dot) => !(dot as HTMLElement).hidden));
    await page.keyboard.press('End');
    await settled(page);
    assert.deepEqual(await dots(), [true, true]);
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    assert.deepEqual(await dots(), [true, false]);
  });

  it('says whose loss the landscape is', async () => {
    const landscape = '[data-chart=landscape]';
    assert.equal(await words(page, `${landscape} .chart-title .symbol`), 'fullLoss');
    assert.match(await words(page, `${landscape} .map-scale`), /^fullLoss \S+ to \S+, log$/);
    const label = await page.locator(`${landscape} canvas`).getAttribute('aria-label');
    assert.match(label!, /^fullLoss over x and y/);
  });
});
