import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { formatNumber } from '../../src/protocol/number';
import type { PanelToHost } from '../../src/protocol/panel';
import { closeBrowser, openPanel, settled } from './fixture/page';

const text = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.textContent);

const posted = (page: Page): Promise<PanelToHost[]> => page.evaluate(() => window.fixture.posted);

/** The points that a chart draws: those of the line number `nth`. */
const drawn = (page: Page, chart: string, nth = 0) =>
  page.evaluate(
    ([selector, index]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`${selector} canvas`)!;
      const { data } = window.Chart.getChart(canvas)!;
      return data.datasets[Number(index)]!.data;
    },
    [chart, nth] as const,
  );

const traced = (page: Page, series: string, index: number, step: number) =>
  page.evaluate(([name, i, t]) => window.fixture.trace!.value(name, i, t), [
    series,
    index,
    step,
  ] as const);

const press = async (page: Page, key: string) => {
  await page.keyboard.press(key);
  await settled(page);
};

describe('the panel of a finished run', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({ run: { cursor: 2740 } });
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    await closeBrowser();
  });

  it('says in its header what ran', async () => {
    assert.equal(await text(page, '.title'), 'rosenbrock');
    assert.equal(await text(page, '.state'), 'Done');
    assert.deepEqual(await page.locator('.fact').allTextContents(), [
      'lr0.1',
      'β₁0.9',
      'β₂0.999',
      'eps1e-8',
      'λ0',
      'decoupled decayoff',
      'AMSGradoff',
      'bias correctionon',
      'steps3,000',
      'seed0',
      'gradientexact, tape',
      'per evaluation420 ns',
    ]);
    assert.match(await text(page, '.verdict'), /spiked to 0\.7549 near step 2,740/);
  });

  it('moves the cursor by keys, anywhere, and tells the host', async () => {
    for (const [key, step] of [
      ['ArrowRight', 2741],
      ['ArrowLeft', 2740],
      ['Shift+ArrowLeft', 2730],
      ['PageDown', 2830],
      ['PageUp', 2730],
      ['Home', 0],
      ['End', 3000],
      ['ArrowRight', 3000],
    ] as const) {
      await press(page, key);
      assert.equal(await page.locator('.slider').inputValue(), String(step), key);
    }
    const steps = (await posted(page)).flatMap((said) => (said.type === 'cursor' ? said.step : []));
    assert.deepEqual(steps, [2741, 2740, 2730, 2830, 2730, 0, 3000]);
  });

  it('moves the cursor by the slider and the field, which keep their own keys', async () => {
    await page.locator('.slider').focus();
    await press(page, 'ArrowLeft');
    assert.equal(await page.locator('.field.number').inputValue(), '2999');
    await page.locator('.field.number').fill('1234');
    await press(page, 'Enter');
    assert.equal(await page.locator('.slider').inputValue(), '1234');
    await press(page, 'ArrowLeft');
    assert.equal(await page.locator('.slider').inputValue(), '1234');
    await page.locator('.field.number').fill('99999');
    await press(page, 'Enter');
    assert.equal(await page.locator('.field.number').inputValue(), '3000');
    await page.locator('.title .link').focus();
  });

  it('shows in the table the numbers of the trace, θ before and after', async () => {
    await page.locator('.field.number').fill('2740');
    await press(page, 'Enter');
    for (const [coordinate, name] of ['x', 'y'].entries()) {
      const row = page.locator(`tr[data-coordinate="${coordinate}"]`);
      assert.equal(await row.locator('th').textContent(), name);
      const expected: Record<string, number> = {
        thetaBefore: await traced(page, 'theta', coordinate, 2739),
      };
      for (const series of [
        'theta',
        'grad',
        'm',
        'v',
        'mHat',
        'vHat',
        'effectiveLearningRate',
        'update',
      ]) {
        expected[series] = await traced(page, series, coordinate, 2740);
      }
      for (const [series, value] of Object.entries(expected)) {
        const cell = await row.locator(`td[data-series="${series}"]`).textContent();
        assert.equal(cell, formatNumber(value, 8), series);
        assert.ok(Number.isFinite(value));
      }
    }
  });

  it('shows the start with dashes where there is no step', async () => {
    await page.locator('.title .link').focus();
    await press(page, 'Home');
    const cells = await page.locator('tr[data-coordinate="0"] td').allTextContents();
    assert.deepEqual(cells, ['–', '-1.2', ...new Array<string>(10).fill('–')]);
    await press(page, 'End');
  });

  it('draws exactly the points that it was sent, at most two per bucket', async () => {
    const sent = await page.evaluate(() => {
      const answer = window.fixture.sent.filter((message) => message.type === 'lines').at(-1);
      const line = answer?.type === 'lines' && answer.lines.find(({ series }) => series === 'loss');
      return line ? [...line.points] : [];
    });
    const points = await drawn(page, '[data-chart=loss]');
    assert.deepEqual(
      points.flatMap(({ x, y }) => [x, y]),
      sent,
    );
    const ask = (await posted(page)).find((message) => message.type === 'ask');
    assert.ok(ask?.type === 'ask' && ask.buckets <= 500);
    assert.ok(points.length > ask.buckets && points.length <= 2 * ask.buckets);
  });

  it('makes the spike near step 2,740 visible', async () => {
    const spike = await page.evaluate(() => {
      const chart = window.Chart.getChart(
        document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!,
      )!;
      const points = chart.data.datasets[0]!.data;
      const late = points.filter(({ x }) => x > 2000);
      const peak = late.reduce((best, point) => (point.y > best.y ? point : best));
      const before = late.filter(({ x }) => x < peak.x);
      const ground = before.reduce((best, point) => (point.y < best.y ? point : best));
      const { y } = chart.scales;
      const rise = y!.getPixelForValue(ground.y) - y!.getPixelForValue(peak.y);
      return { peak, ground, share: rise / chart.chartArea.height };
    });
    assert.ok(Math.abs(spike.peak.x - 2740) <= 10, `peak at ${spike.peak.x}`);
    assert.ok(spike.peak.y > 0.5 && spike.peak.y < 1);
    assert.ok(spike.ground.y < 1e-27);
    assert.ok(spike.share > 0.85, `rises over ${spike.share} of the chart`);
  });

  it('moves the cursor where a chart or the landscape is pressed', async () => {
    const box = (await page.locator('[data-chart=loss] canvas').boundingBox())!;
    const x = await page.evaluate(() =>
      window.Chart.getChart(
        document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!,
      )!.scales.x!.getPixelForValue(1500),
    );
    await page.mouse.click(box.x + x, box.y + box.height / 2);
    await settled(page);
    const step = Number(await page.locator('.slider').inputValue());
    assert.ok(Math.abs(step - 1500) <= 4, String(step));
    const line = (await page.locator('[data-chart=loss] .cursor-line').boundingBox())!;
    assert.ok(Math.abs(line.x - (box.x + x)) <= 1.5);
    const map = (await page.locator('[data-chart=landscape] canvas').boundingBox())!;
    await page.mouse.click(map.x + 92, map.y + 90);
    await settled(page);
    assert.ok(Number(await page.locator('.slider').inputValue()) < 100);
  });

  it('shows the strip of one coordinate with the values under the cursor', async () => {
    await press(page, 'End');
    await page.locator('.coordinate-choice').selectOption('y');
    await settled(page);
    assert.deepEqual(
      await page
        .locator('.stage')
        .evaluateAll((all) => all.map((stage) => stage.getAttribute('data-stage'))),
      ['grad', 'm', 'mHat', 'gradSquared', 'v', 'vHat', 'effectiveLearningRate', 'update'],
    );
    const grad = await traced(page, 'grad', 1, 3000);
    assert.equal(await text(page, '[data-stage=grad] output'), formatNumber(grad));
    assert.equal(await text(page, '[data-stage=gradSquared] output'), formatNumber(grad * grad));
    const points = await drawn(page, '[data-stage=vHat]');
    assert.equal(points.at(-1)!.y, await traced(page, 'vHat', 1, points.at(-1)!.x));
  });

  it('unfolds a chart per declared quantity, with a choice of axis', async () => {
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
    assert.deepEqual(
      await page
        .locator('.charts .chart')
        .evaluateAll((all) => all.map((chart) => chart.getAttribute('data-chart'))),
      [
        ...['theta', 'grad', 'm', 'v', 'lr', 'biasCorrection', 'effectiveLearningRate'],
        ...['direction', 'update', 'parts'],
      ],
    );
    const axis = page.locator('[data-chart=grad] .axis-choice');
    assert.equal(await axis.inputValue(), 'linear');
    const disabled = await axis.evaluate((select: HTMLSelectElement) =>
      [...select.options].filter((option) => option.disabled).map((option) => option.value),
    );
    assert.deepEqual(disabled, ['log']);
    assert.equal(await page.locator('[data-chart=v] .axis-choice').inputValue(), 'log');
    await axis.selectOption('symlog');
    await settled(page);
    const type = await page.evaluate(
      () =>
        window.Chart.getChart(
          document.querySelector<HTMLCanvasElement>('[data-chart=grad] canvas')!,
        )!.axis,
    );
    assert.equal(type, 'symlog');
    assert.deepEqual((await drawn(page, '[data-chart=m]', 3)).at(-1), {
      x: 3000,
      y: await traced(page, 'mHat', 1, 3000),
    });
  });

  it('shows more where it is zoomed', async () => {
    await page.locator('.field.number').fill('2740');
    await press(page, 'Enter');
    await page.locator('.title .link').focus();
    await press(page, '+');
    await press(page, '+');
    const points = await drawn(page, '[data-chart=loss]');
    assert.equal(points.length, points.at(-1)!.x - points[0]!.x + 1);
    const at = points.find(({ x }) => x === 2740)!;
    assert.equal(at.y, await traced(page, 'loss', 0, 2740));
  });

  it('takes the colours of a new theme', async () => {
    const colour = () =>
      page.evaluate(
        () =>
          window.Chart.getChart(
            document.querySelector<HTMLCanvasElement>('[data-chart=theta] canvas')!,
          )!.data.datasets[0]!.borderColor,
      );
    assert.equal(await colour(), '#3794ff');
    await page.evaluate(() => window.fixture.setTheme('light'));
    await settled(page);
    assert.equal(await colour(), '#1a85ff');
  });

  it('comes back after a reload as it was left', async () => {
    await page.reload();
    await settled(page);
    assert.equal(await page.locator('.slider').inputValue(), '2740');
    assert.equal(await page.locator('[data-chart=grad] .axis-choice').inputValue(), 'symlog');
    assert.equal(await page.locator('.coordinate-choice').inputValue(), '1');
    assert.ok(await page.locator('.zoom .link').isVisible());
  });

  it('posts what its buttons stand for', async () => {
    const before = (await posted(page)).length;
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByRole('button', { name: 'Fork…' }).click();
    await page.locator('.title .link').click();
    assert.deepEqual(
      (await posted(page)).slice(before).filter(({ type }) => !type.startsWith('ask')),
      [
        { type: 'runAgain', run: 1 },
        { type: 'try', run: 1 },
        { type: 'fork', run: 1 },
        { type: 'reveal', run: 1, target: 'objective' },
      ],
    );
  });
});

describe('the panel of a running run', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({
      run: { steps: 2000, view: { length: 500, state: 'running', verdict: '', action: null } },
    });
    await settled(page);
  });
  after(closeBrowser);

  const asks = async () => (await posted(page)).filter(({ type }) => type === 'ask').length;
  const frames = () =>
    page.evaluate(async () => {
      for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });

  it('shows progress and can be stopped', async () => {
    assert.equal(await text(page, '.state'), 'Running');
    assert.equal(await page.locator('.progress').getAttribute('value'), '500');
    await page.getByRole('button', { name: 'Stop' }).click();
    assert.deepEqual((await posted(page)).at(-1), { type: 'stop', run: 1 });
  });

  it('leaves what is being typed alone while the run goes on', async () => {
    const field = page.locator('.field.number');
    await field.fill('12');
    await page.evaluate(() => window.fixture.update({ length: 500 }));
    await frames();
    assert.equal(await field.inputValue(), '12');
    await press(page, 'Enter');
    assert.equal(await page.locator('.slider').inputValue(), '12');
  });

  it('row 65: has one question under way, however often it is told of more steps', async () => {
    const before = await asks();
    await page.evaluate(() => {
      window.fixture.silent = ['ask'];
      for (let i = 1; i <= 5; i++) window.fixture.update({ length: 500 - i });
    });
    await frames();
    await page.evaluate(() => window.fixture.update({ length: 480 }));
    await frames();
    assert.equal(await asks(), before + 1);
  });

  it('row 65: asks nothing while it is hidden, and anew when it is seen', async () => {
    const hide = (state: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await page.evaluate(() => (window.fixture.silent = []));
    await hide('hidden');
    const before = (await posted(page)).length;
    await page.evaluate(() => window.fixture.update({ length: 490 }));
    await frames();
    assert.equal((await posted(page)).length, before);
    await hide('visible');
    await frames();
    const since = (await posted(page)).slice(before);
    const asked = since.flatMap((message) => (message.type === 'ask' ? message.to : []));
    assert.deepEqual(asked, [490]);
  });

  it('shows what ended the run, with a link to the place', async () => {
    await page.evaluate(() =>
      window.fixture.update({
        state: 'user-error',
        error: { text: 'ReferenceError: w is not defined', place: 'a.ts:3:7' },
        stale: true,
      }),
    );
    await page.locator('.error .place').click();
    assert.equal(await text(page, '.error p'), 'ReferenceError: w is not defineda.ts:3:7');
    assert.equal(await text(page, '.state'), 'Error in the objective');
    assert.equal(await text(page, '.badge-stale'), 'stale');
    assert.deepEqual((await posted(page)).at(-1), { type: 'reveal', run: 1, target: 'error' });
  });
});
