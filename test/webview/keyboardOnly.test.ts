import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

/** What has the focus, by its name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });

/** Tab until what has the focus is called so; each stop on the way must be seen, and be in order. */
const tabTo = async (page: Page, name: RegExp, key = 'Tab') => {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press(key);
    assert.equal(
      await page.evaluate(() => {
        const at = document.activeElement!;
        return at === document.body || getComputedStyle(at).outlineStyle !== 'none';
      }),
      true,
      `no focus to be seen on ${await focused(page)}`,
    );
    if (name.test(await focused(page))) return;
  }
  assert.fail(`Tab never comes to ${name}`);
};

const cursor = async (page: Page) => Number(await page.locator('.slider').inputValue());

const types = (page: Page) =>
  page.evaluate(() => window.fixture.posted.map((said) => said.type as string));

describe('the panel by keyboard alone', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    const findings = [{ step: 2740, text: 'The loss spikes to 0.7549' }];
    page = await openPanel({ run: { cursor: 1500, view: { findings } } });
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    await closeBrowser();
  });

  it('moves the cursor, plays and pauses', async () => {
    await page.keyboard.press('ArrowRight');
    assert.equal(await cursor(page), 1501);
    await page.keyboard.press('Space');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.slider')!.valueAsNumber > 1501,
    );
    await page.keyboard.press('Space');
    await settled(page);
    const stopped = await cursor(page);
    await settled(page);
    assert.equal(await cursor(page), stopped);
  });

  it('goes to a finding, marks it and names the mark', async () => {
    await page.keyboard.press('f');
    await settled(page);
    assert.equal(await cursor(page), 2740);
    assert.equal(await page.locator('.told').textContent(), 'The loss spikes to 0.7549');
    await page.keyboard.press('m');
    await page.locator('.mark-name').waitFor();
    await page.keyboard.press('m');
    await page.keyboard.type('<b>the spike</b>');
    await page.keyboard.press('Enter');
    await settled(page);
    const told = await page.locator('.told p').allTextContents();
    assert.deepEqual(told, ['Mark 1: <b>the spike</b>', 'The loss spikes to 0.7549']);
    assert.equal(await page.locator('.told b').count(), 0);
    const { loss, text } = await page.evaluate(() => ({
      loss: window.fixture.trace!.value('loss', 0, 2740),
      text: document.querySelector('.mark-loss')!.textContent,
    }));
    assert.ok(Math.abs(Number(text) - loss) <= 1e-3 * loss, `${text} for ${loss}`);
    const marks = await page.evaluate(() =>
      window.fixture.posted.flatMap((said) => (said.type === 'marks' ? [said.marks] : [])),
    );
    assert.deepEqual(marks.at(-1), [{ step: 2740, name: '<b>the spike</b>' }]);
    await picture(page, 'marks-dark');
  });

  it('keeps marks over a reload', async () => {
    await page.reload();
    await settled(page);
    assert.equal(await page.locator('.mark-name').inputValue(), '<b>the spike</b>');
  });

  it('zooms, and chooses another coordinate', async () => {
    await page.keyboard.press('+');
    await settled(page);
    assert.ok(await page.locator('.zoom .link').isVisible());
    await page.keyboard.press('0');
    await tabTo(page, /^coordinate/i);
    await page.keyboard.press('ArrowDown');
    await settled(page);
    assert.equal(await page.locator('.coordinate-choice').inputValue(), '1');
  });

  it('folds and unfolds every section', async () => {
    const names = await page.locator('.section-toggle').allTextContents();
    assert.ok(names.length >= 4, names.join());
    for (const nth of names.keys()) {
      const toggle = page.locator('.section-toggle').nth(nth);
      const before = await toggle.getAttribute('aria-expanded');
      await toggle.focus();
      await page.keyboard.press('Enter');
      await settled(page);
      assert.notEqual(await toggle.getAttribute('aria-expanded'), before, names[nth]);
      await page.keyboard.press('Enter');
      await settled(page);
    }
  });

  it('saves a picture, exports and runs again', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await tabTo(page, /^Export/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Run again/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Save .*loss.* as a picture/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      window.fixture.posted.some(({ type }) => type === 'savePicture'),
    );
    const posted = await types(page);
    assert.ok(posted.includes('export') && posted.includes('runAgain'));
  });

  it('has no violation, with marks and with the list of keys open', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.evaluate(axe.source);
    const violations = () =>
      page.evaluate(async () => {
        const found = await window.axe.run(document);
        return found.violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id}: ${html}`),
        );
      });
    assert.deepEqual(await violations(), []);
    await page.keyboard.press('Escape');
    await settled(page);
    assert.deepEqual(await violations(), []);
  });
});
