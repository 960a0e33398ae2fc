import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { StepInPlane } from '../../src/protocol/landscape';
import type { PanelToHost } from '../../src/protocol/panel';
import { arrowsOf, ellipseOf } from '../../webview/landscape/arrows';
import { textsOf } from '../../webview/landscape/contourLabels';
import { contoursOf } from '../../webview/landscape/contours';
import { pointAt, type Frame } from '../../webview/landscape/frame';
import { pannedBox, zoomedBox } from '../../webview/landscape/window';
import { freshMapState, planeOf } from '../../webview/state/mapState';
import type { ViewState } from '../../webview/state/viewState';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

/** 200 × 100 pixels for 4 × 1 of the plane: 50 and 100 pixels a unit. */
const frame: Frame = { x: [0, 4], y: [0, 1], left: 10, top: 20, width: 200, height: 100 };

const step: StepInPlane = {
  ...{ step: 3, before: [2, 0.5], after: [1, 0.75] },
  ...{ gradient: [3, 2], moment: { symbol: 'm̂', value: [0, -1e-9] }, update: [-1, 0.25] },
  ...{ effectiveLearningRate: [0.02, 0, 0.005], offPlane: null },
};

const close = (found: readonly number[], expected: readonly number[]) =>
  assert.ok(
    expected.length === found.length && expected.every((x, i) => Math.abs(found[i]! - x) < 1e-9),
    `${found.join()} instead of ${expected.join()}`,
  );

describe('arrows at the cursor', () => {
  const to = (part: string, of = step) =>
    arrowsOf(of, frame).find((each) => each.part === part)?.to;

  it('end where they should, in pixels', () => {
    // θ before is at (110, 70). −g goes 150 pixels left and 200 down, shortened to 0.3 · 100.
    close(to('gradient')!, [110 - 0.6 * 30, 70 + 0.8 * 30]);
    // −m̂ goes up, three quarters as long however small it is.
    close(to('moment')!, [110, 70 - 0.75 * 30]);
    // Δθ is as long as it is: it ends at θ after the step.
    close(to('update')!, [60, 45]);
  });

  it('are not there where there is nothing to point to', () => {
    const none = { ...step, gradient: [0, 0], moment: null, update: null } as StepInPlane;
    assert.deepEqual(arrowsOf(none, frame), []);
    assert.equal(to('gradient', { ...step, gradient: [NaN, 1] }), undefined);
    // 25 pixels from the left edge: shorter than elsewhere, and inside.
    const edge: StepInPlane = { ...step, before: [0.5, 0.5], gradient: [1, 0] };
    close(to('gradient', edge)!, [10, 70]);
    assert.equal(to('moment', { ...step, gradient: null })?.length, 2);
    close(to('gradient', { ...step, gradient: [3e250, 2e250] })!, to('gradient')!);
  });

  it('stand in an ellipse with the ratio of the effective learning rates', () => {
    const { radii, angle, rates, centre } = ellipseOf(step, frame)!;
    close([...centre, angle], [110, 70, 0]);
    close(rates, [0.02, 0.005]);
    close([radii[0] / radii[1]], [4]);
    const upright = ellipseOf({ ...step, effectiveLearningRate: [0.005, 0, 0.02] }, frame)!;
    close([Math.abs(upright.angle), upright.radii[0] / upright.radii[1]], [Math.PI / 2, 4]);
    // 3 along (1, 1) and 1 across it.
    const slanting = ellipseOf({ ...step, effectiveLearningRate: [2, 1, 2] }, frame)!;
    close([...slanting.rates, slanting.angle], [3, 1, -Math.PI / 4]);
    assert.equal(ellipseOf({ ...step, effectiveLearningRate: null }, frame), null);
    assert.equal(ellipseOf({ ...step, effectiveLearningRate: [NaN, 0, 1] }, frame), null);
  });
});

describe('contours', () => {
  const sampled = (loss: (x: number, y: number) => number, n = 31) => ({
    ...{ x: [-1, 1] as [number, number], y: [-1, 1] as [number, number], nx: n, ny: n },
    values: Float64Array.from({ length: n * n }, (_, i) =>
      loss(-1 + (2 * (i % n)) / (n - 1), -1 + (2 * Math.floor(i / n)) / (n - 1)),
    ),
  });

  it('of a bowl are circles at their levels', () => {
    const { lines, holes, scale } = contoursOf(sampled((x, y) => x * x + y * y + 0.01))!;
    assert.deepEqual([lines.length, holes.length, scale.logarithmic], [11, 0, true]);
    for (const { level, rings } of lines) {
      const radius = Math.sqrt(level - 0.01);
      if (radius > 0.95) continue;
      // The inner edge of what lies above, and the outline of the box.
      assert.equal(rings.length, 2, `level ${level}`);
      const inner = rings.find((ring) => ring.every(([x]) => x > 0.01 && x < 0.99))!;
      for (const [x, y] of inner) {
        const found = Math.hypot(2 * x - 1, 1 - 2 * y);
        assert.ok(Math.abs(found - radius) < 0.01, `${found} instead of ${radius}`);
      }
    }
  });

  it('go around points that are not finite', () => {
    const { holes } = contoursOf(sampled((x, y) => (x > 0.5 && y > 0.5 ? NaN : 1 + x * x)))!;
    assert.equal(holes.length, 1);
    const [left, bottom] = [0, 1].map((k) =>
      holes[0]!
        .map((point) => point[k]!)
        .reduce((a, b) => (k === 0 ? Math.min(a, b) : Math.max(a, b))),
    );
    // The upper right corner: x from 0.75 of the width on, y down to a quarter of the height.
    assert.ok(
      Math.abs(left! - 0.75) < 0.03 && Math.abs(bottom! - 0.25) < 0.03,
      `${left}, ${bottom}`,
    );
    assert.equal(contoursOf(sampled(() => NaN)), null);
  });
});

describe('the part of a landscape', () => {
  const whole = { x: [0, 4] as [number, number], y: [0, 1] as [number, number] };

  it('zooms around a point, and out to all again', () => {
    const half = zoomedBox(whole, whole, [1, 0.5], 0.5)!;
    assert.deepEqual(half, { x: [0.5, 2.5], y: [0.25, 0.75] });
    assert.equal(zoomedBox(half, whole, [1, 0.5], 2), null);
    const wide = zoomedBox(whole, whole, [2, 0.5], 1e6)!;
    assert.ok(Math.abs(wide.x[1] - wide.x[0] - 32 * 4) < 1e-9);
  });

  it('moves by shares, and knows the place of a pixel', () => {
    assert.deepEqual(pannedBox(whole, 0.25, -1), { x: [1, 5], y: [-1, 0] });
    assert.deepEqual(pointAt(frame, 110, 45), [2, 0.75]);
  });

  it('has labels of as few digits as tell them apart', () => {
    assert.deepEqual(textsOf([0.0438, 0.951, 20.4, 439]), ['0.044', '0.95', '20', '440']);
    assert.deepEqual(textsOf([4221, 4267, 4302]), ['4220', '4270', '4300']);
  });

  it('is of a plane of the run', () => {
    const plane = (chosen: typeof freshMapState.plane, n: number) =>
      planeOf({ ...freshMapState, plane: chosen }, n);
    assert.deepEqual(
      [plane(null, 1), plane([0, 5], 2), plane(null, 3), plane([2, 0], 3), plane([2, 3], 3)],
      [null, [0, 1], 'principal', [2, 0], 'principal'],
    );
    // Of very many coordinates two are shown.
    assert.deepEqual(
      [plane('principal', 100_000), plane([9, 99_999], 100_000)],
      [
        [0, 1],
        [9, 99_999],
      ],
    );
  });
});

describe('the landscape', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  type Ask = Extract<PanelToHost, { type: 'askLandscape' }>;
  const asks = (page: Page) =>
    page.evaluate(() =>
      window.fixture.posted.filter(({ type }) => type === 'askLandscape'),
    ) as Promise<Ask[]>;
  /** The last question about the landscape, once it is about what the panel shows now. */
  const asked = async (page: Page, known: number) => {
    await page.waitForFunction((count) => {
      const all = window.fixture.posted.filter((each) => each.type === 'askLandscape');
      const { map } = JSON.parse(sessionStorage.getItem('state') ?? '{}') as ViewState;
      return (
        all.length > count && JSON.stringify(all.at(-1)!.window) === JSON.stringify(map.window)
      );
    }, known);
    return (await asks(page)).at(-1)!;
  };
  const map = '[data-chart=landscape] canvas';
  const label = (page: Page) => page.locator(map).getAttribute('aria-label');

  it('zooms with the wheel around the pointer, moves by a drag, and shows all again', async () => {
    const page = await openPanel({ run: { cursor: 100, steps: 300 } });
    await settled(page);
    const [first] = await asks(page);
    assert.deepEqual([first!.plane, first!.window, first!.step], [[0, 1], null, 100]);
    const box = (await page.locator(map).boundingBox())!;
    const [x, y] = [box.x + 200, box.y + 100];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -250);
    const zoomed = await asked(page, 1);
    const [left, right] = zoomed.window!.x;
    assert.ok(Math.abs(right - left - 1.7) < 1e-6, 'half as wide as [-1.7, 1.7]');
    await page.mouse.down();
    await page.mouse.move(x - 40, y, { steps: 4 });
    await page.mouse.up();
    const moved = await asked(page, 2);
    assert.ok(moved.window!.x[0] > left, 'the map moves with the hand');
    assert.ok(Math.abs(moved.window!.x[1] - moved.window!.x[0] - 1.7) < 1e-6);
    assert.deepEqual(moved.window!.y, zoomed.window!.y);
    assert.equal(await page.locator('.slider').inputValue(), '100', 'a drag moves no cursor');
    await page.locator('.map-whole').click();
    assert.equal((await asked(page, 3)).window, null);
    assert.deepEqual(page.errors, []);
    await page.close();
  });

  it('takes keys where it has the focus, and only there', async () => {
    const page = await openPanel({ run: { cursor: 100, steps: 300 } });
    await settled(page);
    await page.locator(map).focus();
    await page.keyboard.press('+');
    const zoomed = await asked(page, 1);
    assert.ok(Math.abs(zoomed.window!.y[1] - zoomed.window!.y[0] - 1.4) < 1e-9);
    await page.keyboard.press('ArrowUp');
    const moved = await asked(page, 2);
    assert.ok(Math.abs(moved.window!.y[0] - zoomed.window!.y[0] - 1.4 / 8) < 1e-9);
    await page.keyboard.press('0');
    assert.equal((await asked(page, 3)).window, null);
    assert.equal(await page.locator('.slider').inputValue(), '100');
    const state = await page.evaluate(() => sessionStorage.getItem('state')!);
    assert.equal((JSON.parse(state) as ViewState).window, null, 'the charts are not zoomed');
    await page.close();
  });

  it('says in words where the run is and which way it goes, and hides what is unwanted', async () => {
    const page = await openPanel({ run: { cursor: 1, steps: 300, lr: 0.1 } });
    await settled(page);
    // By hand: θ = (−1.2, 1), g = (−215.6, −88), and Adam's first step is lr along each sign.
    assert.equal(
      await label(page),
      'Loss over x and y, with the path of the run. At step 1: x = -1.1, y = 1.1. ' +
        'The loss is 24.2. −g (216, 88). −m̂ (216, 88). Δθ (0.1, 0.1).',
    );
    const legend = page.locator('.map-legend');
    assert.match(await legend.innerText(), /effective learning rate\s+x 4\.64e-4, y 0\.00114/);
    await page.locator('.map-menu summary').click();
    await page.getByLabel('−m̂', { exact: true }).uncheck();
    await page.getByLabel('effective learning rate', { exact: true }).uncheck();
    await legend.filter({ hasNotText: /m̂|effective/ }).waitFor();
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run('[data-chart=landscape]');
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    assert.deepEqual(found, []);
    await picture(page, 'landscape-menu');
    await page.close();
  });

  it('of many coordinates is that of principal components, or of two that are chosen', async () => {
    const run = { coordinates: 12, steps: 200, cursor: 40, lr: 0.02 };
    const page = await openPanel({ theme: 'light', run });
    await settled(page);
    const [first] = await asks(page);
    assert.deepEqual([first!.plane, first!.step], ['principal', 40]);
    const notes = page.locator('.map-notes');
    assert.match(await notes.innerText(), /^\d+(\.\d+)? % of the path’s variance/);
    await page.getByLabel('Plane of the landscape').selectOption('coordinates');
    assert.deepEqual((await asked(page, 1)).plane, [0, 1]);
    await page.getByLabel('Coordinate upwards').selectOption('w[7]');
    assert.deepEqual((await asked(page, 2)).plane, [0, 7]);
    await settled(page);
    assert.match((await label(page))!, /^Loss over w\[0\] and w\[7\],/);
    assert.equal(await notes.innerText(), 'A slice: the other coordinates (10) are as at step 40.');
    // The slice follows the cursor once it rests.
    await page.keyboard.press('Home');
    assert.deepEqual([(await asked(page, 3)).step, (await asks(page)).length], [0, 4]);
    await settled(page);
    await picture(page, 'landscape-two-of-twelve');
    await page.close();
  });

  it('of a large model is there when it is unfolded, with coordinates to search for', async () => {
    const page = await openPanel({ run: { large: 'hundredThousand', steps: 4, cursor: 3 } });
    await settled(page);
    assert.deepEqual(await asks(page), []);
    await page.getByRole('button', { name: 'Landscape' }).click();
    const first = await asked(page, 0);
    assert.deepEqual([first.plane, first.step], [[0, 1], 3]);
    const across = page.getByLabel('Coordinate across');
    await across.fill(await across.inputValue().then((name) => name.replace('[0]', '[7]')));
    await across.press('Enter');
    // The seventh row of 240.
    assert.deepEqual((await asked(page, 1)).plane, [7 * 240, 1]);
    await page.close();
  });

  it('says whose loss it is where each step has its own, and asks for that of the cursor', async () => {
    const page = await openPanel({ run: { steps: 300, cursor: 7, view: { lossVaries: true } } });
    await settled(page);
    const notes = page.locator('.map-notes');
    assert.equal(await notes.innerText(), 'The loss of step 7: each step has a loss of its own.');
    await page.keyboard.press('ArrowRight');
    assert.equal((await asked(page, 1)).step, 8);
    await page.close();
  });

  it('that was not kept is no failure: axes and path are there', async () => {
    const can = { run: false, reveal: false, export: false, draw: false };
    const page = await openPanel({ run: null });
    await page.evaluate(
      (view) => {
        window.fixture.silent = ['askLandscape'];
        window.fixture.show({ steps: 300, view });
      },
      { can },
    );
    await settled(page);
    const { request } = await asked(page, 0);
    await page.evaluate((id) => {
      const answer = { request: id, plane: [0, 1] as [number, number], coarse: false };
      window.fixture.send({ type: 'landscape', run: 1, ...answer, landscape: null });
    }, request);
    await page.getByText('No landscape was kept: run again to see it.').waitFor();
    await picture(page, 'landscape-not-kept');
    await page.close();
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    it(`pictures in ${theme}, hatched where the loss is not finite`, async () => {
      const page = await openPanel({ theme, run: { cursor: 12, steps: 300 } });
      await settled(page);
      await page.evaluate(() => {
        const { sent } = window.fixture;
        const answer = sent.filter((each) => each.type === 'landscape').at(-1)!;
        const { landscape } = answer;
        const isHole = (i: number) => i % 80 > 60 && i / 80 < 25;
        const values = landscape!.values.map((loss, i) => (isHole(i) ? NaN : loss));
        window.fixture.send({ ...answer, landscape: { ...landscape!, values } });
      });
      await page.getByText('not finite').waitFor();
      await page.locator('[data-chart=landscape]').screenshot({
        path: `artefacts/webview/landscape-${theme}.png`,
      });
      assert.deepEqual(page.errors, []);
      await page.close();
    });
  }

  it('pictures at 400 pixels', async () => {
    const run = { coordinates: 12, steps: 200, cursor: 40, lr: 0.02 };
    const page = await openPanel({ width: 400, height: 1000, run });
    await settled(page);
    await picture(page, 'landscape-400');
    const { width } = await page.evaluate(() => ({ width: document.body.scrollWidth }));
    assert.ok(width <= 400, `${width} pixels`);
    await page.close();
  });
});
