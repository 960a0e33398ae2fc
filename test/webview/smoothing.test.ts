import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

const drawn = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!;
    return window.Chart.getChart(canvas)!.data.datasets.map(({ data }) => data);
  });

describe('smoothing of a chart', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closeBrowser);

  it('is chosen beside its axis, lies over the raw line, and comes back after a reload', async () => {
    const page = await openPanel({ run: { steps: 2000, lr: 0.3 } });
    await settled(page);
    const choice = page.getByRole('combobox', { name: 'smoothing of loss' });
    assert.equal((await drawn(page)).length, 1);
    await choice.selectOption('0.95');
    await settled(page);
    for (const isReloaded of [false, true]) {
      if (isReloaded) {
        await page.reload();
        await settled(page);
      }
      const [raw, smoothed] = await drawn(page);
      const at = smoothed!.at(-1)!;
      const expected = await page.evaluate((step) => {
        let [sum, weight] = [0, 0];
        for (let t = 1; t <= step; t++) {
          sum = 0.95 * sum + window.fixture.trace!.value('loss', 0, t);
          weight = 0.95 * weight + 1;
        }
        return sum / weight;
      }, at.x);
      assert.ok(Math.abs(at.y / expected - 1) < 1e-9, `${at.y} for ${expected}`);
      assert.ok(raw!.length > 500);
    }
    await picture(page, 'smoothing');
    await choice.selectOption('0');
    await settled(page);
    assert.equal((await drawn(page)).length, 1);
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
  });

  it('cannot be chosen where the run is too long, and says why', async () => {
    const page = await openPanel({ run: { steps: 200 } });
    await settled(page);
    await page.evaluate(() => window.fixture.update({ length: 2e6, steps: 2e6 }));
    const choice = page.getByRole('combobox', { name: 'smoothing of loss' });
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLSelectElement>('[data-chart=loss] .smoothing-choice')?.disabled,
    );
    assert.match((await choice.getAttribute('title'))!, /more than 1,000,000 steps/);
  });
});
