import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Slider } from '../../src/protocol/whatIf';
import { isAllowed, lastPlace, numberAt, placeOf } from '../../webview/whatIf/scale';
import { closeBrowser, openPanel, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

type Wished = Extract<Awaited<ReturnType<typeof posted>>[number], { type: 'whatIf' }>;

const posted = (page: Page) => page.evaluate(() => window.fixture.posted);
const wishes = async (page: Page) =>
  (await posted(page)).filter((each): each is Wished => each.type === 'whatIf');

async function open(theme: ThemeName = 'dark', width = 1000): Promise<Page & { errors: string[] }> {
  const page = await openPanel({ theme, width, run: { steps: 300, moves: true } });
  await settled(page);
  await page.getByRole('button', { name: 'What if' }).click();
  return page;
}

/** Moves a slider by mouse: to a share of its way. */
async function drag(page: Page, name: string, share: number): Promise<void> {
  const slider = page.getByLabel(name, { exact: true });
  await slider.scrollIntoViewIfNeeded();
  const box = (await slider.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * share, y, { steps: 4 });
}

/** The lines of the loss chart: the last points, and how each is dashed. */
const lossLines = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-chart="loss"] canvas')!;
    const { datasets } = window.Chart.getChart(canvas)!.data;
    return datasets.map(({ data, borderDash }) => [data.at(-1)!.y, borderDash.length > 0] as const);
  });

describe('What if', function () {
  this.timeout(120_000);
  after(closeBrowser);

  it('follows the mouse: the charts show the new run, the one before is dashed behind it', async () => {
    const page = await open();
    const canvas = await page.$('[data-chart="loss"] canvas');
    const [[before] = [NaN]] = await lossLines(page);
    await drag(page, 'lr', 0.6);
    await page.waitForFunction(() => (window.fixture.view?.run ?? 1) > 1000);
    await settled(page);
    const lines = await lossLines(page);
    const dashed = lines.filter(([, isDashed]) => isDashed).map(([y]) => y);
    assert.deepEqual(dashed, [before]);
    const expected = await page.evaluate(() => window.fixture.trace!.value('loss', 0, 300));
    assert.ok(lines.some(([y, isDashed]) => y === expected && !isDashed));
    assert.ok(await canvas!.evaluate((own) => own.isConnected), 'the same chart');
    await page.mouse.up();
    await page.waitForFunction(() =>
      window.fixture.posted.some((each) => each.type === 'whatIf' && each.settled),
    );
    const all = await wishes(page);
    assert.equal(all.filter(({ settled: isSettled }) => isSettled).length, 1);
    assert.deepEqual(
      all.at(-1)!.hyperparameters.map(({ name }) => name),
      [...['lr', 'beta1', 'beta2', 'eps', 'weightDecay']],
    );
    assert.ok(all.every(({ request }, i) => i === 0 || request > all[i - 1]!.request));
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  it('is moved by keys, keeps the focus, the cursor and the window of steps', async () => {
    const page = await open();
    await page.evaluate(() => window.fixture.send({ type: 'cursor', run: 1, step: 120 }));
    await settled(page);
    const slider = page.getByLabel('β₁', { exact: true });
    await slider.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() =>
      window.fixture.posted.some((each) => each.type === 'whatIf' && each.settled),
    );
    await settled(page);
    assert.ok(await slider.evaluate((own) => own === document.activeElement));
    const all = await wishes(page);
    assert.equal(all.filter(({ settled: isSettled }) => isSettled).length, 1, 'one for all keys');
    const beta1 = all.at(-1)!.hyperparameters.find(({ name }) => name === 'beta1')!.value;
    assert.equal(beta1, numberAt({ scale: 'one-minus', from: 0, to: 0.999999 }, 103));
    assert.equal(await slider.getAttribute('aria-valuetext'), String(beta1));
    await page.context().close();
  });

  it('takes a number that is typed, and says which are allowed', async () => {
    const page = await open();
    const field = page.getByRole('textbox', { name: 'β₂, as a number' });
    await field.fill('1');
    await field.press('Enter');
    const said = page.getByRole('alert').filter({ hasText: '[0, 1)' });
    await said.waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await wishes(page), []);
    await field.fill('0.9999');
    await field.press('Enter');
    await page.waitForFunction(() =>
      window.fixture.posted.some((each) => each.type === 'whatIf' && each.settled),
    );
    await settled(page);
    assert.equal(await said.count(), 0);
    assert.equal(await field.inputValue(), '0.9999');
    const { hyperparameters } = (await wishes(page)).at(-1)!;
    assert.equal(hyperparameters.find(({ name }) => name === 'beta2')!.value, 0.9999);
    await page.context().close();
  });

  it('moves the start, goes back, and writes only what has settled', async () => {
    const page = await open();
    const [reset, write] = ['Reset', 'Write to code'].map((name) =>
      page.getByRole('button', { name, exact: true }),
    );
    assert.ok(await reset!.isDisabled());
    assert.ok(await write!.isDisabled());
    await drag(page, 'start of y', 0.9);
    await page.waitForFunction(() => (window.fixture.view?.run ?? 1) > 1000);
    assert.ok(await write!.isDisabled(), 'while it moves');
    await page.mouse.up();
    await page.waitForFunction(() =>
      window.fixture.posted.some((each) => each.type === 'whatIf' && each.settled),
    );
    await settled(page);
    const { start } = (await wishes(page)).at(-1)!;
    assert.equal(start![0], -1.2);
    assert.ok(start![1]! > 2 && start![1]! < 3);
    assert.deepEqual(await page.evaluate(() => [...window.fixture.trace!.header.start]), start);
    await write!.click();
    assert.equal((await posted(page)).filter(({ type }) => type === 'writeToCode').length, 1);
    await reset!.click();
    await page.waitForFunction(() => window.fixture.view?.run === 1);
    await settled(page);
    assert.ok(await reset!.isDisabled());
    const field = page.getByRole('textbox', { name: 'start of y, as a number' });
    assert.equal(await field.inputValue(), '1');
    assert.equal((await lossLines(page)).filter(([, isDashed]) => isDashed).length, 0);
    await page.context().close();
  });

  it('moves the start in the landscape, and back with Escape', async () => {
    const page = await open();
    await page.evaluate(() => scrollTo(0, 0));
    // The mark of the start is where the pointer becomes a hand.
    const [x, y] = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-chart="landscape"] canvas')!;
      const box = canvas.getBoundingClientRect();
      for (let top = box.top; top < box.bottom; top += 6) {
        for (let left = box.left; left < box.right; left += 6) {
          const at = { clientX: left, clientY: top, bubbles: true };
          canvas.dispatchEvent(new PointerEvent('pointermove', at));
          if (canvas.style.cursor === 'grab') return [left, top] as const;
        }
      }
      throw new Error('nowhere');
    });
    const pull = async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 30, y + 30, { steps: 3 });
      await page.waitForFunction(() => (window.fixture.view?.run ?? 1) > 1000);
    };
    await pull();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.waitForFunction(() =>
      window.fixture.posted.some((each) => each.type === 'whatIf' && each.settled),
    );
    assert.deepEqual((await wishes(page)).at(-1)!.start, [-1.2, 1]);
    await settled(page);
    await pull();
    const count = (await wishes(page)).length;
    await page.mouse.up();
    await page.waitForFunction(
      (before) => window.fixture.posted.filter(({ type }) => type === 'whatIf').length > before + 1,
      count,
    );
    await settled(page);
    const { start, settled: isSettled } = (await wishes(page)).at(-1)!;
    assert.ok(isSettled);
    assert.ok(start![0]! > -1.2 && start![1]! < 1, String(start));
    assert.deepEqual(await page.evaluate(() => [...window.fixture.trace!.header.start]), start);
    await page.context().close();
  });

  it('shows why a wish cannot be, and why nothing can be moved', async () => {
    const page = await open();
    await page.getByLabel('lr', { exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() =>
      window.fixture.posted.some((each) => each.type === 'whatIf' && each.settled),
    );
    const { request } = (await wishes(page)).at(-1)!;
    const run = await page.evaluate(() => window.fixture.view!.run);
    await page.evaluate(
      ([on, to]) =>
        window.fixture.send({ type: 'whatIfProblem', run: on!, request: to!, text: 'Not so.' }),
      [run, request],
    );
    await page.getByRole('alert').filter({ hasText: 'Not so.' }).waitFor();
    await page.evaluate(() => {
      const whatIf = { ...window.fixture.view!.whatIf!, absent: 'Nothing runs.' };
      window.fixture.update({ whatIf: { ...whatIf, hyperparameters: [], start: [] } });
    });
    await page.getByText('Nothing runs.').waitFor();
    assert.equal(await page.locator('.what-if-number').count(), 0);
    await page.context().close();
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    it(`has no violation in ${theme}`, async () => {
      const page = await open(theme, 400);
      const field = page.getByRole('textbox', { name: 'eps, as a number' });
      await field.fill('-1');
      await field.press('Enter');
      await settled(page);
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run('[data-section="whatIf"]');
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 120)}`);
      });
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
});

describe('the way of a slider', () => {
  const lr = { scale: 'log', from: 1e-6, to: 10 } as const;
  const beta = { scale: 'one-minus', from: 0, to: 0.999999 } as const;
  const decay = { scale: 'log-from-zero', from: 1e-6, to: 1 } as const;
  const whole = { scale: 'whole', from: 1, to: 20 } as const;
  const line = { scale: 'linear', from: -3.6, to: 1.2 } as const;

  it('reaches the numbers that people write', () => {
    for (const value of [1e-6, 1e-5, 0.001, 0.01, 0.1, 1, 10]) {
      assert.equal(numberAt(lr, placeOf(lr, value)), value);
    }
    for (const value of [0, 0.9, 0.99, 0.999, 0.9999]) {
      assert.equal(numberAt(beta, placeOf(beta, value)), value);
    }
    for (const value of [0, 1e-6, 0.01, 1]) {
      assert.equal(numberAt(decay, placeOf(decay, value)), value);
    }
    for (const value of [1, 5, 20]) assert.equal(numberAt(whole, placeOf(whole, value)), value);
  });

  it('has its ends at its ends, and grows in between', () => {
    for (const way of [lr, beta, decay, whole, line]) {
      const last = lastPlace(way);
      const all = Array.from({ length: last + 1 }, (_, place) => numberAt(way, place));
      assert.ok(
        all.every((value, i) => i === 0 || value > all[i - 1]!),
        way.scale,
      );
      const first = way.scale === 'log-from-zero' ? 0 : way.from;
      assert.ok(Math.abs(all[0]! - first) < 1e-12, way.scale);
      assert.ok(Math.abs(all[last]! - way.to) < 1e-12, way.scale);
      all.forEach((value, place) => assert.equal(placeOf(way, value), place, way.scale));
    }
  });

  it('leaves what lies beyond at its ends', () => {
    assert.equal(placeOf(lr, 0), 0);
    assert.equal(placeOf(lr, 1e9), lastPlace(lr));
    assert.equal(placeOf(beta, 0.99999999), lastPlace(beta));
    assert.equal(placeOf(line, -9), 0);
  });

  it('lets through what the registry allows', () => {
    const slider = { minimum: 0, maximum: 1, maximumExcluded: true, whole: false } as Slider;
    const allowed = [0, 0.5, 1, -1, NaN, Infinity].map((value) => isAllowed(slider, value));
    assert.deepEqual(allowed, [true, true, false, false, false, false]);
    assert.ok(isAllowed({ ...slider, maximumExcluded: false }, 1));
    assert.ok(!isAllowed({ ...slider, maximum: null, whole: true }, 1.5));
    assert.ok(isAllowed({ ...slider, minimum: null, maximum: null }, -5));
  });
});

declare global {
  interface Window {
    axe: typeof axe;
  }
}
