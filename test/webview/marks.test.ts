import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closePages, exported, openExported, runOf } from './fixture/exported';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import { rosenbrock, traceOf } from './fixture/trace';

/** Pixels of a chart's canvas in the colour of the foreground, in the strip in which flags fly. */
const flagged = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(canvas.width / 3, 6, 200, 12);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] === 0xd4 && data[i + 1] === 0xd4 && data[i + 3] === 255) count++;
    }
    return count;
  });

const marksOf = (page: Page) =>
  page.evaluate(() =>
    window.fixture.posted.flatMap((said) => (said.type === 'marks' ? [said.marks] : [])).at(-1),
  );

describe('marks', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(async () => {
    await closePages();
    await closeBrowser();
  });

  it('are set by a press with Shift and drawn on the charts; a drag with Shift sets none', async () => {
    const page = await openPanel({ run: { cursor: 100 } });
    await settled(page);
    const box = (await page.locator('[data-chart=loss] canvas').boundingBox())!;
    assert.equal(await flagged(page), 0);
    await page.keyboard.down('Shift');
    await page.mouse.click(box.x + box.width * 0.45, box.y + 120);
    await page.locator('[data-mark]').waitFor();
    await page.mouse.move(box.x + 200, box.y + 120);
    await page.mouse.down();
    await page.mouse.move(box.x + 260, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await settled(page);
    const [mark, ...others] = (await marksOf(page))!;
    assert.deepEqual(others, []);
    assert.ok(mark!.step > 1000 && mark!.step < 1600, String(mark!.step));
    assert.equal(await page.locator('.slider').inputValue(), '100');
    assert.ok((await flagged(page)) > 40, String(await flagged(page)));
    await page.getByRole('button', { name: 'Remove mark 1' }).click();
    await settled(page);
    assert.deepEqual(await marksOf(page), []);
    assert.equal(await flagged(page), 0);
    assert.deepEqual(page.errors, []);
  });

  it('are shown as the host knows them, and lead to their steps', async () => {
    const marks = [
      { step: 2740, name: 'spike' },
      { step: 12, name: '' },
    ];
    const findings = [{ step: 2600, text: 'The loss is lowest here: 1.2e-29' }];
    for (const [theme, width] of [
      ['light', 400],
      ['hc-dark', 1000],
    ] as const) {
      const page = await openPanel({
        theme,
        width,
        height: 1100,
        run: {
          cursor: 2740,
          view: {
            marks,
            findings,
            state: 'limit',
            error: {
              text: 'Time limit: the evaluation for step 3,001 did not finish within 5 s.',
              place: 'rosenbrock.ts:3:5',
              remedy: {
                text: 'Look for a loop that does not end.',
                setting: 'evaluationTimeLimit',
              },
            },
          },
        },
      });
      await settled(page);
      assert.deepEqual(
        await page
          .locator('[data-mark]')
          .evaluateAll((all) => all.map((row) => row.getAttribute('data-mark'))),
        ['12', '2740'],
      );
      await page.evaluate(() => new Promise(requestAnimationFrame));
      await picture(page, `marks-${theme}-${width}`);
      await page.getByRole('button', { name: 'Step 12', exact: true }).click();
      await settled(page);
      assert.equal(await page.locator('.slider').inputValue(), '12');
      await page.getByRole('button', { name: 'Open the setting' }).click();
      const last = await page.evaluate(() => window.fixture.posted.at(-1));
      assert.deepEqual(last, { type: 'openSetting', run: 1, setting: 'evaluationTimeLimit' });
      assert.deepEqual(page.errors, []);
    }
  });

  it('and the ways to extrema are in an exported page, too', async () => {
    const given = { run: 1, steps: 3000, optimizer: 'adam', hyperparameters: { lr: 0.1 } };
    const trace = traceOf(rosenbrock, given);
    const marks = [{ step: 40, name: '<i>here</i>' }];
    const run = runOf(trace, { marks, cursor: 40 });
    const { page, misdeeds } = await openExported(await exported(run));
    await page.locator('.mark-name').waitFor();
    assert.equal(await page.locator('.mark-name').inputValue(), '<i>here</i>');
    await page.locator('.findings', { hasText: 'The loss spikes to 0.7' }).waitFor();
    await page.keyboard.press('e');
    await page.locator('.told', { hasText: /Local (max|min)imum of loss/ }).waitFor();
    const step = Number(await page.locator('.slider').inputValue());
    const loss = (at: number) => trace.value('loss', 0, at);
    assert.ok(step > 40 && (loss(step) - loss(step - 1)) * (loss(step + 1) - loss(step)) < 0);
    assert.equal(await page.locator('.marks i').count(), 0);
    assert.deepEqual(misdeeds, { errors: [], requests: [], violations: [] });
  });
});
