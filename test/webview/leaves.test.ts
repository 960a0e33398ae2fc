import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { formatNumber } from '../../src/protocol/number';
import type { HostToPanel } from '../../src/protocol/panel';
import type { FixtureRun } from './fixture/host';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

const network: FixtureRun = {
  ...{ large: 'network', steps: 600, lr: 0.003, cursor: 320 },
  view: {
    objective: 'network',
    verdict: 'loss fell from 1.2 to 0.00012 in 600 steps',
    action: null,
  },
};

const traced = (page: Page, series: string, index: number, step: number) =>
  page.evaluate(([name, i, t]) => window.fixture.trace!.value(name, i, t), [
    series,
    index,
    step,
  ] as const);

/** The last answer of a kind. */
const answer = <Type extends HostToPanel['type']>(page: Page, type: Type) =>
  page.evaluate(
    (wanted) => window.fixture.sent.filter((message) => message.type === wanted).at(-1),
    type,
  ) as Promise<Extract<HostToPanel, { type: Type }>>;

const drawn = (page: Page, chart: string) =>
  page.evaluate((id) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`[data-chart="${id}"] canvas`)!;
    return window.Chart.getChart(canvas)!.data.datasets.map((dataset) => ({
      last: dataset.data.at(-1)!,
      fill: dataset.fill?.target ?? null,
    }));
  }, chart);

const sections = (page: Page) =>
  page
    .locator('.section')
    .evaluateAll((all) => all.map((section) => section.getAttribute('data-section')));

describe('the panel of a large model', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({ run: network, height: 1200 });
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    await closeBrowser();
  });

  it('opens on leaves, without lines of coordinates', async () => {
    assert.deepEqual(await sections(page), [
      'leaves',
      'map',
      'leaf',
      'out',
      'landscape',
      'table',
      'sharpness',
    ]);
    assert.equal(await page.locator('.strip, table.values, .picker').count(), 0);
  });

  it('draws the norm of a quantity and the update-to-weight ratio of every leaf', async () => {
    const norms = await drawn(page, 'grad.norm');
    assert.equal(norms.length, 6);
    for (const leaf of [0, 3, 5]) {
      const y = await traced(page, 'grad.norm', leaf, 600);
      assert.deepEqual(norms[leaf]!.last, { x: 600, y });
    }
    const ratios = await drawn(page, 'update.ratio');
    // The usual ratio is a line of its own, and the first.
    assert.equal(ratios.length, 7);
    assert.equal(ratios[0]!.last.y, 0.001);
    await page.locator('[data-section=leaves] select.coordinate-choice').selectOption('v');
    await settled(page);
    const y = await traced(page, 'v.norm', 2, 600);
    assert.equal((await drawn(page, 'v.norm'))[2]!.last.y, y);
  });

  it('draws quantiles of the chosen leaf as bands around the median', async () => {
    await page.locator('[data-section=leaf] select.coordinate-choice').selectOption('2');
    await settled(page);
    const lines = await drawn(page, 'bands effectiveLearningRate');
    assert.deepEqual(
      lines.map(({ fill }) => fill),
      [6, 5, 4, null, null, null, null],
    );
    for (const [nth, percent] of [0, 5, 25, 50, 75, 95, 100].entries()) {
      const y = await traced(page, `effectiveLearningRate.q${percent}`, 2, 600);
      assert.equal(lines[nth]!.last.y, y);
    }
    const legend = page.locator('[data-chart="bands theta"] .legend li');
    assert.deepEqual(await legend.allTextContents(), [
      `median ${formatNumber(await traced(page, 'theta.q50', 2, 320))}`,
      ...(await Promise.all(
        [
          [25, 75],
          [5, 95],
          [0, 100],
        ].map(async ([a, b]) => {
          const ends = [a, b].map((each) => traced(page, `theta.q${each}`, 2, 320));
          const [low, high] = (await Promise.all(ends)).map((each) => formatNumber(each));
          return `${a}–${b} % ${low} to ${high}`;
        }),
      )),
    ]);
  });

  it('colours leaves over steps, and tells the same in a table for screen readers', async () => {
    const { values, columns } = await answer(page, 'leafMap');
    assert.equal(columns, 350);
    assert.equal(values.length, 6 * 350);
    const colours = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.map-cells canvas')!;
      const { width, height } = canvas;
      const at = (x: number, y: number) => [
        ...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data,
      ];
      return [at(3, height / 12), at(width - 3, height / 12)];
    });
    const lightness = (colour: number[]) => colour[0]! + colour[1]! + colour[2]!;
    // On a dark ground a larger norm is lighter.
    assert.ok(lightness(colours[0]!) > lightness(colours[1]!) + 100, JSON.stringify(colours));
    const rows = page.locator('table.unseen tbody tr');
    assert.equal(await rows.count(), 6);
    assert.equal(
      await rows.nth(4).locator('td').first().textContent(),
      formatNumber(await traced(page, 'grad.norm', 4, 320)),
    );
  });

  it('moves the cursor and chooses the leaf where the map is pressed', async () => {
    const box = (await page.locator('.map-cells canvas').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.75);
    await settled(page);
    assert.match((await page.locator('.map-readout output').textContent())!, /^w3, step/);
    await page.mouse.down();
    await page.mouse.up();
    await settled(page);
    assert.equal(await page.locator('.slider').inputValue(), '151');
    assert.equal(
      await page.locator('[data-section=leaf] select.coordinate-choice').inputValue(),
      '4',
    );
    const line = (await page.locator('.map-cursor').boundingBox())!;
    assert.ok(Math.abs(line.x - (box.x + box.width * 0.25)) < 4);
  });

  it('is worked by keys alone', async () => {
    await page.locator('.map-name').first().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.locator('.map-name[aria-pressed=true]').textContent(), 'w2');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.equal(await page.locator('.slider').inputValue(), '152');
  });

  it('shows how values spread over the leaf at the cursor', async () => {
    const { histograms, step, leaf } = await answer(page, 'histograms');
    assert.deepEqual([step, leaf], [152, 2]);
    const g = histograms.find(({ series }) => series === 'grad')!;
    const counted = Object.values(g.counts).reduce((a, b) => a + b, 0);
    assert.equal(counted, 512);
    const path = () => page.locator('[data-spread=grad] path').getAttribute('d');
    const before = await path();
    const bars = Object.values(g.counts).filter((count) => count > 0).length;
    assert.equal(before!.split('M').length - 1, bars);
    await page.getByLabel('log counts').check();
    await settled(page);
    assert.notEqual(await path(), before);
    assert.match(
      (await page.locator('[data-spread=grad] svg').getAttribute('aria-label'))!,
      /^g of w2: 512 values from /,
    );
  });

  it('names the coordinates that stand out, and leads to one and back', async () => {
    const dead = page.locator('[data-out=dead] li');
    // The units that are off have 3 biases, 3 rows of weights before them and 3 weights behind.
    assert.match((await page.locator('[data-out=dead] h3').textContent())!, /^dead\d+ of 657$/);
    assert.equal(await dead.count(), 8);
    assert.match((await dead.first().textContent())!, /^w2\[0\]\[0\]152 steps$/);
    await page.locator('[data-out=effectiveLearningRate] li button').first().click();
    await settled(page);
    // Its v̂ is 0: its effective learning rate is lr/eps but for rounding, and a line all the same.
    const heights = await page.evaluate(() => {
      const stage = document.querySelector('[data-stage=effectiveLearningRate]')!;
      const chart = window.Chart.getChart(stage.querySelector('canvas')!)!;
      return chart.data.datasets[0]!.places.map(({ y }) => y);
    });
    assert.ok(heights.length > 500 && heights.every(Number.isFinite));
    await page.locator('.crumbs button').first().click();
    await settled(page);
    const first = page.locator('[data-out=update] li').first();
    const name = (await first.locator('button').textContent())!;
    await first.locator('button').click();
    await settled(page);
    assert.deepEqual(await sections(page), ['strip', 'why', 'table', 'charts']);
    assert.equal(await page.locator('.crumbs [aria-current]').textContent(), name);
    assert.equal(await page.locator('.field.coordinate-choice').first().inputValue(), name);
    assert.equal(await page.locator('table.values tbody th').textContent(), name);
    assert.equal(
      await page.evaluate(() => document.activeElement!.getAttribute('aria-current')),
      'page',
    );
    await page.reload();
    await settled(page);
    assert.equal(await page.locator('.crumbs [aria-current]').textContent(), name);
    await page.locator('.crumbs button').first().click();
    await settled(page);
    assert.deepEqual(await sections(page), [
      'leaves',
      'map',
      'leaf',
      'out',
      'landscape',
      'table',
      'sharpness',
    ]);
  });

  it('finds a coordinate by its name', async () => {
    const field = page.getByLabel('Find a coordinate');
    await field.fill('W2[31');
    await settled(page);
    const proposed = await page
      .locator('[data-section=out] datalist option')
      .evaluateAll((all) => all.map((option) => option.getAttribute('value')));
    assert.deepEqual(
      proposed,
      Array.from({ length: 16 }, (_, i) => `w2[31][${i}]`),
    );
    await field.fill('w2[31][15]');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.locator('.crumbs [aria-current]').textContent(), 'w2[31][15]');
    const g = await traced(page, 'grad', 64 + 16 + 511, 152);
    assert.equal(await page.locator('[data-stage=grad] output').textContent(), formatNumber(g));
  });
});

describe('the panel of 100,000 coordinates', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  it('neither gets nor draws them all, and finds each', async () => {
    const page = await openPanel({ run: { large: 'hundredThousand', steps: 12, lr: 0.01 } });
    await settled(page);
    const sent = await page.evaluate(() =>
      window.fixture.sent.map((message) => {
        let size = 0;
        // Numbers by their bytes, texts by their letters.
        JSON.stringify(message, (_, value: unknown) => {
          if (value instanceof Float64Array) size += value.byteLength;
          return value instanceof Float64Array ? undefined : value;
        });
        return (
          size +
          JSON.stringify(message, (_, v: unknown) => (v instanceof Float64Array ? null : v)).length
        );
      }),
    );
    assert.ok(Math.max(...sent) < 100_000, `${Math.max(...sent)} bytes in one message`);
    assert.ok((await page.locator('*').count()) < 3000);
    assert.equal(await page.locator('[data-out=update] li').count(), 8);
    await page.getByLabel('Find a coordinate').fill('embedding[399][239]');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.locator('.crumbs [aria-current]').textContent(), 'embedding[399][239]');
    await page.getByRole('button', { name: 'All charts' }).click();
    await page.locator('.picker summary').click();
    await page.locator('.picker input[type=search]').fill('head[39');
    await settled(page);
    assert.equal(await page.locator('.picker-list li').count(), 60);
    // head[39], head[390] … head[399], head[3900] … head[3989].
    assert.match((await page.locator('.picker-body > .muted').textContent())!, /^41 more/);
    assert.ok((await page.locator('*').count()) < 3000);
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
  });
});

describe('pictures of large models', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    it(`${theme}, without a violation of accessibility`, async () => {
      const page = await openPanel({ theme, height: 2450, run: network });
      await settled(page);
      await picture(page, `leaves-${theme}`);
      assert.deepEqual(await violations(page), []);
      await page.locator('[data-out=effectiveLearningRate] li button').first().click();
      await settled(page);
      assert.deepEqual(await violations(page), []);
      if (theme === 'dark') await picture(page, 'leaves-coordinate');
      assert.deepEqual(page.errors, []);
    });
  }

  it('narrow', async () => {
    const page = await openPanel({ width: 400, height: 4300, run: network });
    await settled(page);
    await picture(page, 'leaves-narrow');
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400);
  });

  it('of 40 leaves with long names, where the loss falls to 1e-30', async () => {
    const run: FixtureRun = {
      ...{ large: 'manyLeaves', steps: 699, lr: 0.02, cursor: 100 },
      view: network.view!,
    };
    const page = await openPanel({ height: 1500, run });
    await settled(page);
    const { min, heights } = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-chart=loss] canvas')!;
      const chart = window.Chart.getChart(canvas)!;
      return {
        min: chart.scales.y!.min,
        heights: chart.data.datasets[0]!.places.map(({ y }) => y),
      };
    });
    assert.ok(min > 0 && min < 1e-29, String(min));
    assert.ok(heights.length === 699 && heights.every(Number.isFinite));
    assert.equal(await page.locator('[data-chart="grad.norm"] .legend li').count(), 12);
    await page.locator('.map-name').nth(30).click();
    await settled(page);
    const names = page.locator('[data-chart="grad.norm"] .legend .name');
    assert.equal(await names.last().textContent(), 'encoder.layers[30].attention.weight');
    await picture(page, 'leaves-many');
    assert.deepEqual(page.errors, []);
  });

  it('of 100,000 coordinates', async () => {
    const run: FixtureRun = {
      ...{ large: 'hundredThousand', steps: 40, lr: 0.05, cursor: 25 },
      view: network.view!,
    };
    const page = await openPanel({ theme: 'light', height: 2300, run });
    await settled(page);
    await picture(page, 'leaves-100000');
    assert.deepEqual(page.errors, []);
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`),
    );
  });
}
