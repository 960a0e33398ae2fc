import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { RunItem } from '../../src/protocol/runList';
import { looksAsKept, ofPanel } from './fixture/baseline';
import { closeBrowser, openPanel, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

const item = (run: number, changes: Partial<RunItem> = {}): RunItem => ({
  ...{ run, title: 'Adam', about: 'lr 0.1', state: 'done', length: 3000, finalLoss: 1.5e-29 },
  ...{ stale: false, pinned: false, shown: false, behind: false },
  can: { show: true, fork: true, remove: true, compare: true },
  ...changes,
});
const own = { show: false, fork: true, remove: true, compare: false };
const items = [
  item(3, { title: '<b>mine</b>', about: 'lr 0.01, β₂ 0.99', behind: true, state: 'stopped' }),
  item(1, { shown: true, can: own, pinned: true }),
  item(2, { title: 'SGD with momentum', finalLoss: null, state: 'user-error', stale: true }),
];

describe('the list of runs in the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closeBrowser);

  const open = async (theme: ThemeName, width: number) => {
    const page = await openPanel({ theme, width, height: 900, run: { steps: 200 } });
    await settled(page);
    await page.evaluate(
      (each) => window.fixture.send({ type: 'runs', run: 1, items: each, removed: 'RMSprop' }),
      items,
    );
    await page.locator('.run').first().waitFor();
    return page;
  };

  it('tells of each run, and does what its buttons and keys say', async () => {
    const page = await open('dark', 900);
    const rows = await page.locator('.run').allInnerTexts();
    assert.match(
      rows[0]!.replace(/\s+/g, ' '),
      /<b>mine<\/b> lr 0.01, β₂ 0.99 3,000 steps · final loss 1.5e-29 · compared/,
    );
    assert.match(rows[1]!.replace(/\s+/g, ' '), /shown · pinned/);
    assert.match(rows[2]!.replace(/\s+/g, ' '), /3,000 steps · stale/);
    const row = (run: number) => page.locator(`.run[data-run="${run}"]`);
    const press = (run: number, name: string) =>
      row(run)
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .click();
    await press(3, 'Compare');
    await press(2, 'Compare');
    await press(1, 'Pin');
    await press(2, 'Pin');
    await press(3, 'Show');
    await press(1, 'Fork');
    await press(2, 'Remove');
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(1).focus();
    await page.keyboard.press('Delete');
    // The next row has the focus then.
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const acts = await page.evaluate(() =>
      window.fixture.posted.flatMap((message) =>
        message.type === 'runAction' ? [`${message.action} ${message.run}`] : [],
      ),
    );
    assert.deepEqual(acts, [
      ...['apart 3', 'compare 2', 'unpin 1', 'pin 2', 'show 3', 'fork 1', 'remove 2', 'undo 1'],
      ...['remove 1', 'show 2', 'show 3'],
    ]);
    // No key of the list moved the cursor.
    assert.equal(await page.locator('.slider').inputValue(), '200');
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
  });

  for (const [theme, width] of [
    ['dark', 900],
    ['light', 400],
    ['hc-dark', 400],
    ['hc-light', 900],
  ] as [ThemeName, number][]) {
    it(`is accessible, and a picture of it is kept: ${theme}, ${width} px`, async () => {
      const page = await open(theme, width);
      await page.locator('[data-section=runs]').scrollIntoViewIfNeeded();
      await looksAsKept(page.locator('[data-section="runs"]'), `runs-${theme}-${width}`, ofPanel);
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run('[data-section=runs]');
        return violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
        );
      });
      assert.deepEqual(found, []);
    });
  }
});
