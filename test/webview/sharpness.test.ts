import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

const section = '[data-section=sharpness]';
const chart = '[data-chart=sharpness]';

const drawn = (page: Page) =>
  page.evaluate((selector) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`${selector} canvas`)!;
    return window.Chart.getChart(canvas)!.data.datasets.map(({ data, borderDash }) => ({
      points: data.map(({ x, y }) => [x, y]),
      dash: borderDash.length > 0,
    }));
  }, chart);

const posted = (page: Page, type: string) =>
  page.evaluate((name) => window.fixture.posted.filter((each) => each.type === name).length, type);

const update = (page: Page, done: number) =>
  page.evaluate((count) => {
    window.fixture.update({
      sharpness: { state: 'computing', done: count, all: 3000, said: null },
    });
  }, done);

describe('sharpness in the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({ theme: 'dark', run: { cursor: 2740 } });
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    await closeBrowser();
  });

  it('is computed when asked for, and no sooner', async () => {
    assert.equal(await posted(page, 'sharpness'), 0);
    assert.equal(await page.locator(chart).count(), 0);
    await page.getByRole('button', { name: 'Compute sharpness' }).click();
    assert.equal(await posted(page, 'sharpness'), 1);
  });

  it('shows how far it is, and can be stopped', async () => {
    await update(page, 1200);
    const bar = page.locator(`${section} progress`);
    await bar.waitFor();
    assert.deepEqual(
      [await bar.getAttribute('value'), await bar.getAttribute('max')],
      ['1200', '3000'],
    );
    assert.match(await page.locator(section).innerText(), /1,200 of 3,000 steps/);
    assert.equal(await page.getByRole('button', { name: 'Compute sharpness' }).count(), 0);
    await page.locator(section).getByRole('button', { name: 'Stop' }).click();
    assert.equal(await posted(page, 'stopSharpness'), 1);
  });

  it('is a chart with its bound as a line, the value under the cursor and one sentence', async () => {
    await page.evaluate(() => window.fixture.showSharpness());
    await page.locator(`${chart} canvas`).waitFor();
    await settled(page);
    const [bound, line, ...others] = await drawn(page);
    assert.deepEqual(others, []);
    assert.deepEqual(bound, {
      points: [
        [0, 38],
        [3000, 38],
      ],
      dash: true,
    });
    assert.equal(line!.dash, false);
    const at = (step: number) =>
      page.evaluate((t) => window.fixture.trace!.value('sharpness', 0, t), step);
    for (const [x, y] of line!.points) assert.equal(y, await at(x!));
    const crossing = line!.points.find(([, y]) => y! > 38)!;
    assert.ok(Math.abs(crossing[0]! - 2625) <= 6, `crosses at ${crossing[0]}`);
    // Without a move of the cursor.
    const value = await page.locator(`${chart} [data-line="sharpness 0"]`).innerText();
    assert.equal(value, (await at(2740)).toPrecision(4));
    assert.equal(
      await page.locator(`${section} .sharpness-said`).innerText(),
      'Sharpness crossed 38 at step 2,625: from there on every swing grows, and the loss spikes near step 2,740, 115 steps later.',
    );
    assert.equal(await page.getByRole('button', { name: 'Compute sharpness' }).count(), 0);
  });

  it('stands among all charts no second time', async () => {
    await page.getByRole('button', { name: 'All charts' }).click();
    await page.locator('[data-chart=effectiveLearningRate] canvas').last().waitFor();
    assert.equal(await page.locator(chart).count(), 1);
  });

  it('says why where there can be none', async () => {
    const said = 'The slow weights of Lookahead take part in its stability.';
    const sharpness = { state: 'absent', done: 0, all: 0, said } as const;
    const absent = await openPanel({ theme: 'dark', run: { steps: 50, view: { sharpness } } });
    await settled(absent);
    assert.match(
      await absent.locator(section).innerText(),
      /^Sharpness\s+The slow weights of Lookahead/,
    );
    assert.equal(await absent.getByRole('button', { name: 'Compute sharpness' }).count(), 0);
    assert.deepEqual(absent.errors, []);
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    it(`in ${theme}`, async () => {
      const shown = await openPanel({ theme, width: 700, run: { cursor: 2660 } });
      await settled(shown);
      await shown.evaluate(() => window.fixture.showSharpness(10));
      await shown.locator(`${chart} canvas`).waitFor();
      await settled(shown);
      await shown.locator(section).scrollIntoViewIfNeeded();
      await picture(shown, `sharpness-${theme}`);
      assert.deepEqual(shown.errors, []);
    });
  }
});
