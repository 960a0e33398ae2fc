import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { formatNumber } from '../../src/protocol/number';
import { columnsBeside, placeOfCard } from '../../webview/crosshair/place';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

const chart = '[data-chart=grad] canvas';

/** Moves the pointer over a step of the gradient's chart; waits for the card of that step. */
async function hover(page: Page, step: number): Promise<{ x: number; y: number; step: number }> {
  const box = (await page.locator(chart).boundingBox())!;
  const left = await page.evaluate(
    ([selector, at]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(selector)!;
      return window.Chart.getChart(canvas)!.scales.x!.getPixelForValue(at);
    },
    [chart, step] as const,
  );
  const [x, y] = [box.x + left, box.y + box.height / 2];
  await page.mouse.move(x, y);
  const card = page.locator('.peek-card');
  await card.waitFor();
  // A pixel is several steps.
  await page.waitForFunction(
    (wanted) =>
      Math.abs(Number(document.querySelector<HTMLElement>('.peek-card')?.dataset.step) - wanted) <
      9,
    step,
  );
  return { x, y, step: Number(await card.getAttribute('data-step')) };
}

describe('crosshair', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closeBrowser);

  it('has its card beside the pointer, on the side that has room', () => {
    const [card, window] = [
      { width: 200, height: 150 },
      { width: 1000, height: 700 },
    ];
    assert.deepEqual(placeOfCard({ x: 100, y: 100 }, card, window), { left: 116, top: 116 });
    assert.deepEqual(placeOfCard({ x: 900, y: 680 }, card, window), { left: 684, top: 544 });
    // Where neither side has room it is on the wider one, and still not on the pointer.
    assert.equal(placeOfCard({ x: 190, y: 10 }, card, { width: 400, height: 300 }).left, 206);
    assert.equal(placeOfCard({ x: 230, y: 10 }, card, { width: 400, height: 300 }).left, 14);
    assert.deepEqual([columnsBeside(500, 1000), columnsBeside(200, 400)], [4, 1]);
  });

  it('shows a line in all charts and exact values, and leaves the cursor where it is', async () => {
    const page = await openPanel({ run: { cursor: 1000 }, height: 2400 });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
    const { x, step } = await hover(page, 2740);
    const lines = page.locator('.plot:not(:has(canvas[width="0"])) > .peek-line');
    assert.ok((await lines.count()) > 10);
    assert.equal(await page.locator('.peek-line[hidden]').count(), 0);
    const over = (await page.locator('[data-chart=grad] .peek-line').boundingBox())!;
    assert.ok(Math.abs(over.x + over.width / 2 - x) <= 1.5, `${over.x} for ${x}`);
    const cells = await page
      .locator('.peek-card [data-series=vHat] td')
      .evaluateAll((all) => all.map((cell) => cell.textContent));
    const traced = await page.evaluate(
      (at) => [0, 1].map((i) => window.fixture.trace!.value('vHat', i, at)),
      step,
    );
    assert.deepEqual(
      cells,
      traced.map((value) => formatNumber(value, 4)),
    );
    assert.equal(await page.locator('.slider').inputValue(), '1000');
    await picture(page, 'crosshair');
    const card = (await page.locator('.peek-card').boundingBox())!;
    assert.ok(card.x > x || card.x + card.width < x, 'the card is on the pointer');
    // It goes at Escape, and comes with the next move; a press takes the cursor there.
    await page.keyboard.press('Escape');
    await page.locator('.peek-card').waitFor({ state: 'detached' });
    await hover(page, 2000);
    await page.mouse.down();
    await page.mouse.up();
    await settled(page);
    assert.ok(Math.abs(Number(await page.locator('.slider').inputValue()) - 2000) < 9);
    await page.mouse.move(2, 2);
    await page.locator('.peek-card').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.peek-line:not([hidden])').count(), 0);
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
  });

  it('draws nothing of the panel anew while the pointer moves, and asks once at a time', async () => {
    const page = await openPanel({ run: { cursor: 1000 }, height: 1500 });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
    const { x, y } = await hover(page, 300);
    const seen = await page.evaluate(
      async ([left, top]) => {
        const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=grad] canvas')!;
        const draws = [...document.querySelectorAll<HTMLCanvasElement>('.plot canvas')].flatMap(
          (each) => {
            const found = window.Chart.getChart(each);
            if (!found) return [];
            const count = { draws: 0 };
            const draw = found.draw.bind(found);
            found.draw = () => {
              count.draws++;
              draw();
            };
            return [count];
          },
        );
        const { posted, sent } = window.fixture;
        const asked = () => posted.filter(({ type }) => type === 'askPeek').length;
        const answered = () => sent.filter(({ type }) => type === 'peek').length;
        const before = asked();
        let most = 0;
        for (let i = 0; i < 30; i++) {
          const at = { clientX: left + 5 * i, clientY: top, bubbles: true };
          canvas.dispatchEvent(new PointerEvent('pointermove', at));
          await new Promise((resolve) => requestAnimationFrame(resolve));
          most = Math.max(most, asked() - answered());
        }
        const drawn = draws.reduce((sum, each) => sum + each.draws, 0);
        return { drawn, asked: asked() - before, most };
      },
      [x, y] as const,
    );
    assert.equal(seen.drawn, 0);
    assert.ok(seen.asked > 5 && seen.asked <= 31 && seen.most <= 1, JSON.stringify(seen));
  });

  for (const theme of ['light', 'hc-dark', 'hc-light'] as const) {
    it(`in ${theme}, 400 pixels wide`, async () => {
      const page = await openPanel({ run: { cursor: 1000 }, width: 400, height: 1500, theme });
      await settled(page);
      await page.getByRole('button', { name: 'All charts' }).click();
      await settled(page);
      await page.locator(chart).scrollIntoViewIfNeeded();
      const { x } = await hover(page, 1700);
      const card = (await page.locator('.peek-card').boundingBox())!;
      assert.ok(card.x >= 0 && card.x + card.width <= 400, JSON.stringify(card));
      assert.ok(card.x > x || card.x + card.width < x);
      await picture(page, `crosshair-${theme}`);
    });
  }
});
