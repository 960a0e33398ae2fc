import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { formatNumber } from '../../src/protocol/number';
import type { PanelToHost } from '../../src/protocol/panel';
import type { FixtureRun } from './fixture/host';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

const traced = (page: Page, series: string, index: number, step: number) =>
  page.evaluate(([name, i, t]) => window.fixture.trace!.value(name, i, t), [
    series,
    index,
    step,
  ] as const);

/** The coordinates of the rows that are drawn, in order. */
const drawn = (page: Page) =>
  page
    .locator('[data-section=table] tr[data-coordinate]')
    .evaluateAll((all) => all.map((row) => Number((row as HTMLElement).dataset['coordinate'])));

const last = async <Type extends PanelToHost['type']>(page: Page, type: Type) =>
  (await page.evaluate(
    (wanted) => window.fixture.posted.filter((message) => message.type === wanted).at(-1),
    type,
  )) as Extract<PanelToHost, { type: Type }>;

const twelve: FixtureRun = { coordinates: 12, steps: 400, cursor: 37 };

describe('the table of a step', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({ run: twelve, width: 900, height: 1200 });
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    await closeBrowser();
  });

  const head = (column: string) => page.locator(`th[data-column="${column}"]`);
  const sort = async (column: string) => {
    await head(column).locator('button').click();
    await settled(page);
  };

  it('has a row for every coordinate, with all quantities of it', async () => {
    assert.deepEqual(await drawn(page), [...Array(12).keys()]);
    const cells = page.locator('tr[data-coordinate="11"] td');
    for (const [k, [series, step]] of (
      [
        ['theta', 36],
        ['theta', 37],
        ['grad', 37],
        ['m', 37],
      ] as const
    ).entries()) {
      const value = await traced(page, series, 11, step);
      assert.equal(await cells.nth(k).textContent(), formatNumber(value, 8));
    }
    assert.equal(await page.locator('.table-tools .muted').textContent(), '12 rows');
  });

  it('is what every chart refers to for its numbers', async () => {
    const targets = await page.locator('.plot canvas').evaluateAll((all) =>
      all.map((canvas) => {
        const id = canvas.getAttribute('aria-details') ?? '';
        return document.getElementById(id)?.querySelector('table[role=grid]') !== null;
      }),
    );
    assert.ok(targets.length >= 8, String(targets.length));
    assert.ok(targets.every(Boolean));
  });

  it('is sorted by any column: the largest first, the smallest first, as θ is', async () => {
    const vHat = await Promise.all([...Array(12).keys()].map((i) => traced(page, 'vHat', i, 37)));
    const ascending = [...Array(12).keys()].sort((a, b) => vHat[a]! - vHat[b]!);
    assert.notDeepEqual(
      ascending,
      ascending.toSorted((a, b) => b - a),
    );
    await sort('vHat');
    assert.equal(await head('vHat').getAttribute('aria-sort'), 'descending');
    assert.deepEqual(await drawn(page), ascending.toReversed());
    await sort('vHat');
    assert.equal(await head('vHat').getAttribute('aria-sort'), 'ascending');
    assert.deepEqual(await drawn(page), ascending);
    await sort('vHat');
    assert.equal(await head('vHat').getAttribute('aria-sort'), 'none');
    assert.deepEqual(await drawn(page), [...Array(12).keys()]);
  });

  it('goes by sizes or by signs, as the person says', async () => {
    // With momentum each curvature swings in a time of its own: some go up and some go down.
    const hyperparameters = { lr: 2e-4, momentum: 0.9 };
    const swinging = { coordinates: 12, steps: 60, cursor: 37, optimizer: 'sgdm', hyperparameters };
    const other = await openPanel({ run: swinging, width: 900, height: 1200 });
    await settled(other);
    await other.locator('th[data-column=update] button').click();
    await settled(other);
    const updates = await Promise.all(
      [...Array(12).keys()].map((i) => traced(other, 'update', i, 37)),
    );
    assert.ok(updates.some((value) => value < 0) && updates.some((value) => value > 0));
    const by = (key: (value: number) => number) =>
      [...Array(12).keys()].sort((a, b) => key(updates[b]!) - key(updates[a]!) || a - b);
    assert.deepEqual(await drawn(other), by(Math.abs));
    const sizes = other.getByRole('button', { name: 'sort and filter by size' });
    assert.equal(await sizes.getAttribute('aria-pressed'), 'true');
    await sizes.click();
    await settled(other);
    assert.notDeepEqual(
      by(Math.abs),
      by((value) => value),
    );
    assert.deepEqual(
      await drawn(other),
      by((value) => value),
    );
    assert.deepEqual(other.errors, []);
    await other.close();
  });

  it('is filtered by names and by numbers, and says what is no condition', async () => {
    await page.getByLabel('Filter by name').fill('w[1');
    await settled(page);
    assert.deepEqual(await drawn(page), [1, 10, 11]);
    assert.equal(await page.locator('.table-tools .muted').textContent(), '3 of 12 rows');
    await page.getByLabel('Filter by name').fill('');
    await page.getByLabel('Quantity that is filtered').selectOption('grad');
    const field = page.getByLabel('Filter by value');
    const g = await Promise.all([...Array(12).keys()].map((i) => traced(page, 'grad', i, 37)));
    const bound = Math.abs(g[4]!);
    await field.fill(`> ${bound}`);
    await settled(page);
    const expected = [...Array(12).keys()].filter((i) => Math.abs(g[i]!) > bound);
    assert.ok(expected.length > 0 && expected.length < 12);
    assert.deepEqual(await drawn(page), expected);
    await field.fill('> much');
    assert.equal(await page.locator('.table-problem').count(), 0);
    await field.press('Enter');
    await settled(page);
    assert.match((await page.locator('.table-problem').textContent())!, /^Write <, <=/);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.equal((await drawn(page)).length, 12);
    await field.fill('> 1e300');
    await settled(page);
    assert.equal(await page.locator('.table-frame > .muted').textContent(), 'No row is like that.');
    await field.fill('');
    await settled(page);
  });

  it('chooses the coordinate of a row for all views, by pointer and by keys', async () => {
    await page.locator('tr[data-coordinate="9"] td').nth(2).click();
    await settled(page);
    assert.equal(await page.locator('.coordinate-choice').first().inputValue(), '9');
    assert.equal(await page.locator('tr[aria-current]').getAttribute('data-coordinate'), '9');
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
    const names = await page.locator('[data-chart=m] .legend .name').allTextContents();
    assert.deepEqual(names.at(-1), 'w[9]');
    await page.getByRole('button', { name: 'All charts' }).click();
    await page.locator('tr[data-coordinate="0"]').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) {
      await page.keyboard.press(key);
    }
    await settled(page);
    assert.equal(await page.locator('.coordinate-choice').first().inputValue(), '2');
    // They are the keys of no view but the table.
    assert.equal(await page.locator('.slider').inputValue(), '37');
  });

  it('leads from a name to the code', async () => {
    await page.locator('tr[data-coordinate="7"] .name').click();
    assert.deepEqual(await last(page, 'revealCoordinate'), {
      ...{ type: 'revealCoordinate', run: 1, coordinate: 7 },
    });
    // That is not to choose it.
    assert.equal(await page.locator('.coordinate-choice').first().inputValue(), '2');
  });

  it('is copied for a spreadsheet, all of it or the rows that were picked', async () => {
    const copied = () => page.evaluate(() => window.fixture.clipboard.trimEnd().split('\n'));
    await page.locator('.copy-rows').click();
    await page.locator('.copy-rows').filter({ hasText: 'Copied 12 rows' }).waitFor();
    const lines = (await copied()).map((line) => line.split('\t'));
    assert.equal(lines.length, 13);
    assert.equal(Number(lines[6]![3]), await traced(page, 'grad', 5, 37));
    await page
      .locator('tr[data-coordinate="3"] td')
      .first()
      .click({ modifiers: ['Control'] });
    await page
      .locator('tr[data-coordinate="5"] td')
      .first()
      .click({ modifiers: ['Shift'] });
    await page.locator('tr[data-coordinate="8"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    const picked = page.locator('tr[aria-selected=true]');
    assert.equal(await picked.count(), 4);
    const button = page.locator('.copy-rows');
    assert.equal(await button.textContent(), 'Copy 4 selected');
    await button.click();
    await button.filter({ hasText: 'Copied 4 rows' }).waitFor();
    const names = (await copied()).map((line) => line.split('\t')[0]);
    assert.deepEqual(names, ['coordinate', 'w[3]', 'w[4]', 'w[5]', 'w[8]']);
    await page.locator('.copy-table').click();
    assert.deepEqual((await last(page, 'copyTable')).coordinates, [3, 4, 5, 8]);
  });

  it('comes back sorted and filtered after a reload', async () => {
    await sort('m');
    await page.getByLabel('Filter by name').fill('w[1');
    await settled(page);
    const before = await drawn(page);
    await page.reload();
    await settled(page);
    assert.deepEqual(await drawn(page), before);
    assert.equal(await page.getByLabel('Filter by name').inputValue(), 'w[1');
  });
});

describe('the table of 100,000 coordinates', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closeBrowser);

  it('has the rows in sight alone, sorted and filtered over all', async () => {
    const page = await openPanel({
      run: { large: 'hundredThousand', steps: 12, lr: 0.01 },
      height: 1000,
    });
    await settled(page);
    await page.locator('[data-section=table] .section-toggle').click();
    await settled(page);
    const rows = async () => (await drawn(page)).length;
    assert.ok((await rows()) <= 96, String(await rows()));
    assert.equal(await page.locator('table[role=grid]').getAttribute('aria-rowcount'), '100001');
    const frame = page.locator('.table-frame.rows');
    const bottom = () => frame.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await bottom();
    await settled(page);
    assert.equal((await drawn(page)).at(-1), 99_999);
    assert.ok((await rows()) <= 96);
    await page.locator('th[data-column=grad] button').click();
    await settled(page);
    const [first] = await drawn(page);
    const largest = await page.evaluate(() => {
      const { trace } = window.fixture;
      let best = 0;
      for (let i = 1; i < 100_000; i++) {
        const size = (k: number) => Math.abs(trace!.value('grad', k, 12));
        if (size(i) > size(best)) best = i;
      }
      return best;
    });
    assert.equal(first, largest);
    assert.equal(await frame.evaluate((element) => element.scrollTop), 0);
    // The keys go on where rows are not drawn so far.
    await page.locator(`tr[data-coordinate="${first}"]`).focus();
    for (let k = 0; k < 100; k++) await page.keyboard.press('ArrowDown');
    await settled(page);
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-nth'));
    assert.ok(Number(at) >= 90, String(at));
    await page.getByLabel('Filter by name').fill('bias');
    await settled(page);
    assert.equal(await rows(), 10);
    assert.equal(await page.locator('.table-tools .muted').textContent(), '10 of 100,000 rows');
    const sizes = await page.evaluate(() =>
      window.fixture.sent.flatMap((message) =>
        message.type === 'table' ? message.values.length : [],
      ),
    );
    assert.ok(Math.max(...sizes) <= 96 * 16, String(Math.max(...sizes)));
    assert.deepEqual(page.errors, []);
  });
});

describe('the table in every theme', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closeBrowser);

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    for (const width of [900, 400]) {
      it(`is accessible, and a picture of it is kept: ${theme}, ${width} px`, async () => {
        const page = await openPanel({ run: twelve, theme, width, height: 760 });
        await settled(page);
        await page.locator('th[data-column=vHat] button').click();
        await page.locator('tr[data-coordinate="3"] td').first().click();
        await page
          .locator('tr[data-coordinate="5"] td')
          .first()
          .click({ modifiers: ['Control'] });
        await page.getByLabel('Filter by value').fill('> much');
        await page.getByLabel('Filter by value').press('Enter');
        await settled(page);
        await page.locator('[data-section=table]').scrollIntoViewIfNeeded();
        await picture(page, `table-${theme}-${width}`);
        await page.evaluate(axe.source);
        const found = await page.evaluate(async () => {
          const { violations } = await window.axe.run('[data-section=table]');
          return violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
          );
        });
        assert.deepEqual(found, []);
        assert.deepEqual(page.errors, []);
      });
    }
  }
});
