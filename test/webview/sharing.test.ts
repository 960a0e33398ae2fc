import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { closeBrowser, openPanel, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

/** The picture that the panel handed over last, and what stands in it. */
async function lastPicture(page: Page): Promise<{ name: string; bytes: Buffer }> {
  await page.waitForFunction(() => window.fixture.posted.at(-1)?.type === 'savePicture');
  const found = await page.evaluate(() => {
    const message = window.fixture.posted.at(-1)!;
    if (message.type !== 'savePicture') throw new Error(message.type);
    window.fixture.posted.pop();
    return { name: message.name, png: [...message.png] };
  });
  return { name: found.name, bytes: Buffer.from(found.png) };
}

/** Colours of a picture, and how many pixels have them. */
const coloursIn = (page: Page, bytes: Buffer) =>
  page.evaluate(
    async (numbers) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(numbers)]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const ctx = canvas.getContext('2d')!;
      ctx.drawImage(bitmap, 0, 0);
      const { data } = ctx.getImageData(0, 0, bitmap.width, bitmap.height);
      const counts: Record<string, number> = {};
      for (let i = 0; i < data.length; i += 4) {
        const colour = data.subarray(i, i + 3).join();
        counts[colour] = (counts[colour] ?? 0) + 1;
      }
      return { width: bitmap.width, height: bitmap.height, counts };
    },
    [...bytes],
  );

const keep = (name: string, bytes: Buffer) => {
  mkdirSync('artefacts/webview', { recursive: true });
  writeFileSync(`artefacts/webview/${name}.png`, bytes);
};

describe('sharing from the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closeBrowser);

  for (const theme of ['dark', 'light'] as ThemeName[]) {
    it(`saves charts as pictures, ${theme}`, async () => {
      const page = await openPanel({ theme, run: { cursor: 2740 } });
      await settled(page);
      await page.getByRole('button', { name: 'All charts' }).click();
      await settled(page);
      for (const [figure, colours] of Object.entries({
        'chart=loss': theme === 'dark' ? ['30,30,30', '212,212,212'] : ['255,255,255', '0,0,0'],
        'chart=v': theme === 'dark' ? ['55,148,255', '137,209,133'] : ['26,133,255', '56,138,52'],
        'chart=landscape': theme === 'dark' ? ['30,30,30'] : ['255,255,255'],
        'stage=mHat': theme === 'dark' ? ['55,148,255'] : ['26,133,255'],
      })) {
        const canvas = page.locator(`[data-${figure}] canvas`);
        const before = await canvas.evaluate((one: HTMLCanvasElement) => [one.width, one.height]);
        await canvas.hover();
        await page.locator(`[data-${figure}] .save-picture`).click();
        const { name, bytes } = await lastPicture(page);
        assert.equal(name, figure.slice(6));
        keep(`picture-${name}-${theme}`, bytes);
        const { width, height, counts } = await coloursIn(page, bytes);
        const box = (await canvas.boundingBox())!;
        assert.equal(width, Math.round(2 * (box.width + 32)));
        assert.ok(height > 2 * box.height);
        for (const colour of colours) assert.ok(counts[colour]! > 20, `${figure} has ${colour}`);
        // What is on the screen is as it was.
        const after = await canvas.evaluate((one: HTMLCanvasElement) => [one.width, one.height]);
        assert.deepEqual(after, before);
      }
      assert.deepEqual(page.errors, []);
      assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    });
  }

  it('asks for a table on the clipboard, and says when it is there', async () => {
    const page = await openPanel({ run: { cursor: 2740 } });
    await settled(page);
    const button = page.locator('.copy-table');
    assert.equal(await button.textContent(), 'Copy as Markdown table');
    await button.click();
    await button.filter({ hasText: /^Copied$/ }).waitFor();
    assert.deepEqual(await page.evaluate(() => window.fixture.posted.at(-1)), {
      ...{ type: 'copyTable', run: 1, step: 2740, coordinates: [0, 1] },
    });
    await page.keyboard.press('ArrowRight');
    await button.filter({ hasText: /^Copy as/ }).waitFor();
    await page.getByRole('button', { name: 'Export…' }).click();
    const last = await page.evaluate(() => window.fixture.posted.at(-1));
    assert.deepEqual(last, { type: 'export', run: 1 });
  });
});
