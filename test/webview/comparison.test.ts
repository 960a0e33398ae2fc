import assert from 'node:assert/strict';
import type { RunView } from '../../src/protocol/panel';
import { formatNumber } from '../../src/protocol/number';
import { looksAsKept, ofPanel } from './fixture/baseline';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';
import { tunedComparison, type TunedFixture } from './fixture/tuned';

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
      remarks: ['not tuned: the learning rates are each optimizer’s default'],
      sweep: null,
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
      [
        ...['Adam', '', '0.1', 'Done', '1e-29', '0 at step 2,620', '310', '900', '3e-15'],
        `oscillation ${row.oscillation!}`,
      ],
    );
    assert.deepEqual(
      (await cells(7)).map((text) => text.trim()),
      [
        ...['SGD', 'Difference', '0.1', 'Done', '0.5', '0.5 at step 3,000'],
        ...['2,100', 'never', '0.4'],
      ],
    );
    assert.equal(await page.locator('.table-frame:has(.told)').evaluate(overflowing), 0);
    assert.match(
      await page.locator('[data-section="comparison"]').innerText(),
      /not tuned: .*\s*Sweep lr/,
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

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    it(`keeps what is said of a run in sight where the numbers do not fit (${theme})`, async () => {
      const titles = ['Adam', 'SGD with momentum', 'Lookahead'];
      const rows = titles.map((title, k) => ({ ...row, run: k + 1, title }));
      const comparison = { losses: [1e-3, 1e-6, 1e-9], rows, remarks: ['not tuned'], sweep: null };
      const page = await openPanel({
        theme,
        width: 400,
        height: 900,
        run: { view: { comparison } },
      });
      await settled(page);
      const frame = page.locator('.table-frame:has(.told)');
      assert.ok((await frame.evaluate(overflowing)) > 0);
      for (const scrolled of [0, 60, 10_000]) {
        await frame.evaluate((element, left) => (element.scrollLeft = left), scrolled);
        for (const said of await frame.locator('.told p').all()) {
          const { x, width } = (await said.boundingBox())!;
          assert.ok(x >= 0 && x + width <= 400, `${x} and ${width} after ${scrolled}`);
        }
      }
      await frame.evaluate((element) => (element.scrollLeft = 60));
      await frame.scrollIntoViewIfNeeded();
      await looksAsKept(page, `comparison-narrow-${theme}`, ofPanel);
      assert.deepEqual(page.errors, []);
    });
  }
});

/** Noise in the minimum's place: the loss has a floor, and how far above it a run ends differs. */
const source = `/**
 * @steps 200
 */
export function valley([x, y] = [3, -2], { random }: { random(): number }) {
  const [a, b] = [random() - 0.5, random() - 0.5];
  return (x - a) ** 2 / 2 + 5 * (y - b) ** 2;
}
`;

describe('a tuned comparison in the panel', function () {
  // A busy machine may take long to run the sweep.
  this.timeout(300_000);

  let tuned: TunedFixture;
  before(async () => {
    tuned = await tunedComparison(source, ['adam', 'sgdm', 'rmsprop', 'lion'], 3);
  });
  after(closeBrowser);

  const open = async (theme: ThemeName, width: number, height: number) => {
    const { kept, comparison, overlays } = tuned;
    const said = { action: null, verdict: 'loss 25.47 → 0.1791', minimum: null };
    const run = { kept, steps: 200, view: { comparison, overlays, ...said } };
    const page = await openPanel({ theme, width, height, run });
    await settled(page);
    return page;
  };

  for (const [theme, width, height] of [
    ['dark', 1000, 1250],
    ['light', 1000, 1250],
    ['dark', 400, 1500],
  ] as const) {
    it(`shows the sweep, what it found and the best runs (${theme}, ${width} px)`, async () => {
      const page = await open(theme, width, height);
      assert.match(
        await page.locator('.facts').innerText(),
        /tuned: each optimizer with its best lr of 13 from 1e-4 to 1; seeds: 3/,
      );
      const name = theme === 'light' ? '-light' : width < 500 ? '-narrow' : '';
      await looksAsKept(page, `comparison-tuned${name}`, ofPanel);
      assert.deepEqual(page.errors, []);
    });
  }

  it('says in its table what its points say, and drops nothing that diverged', async () => {
    const page = await open('dark', 1000, 1250);
    const { sweep } = tuned.comparison;
    for (const curve of sweep!.curves) {
      const own = (part: string) => page.locator(`[data-run="${curve.run}"] ${part}`);
      const best = curve.points.find(({ value }) => value === curve.best)!;
      const cell = (name: string) => own(`td[data-number="${name}"]`).innerText();
      assert.match(await cell('best'), new RegExp(`^${shown(best.value, 3)}( at the edge)?$`));
      assert.equal(await cell('median'), shown(best.median!));
      assert.equal(await cell('spread'), `${shown(best.minimum!)} … ${shown(best.maximum!)}`);
      const usual = curve.points.find(({ isDefault }) => isDefault)!;
      assert.equal(await cell('default'), shown(usual.value, 3));

      const known = curve.points.filter(({ median }) => median !== null);
      const lost = curve.points.filter(({ diverged, failed }) => diverged + failed > 0);
      assert.equal(await own('.sweep-point').count(), known.length);
      assert.equal(await own('.sweep-point.best').getAttribute('data-value'), `${curve.best}`);
      assert.equal(await own('.sweep-default').count(), usual.median === null ? 0 : 1);
      assert.deepEqual(
        await own('.sweep-cross').evaluateAll((all) =>
          all.map((cross) => Number((cross as SVGElement).dataset['value'])),
        ),
        lost.map(({ value }) => value),
      );
      assert.equal(await cell('diverged'), `${lost.length} of ${curve.points.length}`);
    }
    // SGD with momentum on a valley of curvature 10 cannot stand lr = 1.
    const sgdm = sweep!.curves[1]!;
    assert.equal(sgdm.points.at(-1)!.median, null);
    const last = page.locator(`[data-run="${sgdm.run}"] .sweep-cross`).last();
    assert.match(
      (await last.locator('title').textContent())!,
      /^SGD with momentum, lr 1 · 3 of 3 diverged$/,
    );
  });

  it('puts lower losses lower, on a logarithmic axis', async () => {
    const page = await open('dark', 1000, 1250);
    const { run, points } = tuned.comparison.sweep!.curves[0]!;
    const places = await page.locator(`[data-run="${run}"] .sweep-point`).evaluateAll((all) =>
      all.map((point) =>
        point
          .getAttribute('transform')!
          .match(/[\d.]+/g)!
          .map(Number),
      ),
    );
    const [first, second] = [places[0]!, places.at(-1)!];
    for (const [k, { value, median }] of points.entries()) {
      const across = (value_: number, of: (k: number) => number) =>
        (Math.log(value_) - Math.log(of(0))) / (Math.log(of(points.length - 1)) - Math.log(of(0)));
      const x = across(value, (at) => points.at(at)!.value);
      const y = across(median!, (at) => points.at(at)!.median!);
      assert.ok(Math.abs(places[k]![0]! - (first[0]! + x * (second[0]! - first[0]!))) < 0.01);
      assert.ok(Math.abs(places[k]![1]! - (first[1]! + y * (second[1]! - first[1]!))) < 0.01);
    }
    assert.ok(points[0]!.median! > points.at(-1)!.median! && first[1]! < second[1]!);
  });

  it('asks for the sweep, shows how far it is, and stops it', async () => {
    const page = await open('dark', 1000, 900);
    const section = page.locator('[data-section="comparison"]');
    const posted = () => page.evaluate(() => window.fixture.posted.map(({ type }) => type));
    await section.getByRole('button', { name: 'Sweep lr again' }).click();
    assert.ok((await posted()).includes('sweep'));
    const sweep = { ...tuned.comparison.sweep!, state: 'running' as const, ended: 34 };
    const comparison = { ...tuned.comparison, sweep, remarks: ['not tuned: …'] };
    await page.evaluate((given) => window.fixture.update({ comparison: given }), comparison);
    const progress = section.locator('progress');
    await progress.waitFor();
    assert.equal(await progress.evaluate((bar) => (bar as HTMLProgressElement).value), 34);
    assert.match(await section.innerText(), /34 of 156 runs/);
    assert.equal(await section.getByRole('button', { name: 'Sweep lr' }).count(), 0);
    await section.getByRole('button', { name: 'Stop the sweep' }).click();
    assert.ok((await posted()).includes('stopSweep'));
  });

  it('compares |Δθ| where directions differ, and effective learning rates only where they match', async () => {
    const page = await open('dark', 1000, 1250);
    await page.locator('[data-section="charts"] .section-toggle').click();
    await settled(page);
    const chart = (id: string) => page.locator(`[data-chart="${id}"]`);
    const legend = (id: string) => chart(id).locator('.behind li').allInnerTexts();
    assert.deepEqual(await legend('updateSize'), ['SGD with momentum', 'RMSProp', 'Lion']);
    assert.deepEqual(await legend('effectiveLearningRate'), [
      'SGD with momentum, RMSProp, Lion: of another direction, see |Δθ|',
    ]);
    const drawn = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-chart="updateSize"] canvas')!;
      const chart = window.Chart.getChart(canvas)!;
      return chart.data.datasets.map(({ data }) => data.map(({ y }) => y));
    });
    // Two coordinates of four runs.
    assert.equal(drawn.length, 8);
    assert.ok(drawn.flat().every((y) => !(y < 0)));
    assert.ok(drawn.every((line) => line.some((y) => y > 0)));
    await chart('updateSize').screenshot({ path: 'artefacts/webview/update-size.png' });
  });

  it('says where the shown run and another one part', async () => {
    const page = await open('dark', 1000, 1400);
    const other = tuned.comparison.rows[2]!;
    await page.locator(`tr[data-run="${other.run}"] button`).click();
    const difference = page.locator('.difference');
    await difference.waitFor();
    const text = await difference.innerText();
    assert.match(text, /^Adam beside RMSProp/);
    assert.match(text, /First relative difference above 1e-9: step 1, /);
    assert.match(text, /optimizer\s+adam\s+rmsprop/);
    await difference.scrollIntoViewIfNeeded();
    await picture(page, 'comparison-difference');
    await difference.getByRole('button', { name: 'Close' }).click();
    await difference.waitFor({ state: 'detached' });
    assert.deepEqual(page.errors, []);
  });
});

/** Pixels that can only be seen by scrolling. */
function overflowing({ scrollWidth, clientWidth }: Element): number {
  return scrollWidth - clientWidth;
}

/** As the panel writes a number. */
function shown(value: number, digits = 4): string {
  return formatNumber(value, digits);
}
