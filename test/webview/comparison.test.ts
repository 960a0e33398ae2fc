import assert from 'node:assert/strict';
import type { RunView } from '../../src/protocol/panel';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

const row: NonNullable<RunView['comparison']>['rows'][number] = {
  run: 1,
  title: 'Adam',
  state: 'done',
  lr: 0.1,
  finalLoss: 1e-29,
  bestLoss: 0,
  bestStep: 2620,
  stepsTo: [310, 900],
  distance: 3e-15,
  oscillation:
    'x swings to and fro since step 120: 0.96 lr from valley to peak, every 12 steps, undiminished',
};

describe('a comparison in the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  it('shows its runs in numbers, with what was never reached, and that they are not tuned', async () => {
    const sgd = { ...row, run: 7, title: 'SGD', finalLoss: 0.5, bestLoss: 0.5, bestStep: 3000 };
    const comparison = {
      losses: [1e-3, 1e-6],
      rows: [row, { ...sgd, stepsTo: [2100, null], distance: 0.4, oscillation: null }],
    };
    const page = await openPanel({
      width: 1000,
      run: {
        cursor: 100,
        view: { comparison, oscillations: [{ coordinate: 0, from: 120, to: 3000 }] },
      },
    });
    await settled(page);
    const cells = (run: number) =>
      page.locator(`.comparison tr[data-run="${run}"] > *`).allInnerTexts();
    assert.deepEqual(
      (await cells(1)).map((text) => text.trim()),
      ['Adam', '0.1', 'Done', '1e-29', '0 at step 2,620', '310', '900', '3e-15', row.oscillation!],
    );
    assert.deepEqual(
      (await cells(7)).map((text) => text.trim()),
      ['SGD', '0.1', 'Done', '0.5', '0.5 at step 3,000', '2,100', 'never', '0.4', '–'],
    );
    assert.match(
      await page.locator('[data-section="comparison"]').innerText(),
      /Not tuned: .* --sweep lr=1e-4:1:13/,
    );
    await page.locator('[data-section="charts"] .section-toggle').click();
    const marked = page.locator('figure:has(.spans)');
    await marked.first().waitFor();
    assert.deepEqual(
      await marked.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['chart'])),
      ['theta', 'update'],
    );
    await settled(page);
    await picture(page, 'comparison');
    assert.deepEqual(page.errors, []);
  });
});
