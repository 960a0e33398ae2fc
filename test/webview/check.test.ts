import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { CheckView } from '../../src/protocol/checkView';
import { looksAsKept, ofPanel } from './fixture/baseline';
import { closeBrowser, openPanel, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

const check: CheckView = {
  objective: 'hinge',
  state: 'done',
  gradient: 'exact, compiled',
  points: [11, 11],
  said: 'The gradient fails: 1 of 4 derivatives are not those of the loss.',
  isBad: true,
  remarks: [
    '1 of 4 derivatives are at a kink: there is none.',
    'Math.max(0, x) is at its kink (0)',
  ],
  columns: ['verdict', 'point', 'coordinate', 'θ', 'exact', 'numerical', 'difference'],
  rows: [
    row('fails', 'fails', 2, 'w[0]', [0.3, 0, 0.6, 0.6]),
    row('unclear', 'cannot be judged', 0, 'w[1]', [1, 2, 0, 2]),
    row('kink', 'a kink, no derivative', 0, 'w[0]', [0, 0.5, 0.5, 2.1e-12]),
    row('agrees', 'agrees', 1, 'w\u202e[1]', [-1.25, -431.9177, -431.9177, 9.2e-9]),
  ],
  more: '7 more',
};

function row(
  verdict: CheckView['rows'][number]['verdict'],
  inWords: string,
  point: number,
  coordinate: string,
  numbers: number[],
): CheckView['rows'][number] {
  return { verdict, inWords, point, coordinate, numbers };
}

async function shown(theme: ThemeName, view: CheckView = check) {
  const page = await openPanel({ theme, height: 500, run: { steps: 50 } });
  await settled(page);
  await page.evaluate((given) => window.fixture.send({ type: 'check', check: given }), view);
  await page.locator('table.derivatives').waitFor();
  return page;
}

describe('a gradient check in the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`stands in place of the run and can be read by all: ${theme}`, async () => {
      const page = await shown(theme);
      await looksAsKept(page, `check-${theme}`, ofPanel);
      assert.equal(await page.locator('.timeline').count(), 0);
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const found = await window.axe.run(document);
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      assert.deepEqual([violations, page.errors], [[], []]);
    });
  }

  it('shows every number, worst first, and names as they are spelt', async () => {
    const page = await shown('dark');
    const cells = await page
      .locator('table.derivatives tbody tr')
      .evaluateAll((rows) =>
        rows.map((each) => [...each.children].map((cell) => cell.textContent)),
      );
    assert.deepEqual(cells, [
      ['fails', '2', 'w[0]', '0.3', '0', '0.6', '0.6'],
      ['cannot be judged', '0', 'w[1]', '1', '2', '0', '2'],
      ['a kink, no derivative', '0', 'w[0]', '0', '0.5', '0.5', '2.1e-12'],
      ['agrees', '1', 'w\\u202e[1]', '-1.25', '-431.9177', '-431.9177', '9.2e-9'],
    ]);
    assert.equal(await page.locator('.error').textContent(), check.said);
    assert.deepEqual(await page.locator('.notes li').allTextContents(), check.remarks);
  });

  it('is stopped while it runs, and closed to show the run again', async () => {
    const page = await shown('dark', { ...check, state: 'running', isBad: false, points: [3, 11] });
    assert.equal(await page.locator('progress').getAttribute('value'), '3');
    await page.locator('button', { hasText: 'Stop' }).click();
    await page.locator('button', { hasText: 'Back' }).click();
    const asked = await page.evaluate(() =>
      window.fixture.posted.filter(({ type }) => type === 'check'),
    );
    assert.deepEqual(asked, [
      { type: 'check', button: 'stop' },
      { type: 'check', button: 'close' },
    ]);
    await page.evaluate(() => window.fixture.send({ type: 'check', check: null }));
    await page.locator('.timeline').waitFor();
  });
});
