import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

/** Opens the panel at a step with the explanation unfolded. */
async function explained(cursor: number, steps = 400): Promise<Page & { errors: string[] }> {
  const page = await openPanel({ width: 1000, height: 900, run: { steps, cursor } });
  await settled(page);
  await page.locator('[data-section="why"] .section-toggle').click();
  await page.locator('[data-chart="unrolled"] rect.why-bar').first().waitFor();
  return page;
}

const texts = (page: Page) => page.locator('[data-chart="unrolled"] p').allTextContents();

describe('why bias correction?', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  it('takes v apart into a bar per past step, and says what is missing', async () => {
    const page = await explained(10);
    const bars = page.locator('rect.why-bar');
    assert.equal(await bars.count(), 10);
    const { v, g } = await page.evaluate(() => {
      const { trace } = window.fixture;
      return { v: trace!.value('v', 0, 10), g: trace!.value('grad', 0, 10) };
    });
    const newest = await bars.last().locator('title').textContent();
    assert.equal(newest, `step 10: weight 0.001, part of v ${shown(0.001 * g * g)}`);
    const [sum, share, corrected] = await texts(page);
    assert.equal(sum, `Each bar is (1−β₂)·β₂ᵗ⁻ⁱ·g². Together they are v = ${shown(v)}.`);
    assert.equal(
      share,
      'Their weights sum to 1−β₂ᵗ = 0.009955. The missing β₂ᵗ = 0.99 is still held by v₀ = 0.',
    );
    assert.match(corrected!, new RegExp(`v̂ = ${shown(v / (1 - 0.999 ** 10))}, .* 100\\.5 times`));
    // The grey share is as wide as what is missing, of 1000.
    const grey = Number(await page.locator('.why-missing').getAttribute('width'));
    assert.ok(Math.abs(grey - 1000 * 0.999 ** 10) < 1e-9);
    assert.deepEqual(page.errors, []);
  });

  it('follows the cursor', async () => {
    const page = await explained(3);
    assert.equal(await page.locator('rect.why-bar').count(), 3);
    await page.keyboard.press('ArrowRight');
    await page.locator('rect.why-bar').nth(3).waitFor();
    assert.equal(await page.locator('rect.why-bar').count(), 4);
  });

  it('says where gradients drift', async () => {
    const page = await explained(200);
    assert.match(
      await page.locator('.why-drift').innerText(),
      /^These gradients drift: g² is .* E\[g²\] is not constant/,
    );
  });

  it('shows the run without correction behind the shown one, in all charts', async () => {
    const page = await explained(20);
    const figure = page.locator('[data-chart="without-correction"]');
    assert.match(await figure.innerText(), /\(1−β₁\)\/√\(1−β₂\) = 3\.16 times as long/);
    await figure.getByRole('button').click();
    await figure.locator('canvas').waitFor();
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(
        '[data-chart="without-correction"] canvas',
      );
      const chart = canvas && window.Chart.getChart(canvas);
      return chart?.data.datasets.every(({ data }) => data.length > 0);
    });
    const first = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(
        '[data-chart="without-correction"] canvas',
      )!;
      return window.Chart.getChart(canvas)!.data.datasets.map(({ data }) => data[0]!.y);
    });
    assert.ok(Math.abs(first[0]! / first[1]! - 0.1 / Math.sqrt(0.001)) < 1e-6, String(first));
    assert.equal(
      await page.locator('[data-chart="loss"] .behind li').innerText(),
      'without correction',
    );
    await picture(page, 'why-bias-correction');
    assert.deepEqual(page.errors, []);
  });
});

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
