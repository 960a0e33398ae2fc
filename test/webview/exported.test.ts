import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { formatNumber } from '../../src/protocol/number';
import type { Landscape } from '../../src/protocol/run';
import type { Trace } from '../../src/trace/trace';
import { closePages, exported, openExported, runOf, type Misdeeds } from './fixture/exported';
import { quadratic, rosenbrock, traceOf } from './fixture/trace';

const clean: Misdeeds = { errors: [], requests: [], violations: [] };

const adam = (run: number, steps: number, hyperparameters: Record<string, unknown> = { lr: 0.1 }) =>
  traceOf(rosenbrock, { run, steps, optimizer: 'adam', hyperparameters });

async function goTo(page: Page, step: number): Promise<void> {
  await page.locator('.field.number').fill(String(step));
  await page.keyboard.press('Enter');
  await page.locator(`table[data-step="${step}"]`).waitFor();
}

/** The table of the page against the trace, at a step. */
async function assertValues(page: Page, trace: Trace, step: number): Promise<void> {
  await goTo(page, step);
  for (const [coordinate, name] of trace.header.leaves
    .flatMap((leaf) => leaf.coordinates)
    .entries()) {
    const cells = page.locator(`tr[data-coordinate="${coordinate}"] td`);
    const found = await cells.evaluateAll((all) =>
      all.map((cell) => [cell.getAttribute('data-series')!, cell.textContent] as const),
    );
    assert.ok(found.length >= 10);
    for (const [series, text] of found) {
      const value =
        series === 'thetaBefore'
          ? trace.value('theta', coordinate, step - 1)
          : trace.value(series, coordinate, step);
      assert.equal(text, formatNumber(value, 8), `${series} of ${name} at ${step}`);
    }
  }
}

const picture = (page: Page, name: string) => {
  mkdirSync('artefacts/webview', { recursive: true });
  return page.screenshot({ path: `artefacts/webview/${name}.png` });
};

const valley: Landscape = (() => {
  const [nx, ny] = [60, 60];
  const [x, y] = [[-1.7, 1.7] as [number, number], [-0.6, 2.2] as [number, number]];
  const at = ([from, to]: [number, number], i: number) => from + ((to - from) * i) / 59;
  const values = Float64Array.from({ length: nx * ny }, (_, i) =>
    rosenbrock.loss(Float64Array.of(at(x, i % nx), at(y, Math.floor(i / nx)))),
  );
  return { x, y, nx, ny, values };
})();

describe('an exported page', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);
  after(closePages);

  it('holds 10,000 steps of two coordinates of Adam in 2 MB, and every number of them', async () => {
    const trace = adam(1, 10_000);
    const html = await exported(runOf(trace), [], valley);
    const megabytes = Buffer.byteLength(html) / 1e6;
    console.log(`      ${megabytes.toFixed(2)} MB`);
    assert.ok(megabytes <= 2, `${megabytes} MB`);
    const { page, misdeeds } = await openExported(html);
    for (const step of [10_000, 1, 2740, 7777]) await assertValues(page, trace, step);
    await page.getByRole('button', { name: 'All charts' }).click();
    await page.locator('[data-chart=grad] canvas').waitFor();
    await goTo(page, 2740);
    await picture(page, 'exported-dark');
    assert.deepEqual(misdeeds, clean);
  });

  it('draws the bits of the trace down to single steps', async () => {
    const trace = adam(1, 3000);
    const { page, misdeeds } = await openExported(await exported(runOf(trace)));
    await goTo(page, 2740);
    await page.locator('.title').click();
    for (let i = 0; i < 3; i++) await page.keyboard.press('+');
    // What the page hands to the canvas: a path through every step in sight.
    const table = await page.locator('[data-run-value=loss]').textContent();
    assert.equal(table, formatNumber(trace.value('loss', 0, 2740), 8));
    await page.locator('.zoom .link', { hasText: /2,[67]\d\d to 2,7\d\d/ }).waitFor();
    assert.deepEqual(misdeeds, clean);
  });

  it('copies a step as a Markdown table whose numbers are the bits of the trace', async () => {
    const trace = adam(1, 3000);
    const { page, misdeeds } = await openExported(await exported(runOf(trace)));
    for (const step of [1, 2740, 3000]) {
      await goTo(page, step);
      await page.locator('.copy-table').click();
      await page.locator('.copy-table', { hasText: /^Copied$/ }).waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      const rows = text.trimEnd().split('\n').slice(4);
      const series = trace.series.filter(
        ({ per, name }) => per === 'coordinate' && name !== 'theta',
      );
      assert.equal(rows.length, 2);
      for (const [index, row] of rows.entries()) {
        const [, before, after, ...others] = row.slice(2, -2).split(' | ');
        assert.ok(Object.is(Number(before), trace.value('theta', index, step - 1)));
        assert.ok(Object.is(Number(after), trace.value('theta', index, step)));
        assert.equal(others.length, series.length);
        for (const [i, { name }] of series.entries()) {
          const value = trace.value(name, index, step);
          assert.ok(Object.is(Number(others[i]), value), `${name} ${index} at ${step}`);
        }
      }
    }
    assert.deepEqual(misdeeds, clean);
  });

  it('saves a chart as a download', async () => {
    const { page, misdeeds } = await openExported(await exported(runOf(adam(1, 300))));
    await page.locator('[data-chart=loss] canvas').hover();
    const download = page.waitForEvent('download');
    await page.locator('[data-chart=loss] .save-picture').click();
    const file = await (await download).path();
    assert.equal((await download).suggestedFilename(), 'loss.png');
    assert.deepEqual([...readFileSync(file).subarray(1, 4)], [...Buffer.from('PNG')]);
    assert.deepEqual(misdeeds, clean);
  });

  it('has no button for what needs an engine or an editor', async () => {
    const run = runOf(adam(1, 300), {
      state: 'user-error',
      error: {
        message: {
          code: 'engine.not-finite',
          arguments: [],
          place: { file: 'a.ts', line: 3, column: 4 },
        },
        step: 300,
      },
    });
    const { page, misdeeds } = await openExported(await exported(run));
    for (const name of [
      'Run again',
      'Stop',
      'Try',
      'Compute sharpness',
      'Show without',
      'Export…',
    ]) {
      assert.equal(await page.getByRole('button', { name }).count(), 0, name);
    }
    assert.equal(await page.locator('.title button').count(), 0);
    assert.equal(await page.locator('.title').textContent(), 'rosenbrock');
    await page.getByRole('button', { name: 'Why bias correction?' }).click();
    await page.locator('[data-chart=expectation] canvas').waitFor();
    assert.equal(await page.locator('[data-chart=expectation] .example').count(), 0);
    assert.deepEqual(misdeeds, clean);
  });

  it('keeps hostile names as text', async () => {
    const hostile = [
      '</script><script>alert(1)</script>',
      '<img src=x onerror=alert(2)>',
      '--><!--',
    ];
    const objective = quadratic(3, (i) => hostile[i]!);
    const given = { run: 1, steps: 50, optimizer: 'adam', hyperparameters: { lr: 0.1 } };
    const trace = traceOf(objective, given);
    const run = runOf(trace, { notes: [{ code: '<b>&amp;</b>', arguments: [] }] });
    run.request.objective.name = '</title><script>alert(3)</script>';
    const { page, misdeeds } = await openExported(await exported(run));
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    for (const name of hostile) {
      assert.ok(await page.getByText(name, { exact: true }).count(), name);
    }
    assert.equal(await page.title(), '</title><script>alert(3)</script> · Adamscope');
    assert.equal(await page.locator('.title').textContent(), '</title><script>alert(3)</script>');
    assert.equal(await page.locator('.notes li').textContent(), '<b>&amp;</b>');
    assert.equal(await page.locator('img, script[src], .notes b').count(), 0);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(misdeeds, clean);
  });

  it('holds the runs of a comparison and how they part', async () => {
    const [front, other] = [adam(1, 400), adam(2, 400, { lr: 0.01 })];
    const behind = [{ run: runOf(other), title: 'Adam, slower', kind: 'compared' as const }];
    const { page, misdeeds } = await openExported(await exported(runOf(front), behind), {
      height: 1400,
    });
    await page.locator('[data-section=comparison]').first().waitFor();
    assert.equal(await page.getByRole('button', { name: /Sweep/ }).count(), 0);
    assert.ok((await page.getByText('Adam, slower').count()) > 0);
    await picture(page, 'exported-comparison');
    assert.deepEqual(misdeeds, clean);
  });

  it('follows what its reader prefers, dark or light', async () => {
    const html = await exported(runOf(adam(1, 3000), { cursor: 2740 }), [], valley);
    for (const [width, name] of [
      [1000, 'exported-light'],
      [400, 'exported-narrow'],
    ] as const) {
      const { page, misdeeds } = await openExported(html, {
        colours: 'light',
        width,
        height: 1100,
      });
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.locator('table[data-step]').waitFor();
      await picture(page, name);
      assert.equal(await background(), 'rgb(255, 255, 255)');
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('body.vscode-dark').waitFor();
      assert.equal(await background(), 'rgb(30, 30, 30)');
      assert.deepEqual(misdeeds, clean);
    }
  });
});
