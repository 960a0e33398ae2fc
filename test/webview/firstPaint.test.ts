import assert from 'node:assert/strict';
import { closeBrowser, openPanel, settled } from './fixture/page';

describe('the first paint of the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  it('asks for the loss before anything else is built or drawn', async () => {
    const page = await openPanel({ run: null });
    await settled(page);
    const first = page.evaluate(
      () =>
        new Promise((resolve) => {
          const { posted } = window.fixture;
          posted.push = (message) => {
            if (message.type === 'ask') {
              const canvases = [...document.querySelectorAll('canvas')];
              resolve({
                lines: message.lines,
                built: canvases.map((canvas) => canvas.closest('figure')?.dataset['chart']),
                drawn: canvases.filter((canvas) => window.Chart.getChart(canvas)).length,
                askedBefore: posted.filter(({ type }) => type.startsWith('ask')).length,
              });
            }
            return Array.prototype.push.call(posted, message);
          };
          window.fixture.show({});
        }),
    );
    assert.deepEqual(await first, {
      lines: [{ series: 'loss', index: 0 }],
      built: ['loss'],
      drawn: 0,
      askedBefore: 0,
    });
    await settled(page);
    assert.equal(await page.locator('canvas').count(), 10);
    assert.deepEqual(page.errors, []);
  });

  it('draws a chart when its points are there, and anew when its size changes', async () => {
    const page = await openPanel({ run: null });
    await page.evaluate(() => {
      window.fixture.silent = ['ask'];
      window.fixture.show({});
    });
    await page.locator('.timeline').waitFor();
    const size = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!;
        const chart = window.Chart.getChart(canvas);
        const { clientWidth, clientHeight } = canvas.parentElement!;
        return chart && [chart.width - clientWidth, chart.height - clientHeight, canvas.width];
      });
    assert.equal(await size(), undefined);
    await page.evaluate(() => {
      window.fixture.silent = [];
      const ask = window.fixture.posted.find(({ type }) => type === 'ask');
      window.fixture.answer(ask!);
    });
    await settled(page);
    assert.deepEqual((await size())!.slice(0, 2), [0, 0]);
    await page.setViewportSize({ width: 500, height: 760 });
    await page.waitForFunction(
      () => document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!.width < 500,
    );
    assert.deepEqual((await size())!.slice(0, 2), [0, 0]);
    assert.deepEqual(page.errors, []);
  });

  it('draws the loss that came with the document, whatever the host does', async () => {
    const page = await openPanel({ run: null, headStart: { steps: 2000 } });
    const points = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas');
        const chart = canvas && window.Chart.getChart(canvas);
        return chart?.data.datasets[0]!.data.length;
      });
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas');
      return canvas && window.Chart.getChart(canvas);
    });
    assert.ok((await points())! > 500);
    assert.deepEqual(await page.evaluate(() => window.fixture.sent), []);
    // Loaded again, its document is of yesterday, and the panel waits for the host.
    await page.waitForFunction(() => sessionStorage.getItem('state') !== null);
    await page.reload();
    await page.waitForFunction(() => window.fixture.posted.some(({ type }) => type === 'ready'));
    assert.equal(await points(), undefined);
    assert.deepEqual(page.errors, []);
  });
});
