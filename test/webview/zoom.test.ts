import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

type Panel = Awaited<ReturnType<typeof openPanel>>;

const loss = '[data-chart=loss] canvas';

/** What a chart of steps shows: its window, and the pixels in which it stands. */
const shown = (page: Page, selector = loss) =>
  page.evaluate((canvas) => {
    const chart = window.Chart.getChart(document.querySelector<HTMLCanvasElement>(canvas)!)!;
    const { left, right, top, bottom } = chart.chartArea;
    const { min, max } = chart.scales.x!;
    return { from: min, to: max, left, right, y: (top + bottom) / 2 };
  }, selector);

/** The place of a step on the page. */
async function placeOf(page: Page, step: number): Promise<[number, number]> {
  const box = (await page.locator(loss).boundingBox())!;
  const { from, to, left, right, y } = await shown(page);
  return [box.x + left + ((step - from) / (to - from)) * (right - left), box.y + y];
}

/** A turn of the wheel over a step: one event per frame, as a mouse gives them. */
async function turn(page: Page, step: number, ...deltas: number[]): Promise<void> {
  await page.mouse.move(...(await placeOf(page, step)));
  for (const delta of deltas) {
    await page.mouse.wheel(0, delta);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await settled(page);
}

/** How many circles the loss chart draws. */
const arcs = (page: Page) =>
  page.evaluate((canvas) => {
    const chart = window.Chart.getChart(document.querySelector<HTMLCanvasElement>(canvas)!)!;
    const arc = chart.ctx.arc.bind(chart.ctx);
    let count = 0;
    chart.ctx.arc = (...args) => {
      count++;
      arc(...args);
    };
    chart.draw();
    chart.ctx.arc = arc;
    return count;
  }, loss);

async function drag(page: Page, from: number, to: number, button?: 'middle'): Promise<void> {
  const [start, end] = [await placeOf(page, from), await placeOf(page, to)];
  await page.mouse.move(...start);
  await page.mouse.down({ button: button ?? 'left' });
  await page.mouse.move(...end, { steps: 4 });
  await page.mouse.up({ button: button ?? 'left' });
  await settled(page);
}

/**
 * Every line of every chart against the trace: its points are, bit for bit, the smallest and the
 * largest value of each bucket at their steps, and all steps where they find room. The number of
 * points compared, and how many charts show every step.
 */
const compareWithTrace = (page: Page) =>
  page.evaluate(() => {
    const { trace, sent, posted } = window.fixture;
    const ask = posted.filter((message) => message.type === 'ask').at(-1)!;
    const answer = sent.filter((message) => message.type === 'lines').at(-1)!;
    if (ask.type !== 'ask' || answer.type !== 'lines') throw new Error('nothing asked');
    const { from, to, buckets } = ask;
    const isSame = (a: number, b: number) => Object.is(a, b);
    let [compared, whole] = [0, 0];
    const wrong: string[] = [];
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.plot canvas')) {
      const name = canvas.closest('[data-chart]')?.getAttribute('data-chart');
      const chart = window.Chart.getChart(canvas);
      if (!name || !chart) continue;
      const { min, max } = chart.scales.x!;
      if (min !== from || max !== to) wrong.push(`${name} shows ${min} to ${max}`);
      for (const dataset of chart.data.datasets) {
        const points = dataset.data;
        const line = answer.lines.find(
          (each) =>
            each.points.length === 2 * points.length &&
            points.every(
              ({ x, y }, i) => each.points[2 * i] === x && isSame(each.points[2 * i + 1]!, y),
            ),
        );
        if (!line) {
          wrong.push(`${name}: a line that was not sent`);
          continue;
        }
        const read = (step: number) => trace!.value(line.series, line.index, step);
        const first = Math.max(from, line.series === 'theta' ? 0 : 1);
        const count = to - first + 1;
        const isWhole = count <= 2 * buckets;
        const expected: number[] = [];
        for (let bucket = 0; bucket < (isWhole ? count : buckets); bucket++) {
          const parts = isWhole ? count : buckets;
          const begin = first + Math.floor((bucket * count) / parts);
          const end = first + Math.floor(((bucket + 1) * count) / parts);
          let [low, high] = [begin, begin];
          for (let step = begin; step < end; step++) {
            if (read(step) < read(low)) low = step;
            if (read(step) > read(high)) high = step;
          }
          expected.push(...new Set([Math.min(low, high), Math.max(low, high)]));
        }
        const isRight =
          expected.length === points.length &&
          points.every(({ x, y }, i) => x === expected[i] && isSame(y, read(x)));
        if (!isRight) wrong.push(`${line.series} ${line.index} from ${from} to ${to}`);
        compared += points.length;
        whole += Number(isWhole);
      }
    }
    return { compared, whole, wrong, from, to };
  });

describe('zoom', function () {
  // A busy machine may take long to start a browser.
  this.timeout(240_000);

  const length = 20_000;
  let page: Panel;
  before(async () => {
    page = await openPanel({ run: { steps: length, cursor: 2740 }, height: 1400 });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
  });
  beforeEach(async () => {
    await page.locator('.field.number').fill('2740');
    await page.keyboard.press('Enter');
    await page.locator('.title .link').focus();
    await page.keyboard.press('0');
    await page.evaluate(() => window.scrollTo(0, 0));
    await settled(page);
    assert.deepEqual(pick(await shown(page)), [0, length]);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    await closeBrowser();
  });

  it('shows exact numbers at every level, down to single steps', async () => {
    const widths: number[] = [];
    let whole = 0;
    for (let level = 0; level < 60; level++) {
      const { wrong, compared, from, to, whole: charts } = await compareWithTrace(page);
      assert.deepEqual(wrong, []);
      assert.ok(compared > 0);
      if (to - from <= 500) assert.ok(charts > 10, `${charts} charts show each of ${to - from}`);
      if (to - from === widths.at(-1)) break;
      whole += Number(charts > 0);
      widths.push(to - from);
      await turn(page, 2740, -200);
    }
    assert.ok(widths.length > 14, `${widths.length} levels`);
    assert.ok(whole > 5, `${whole} levels show each step`);
    assert.equal(widths.at(-1), 4);
    await picture(page, 'zoomed-to-steps');
    assert.ok((await arcs(page)) >= 5, 'a dot on every step');
    await page.keyboard.press('0');
    await settled(page);
    assert.equal(await arcs(page), 0);
  });

  it('zooms around the pointer, in and out again', async () => {
    await turn(page, 15_000, -200, -200);
    const { from, to, left, right } = await shown(page);
    const pixels = (15_000 - from) / (to - from);
    assert.ok(Math.abs(pixels - 0.75) < 2 / (right - left), `${pixels}`);
    assert.ok(to - from < length / 2.5 && to - from > length / 4);
    await turn(page, 15_000, 200, 200, 200);
    assert.deepEqual(pick(await shown(page)), [0, length]);
    assert.equal(await page.locator('.slider').inputValue(), '2740', 'the cursor stays');
  });

  it('selects by a drag, whichever way, and shows all by a double click', async () => {
    await drag(page, 12_000, 4000);
    const { from, to, left, right } = await shown(page);
    const pixel = length / (right - left);
    assert.ok(Math.abs(from - 4000) <= pixel && Math.abs(to - 12_000) <= pixel, `${from} ${to}`);
    assert.equal(await page.locator('.slider').inputValue(), '2740', 'the cursor stays');
    assert.deepEqual((await compareWithTrace(page)).wrong, []);
    await page.mouse.dblclick(...(await placeOf(page, 8000)));
    await settled(page);
    assert.deepEqual(pick(await shown(page)), [0, length]);
  });

  it('shows what is being selected, and gives it up at Escape', async () => {
    await page.mouse.move(...(await placeOf(page, 5000)));
    await page.mouse.down();
    await page.mouse.move(...(await placeOf(page, 9000)), { steps: 3 });
    const box = (await page.locator('[data-chart=loss] .selection').boundingBox())!;
    const [left] = await placeOf(page, 5000);
    const [right] = await placeOf(page, 9000);
    assert.ok(Math.abs(box.x - left) < 2 && Math.abs(box.x + box.width - right) < 2);
    await picture(page, 'selecting');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('[data-chart=loss] .selection').isVisible(), false);
    await page.mouse.up();
    await settled(page);
    assert.deepEqual(pick(await shown(page)), [0, length]);
  });

  it('moves the window by a drag with Shift or the middle button, and no further than there are steps', async () => {
    await drag(page, 8000, 12_000);
    const before = await shown(page);
    await page.keyboard.down('Shift');
    await drag(page, 10_000, 9000);
    await page.keyboard.up('Shift');
    const pixel = (before.to - before.from) / (before.right - before.left);
    const moved = await shown(page);
    assert.equal(moved.to - moved.from, before.to - before.from);
    assert.ok(Math.abs(moved.from - before.from - 1000) <= 2 * pixel, `${moved.from}`);
    await drag(page, 9500, 10_500, 'middle');
    assert.ok(Math.abs((await shown(page)).from - before.from) <= 3 * pixel);
    for (let i = 0; i < 12; i++) await page.keyboard.press('Control+ArrowRight');
    await settled(page);
    assert.equal((await shown(page)).to, length);
    await page.keyboard.press('Control+ArrowLeft');
    await settled(page);
    const { from, to } = await shown(page);
    assert.ok(Math.abs(length - to - (to - from) / 4) <= 1, `${from} ${to}`);
    assert.equal(await page.locator('.slider').inputValue(), '2740', 'the cursor stays');
  });

  it('moves the cursor by a press, and by a drag of its line', async () => {
    await page.mouse.click(...(await placeOf(page, 6000)));
    await settled(page);
    const pressed = Number(await page.locator('.slider').inputValue());
    assert.ok(Math.abs(pressed - 6000) < 30, `${pressed}`);
    await drag(page, pressed, 9000);
    const dragged = Number(await page.locator('.slider').inputValue());
    assert.ok(Math.abs(dragged - 9000) < 30, `${dragged}`);
    assert.deepEqual(pick(await shown(page)), [0, length]);
  });

  it('zooms by keys around the cursor', async () => {
    await page.keyboard.press('+');
    await page.keyboard.press('=');
    await settled(page);
    const { from, to } = await shown(page);
    assert.equal(to - from, length / 16);
    assert.ok(from < 2740 && 2740 < to);
    await page.keyboard.press('-');
    await settled(page);
    const out = await shown(page);
    assert.equal(out.to - out.from, length / 4);
  });

  it('draws the old line in the new window until the new one comes', async () => {
    const points = () =>
      page.evaluate((selector) => {
        const chart = window.Chart.getChart(document.querySelector<HTMLCanvasElement>(selector)!)!;
        return chart.data.datasets[0]!.data.length;
      }, loss);
    const before = await points();
    await page.evaluate(() => (window.fixture.silent = ['ask']));
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const { from, to } = await shown(page);
    assert.equal(Math.round(length / 64), Math.round(to - from));
    assert.equal(await points(), before);
    await page.evaluate(() => {
      window.fixture.silent = [];
      const unanswered = window.fixture.posted.filter(({ type }) => type === 'ask').at(-1)!;
      window.fixture.answer(unanswered);
    });
    await settled(page);
    // The newest window was asked for when the answer to an older one had come.
    assert.equal(await points(), to - from + 1);
  });

  it('asks one question at a time and redraws 60 times a second at most', async () => {
    const counted = await page.evaluate(async (selector) => {
      const canvas = document.querySelector<HTMLCanvasElement>(selector)!;
      const chart = window.Chart.getChart(canvas)!;
      const draw = chart.draw.bind(chart);
      let redraws = 0;
      chart.draw = () => {
        redraws++;
        draw();
      };
      const { fixture } = window;
      const asks = () => fixture.posted.filter(({ type }) => type === 'ask').length;
      const answers = () => fixture.sent.filter(({ type }) => type === 'lines').length;
      const box = canvas.getBoundingClientRect();
      const before = asks();
      let [frames, most] = [0, 0];
      const started = performance.now();
      while (frames < 90) {
        // More often than there are frames.
        for (let i = 0; i < 5; i++) {
          const deltaY = frames % 30 < 15 ? -20 : 20;
          const place = { clientX: box.left + 300, clientY: box.top + 80 };
          canvas.dispatchEvent(
            new WheelEvent('wheel', { deltaY, ...place, bubbles: true, cancelable: true }),
          );
        }
        most = Math.max(most, asks() - answers());
        await new Promise((resolve) => requestAnimationFrame(resolve));
        frames++;
      }
      const seconds = (performance.now() - started) / 1000;
      return { redraws, frames, asked: asks() - before, most, seconds };
    }, loss);
    // A frame draws the new window, and the answer once it is there.
    assert.ok(counted.redraws > 10, JSON.stringify(counted));
    assert.ok(counted.redraws <= 60 * counted.seconds + 2, JSON.stringify(counted));
    assert.ok(counted.asked <= counted.frames && counted.most <= 1, JSON.stringify(counted));
    await settled(page);
  });

  it('lets a page scroll on that was being scrolled before a chart came under the pointer', async () => {
    // Whatever the test before has left.
    await page.keyboard.press('0');
    await settled(page);
    await page.mouse.move(...(await placeOf(page, 9000)));
    const scrolled = () => page.evaluate(() => window.scrollY);
    // All steps are in sight: there is nothing to zoom out of.
    for (const delta of [120, 120, -30]) await page.mouse.wheel(0, delta);
    await page.waitForFunction(() => window.scrollY > 0);
    assert.deepEqual(pick(await shown(page)), [0, length]);
    assert.ok((await scrolled()) > 0);
  });
});

const pick = ({ from, to }: { from: number; to: number }) => [from, to];
