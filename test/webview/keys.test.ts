import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { keyGroups } from '../../webview/keys/commands';
import type { Stroke } from '../../webview/keys/strokes';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

const text = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.textContent);

const cursor = async (page: Page) => Number(await page.locator('.slider').inputValue());

const goTo = async (page: Page, step: number) => {
  await page.locator('.field.number').fill(String(step));
  await page.locator('.field.number').press('Enter');
  await page.locator('.field.number').evaluate((field: HTMLElement) => field.blur());
  await settled(page);
};

/** As Playwright names it. */
const written = ({ key, shift, control }: Stroke) =>
  [...(control ? ['Control'] : []), ...(shift ? ['Shift'] : []), key === ' ' ? 'Space' : key].join(
    '+',
  );

const windowOf = (page: Page) =>
  page.evaluate(() => {
    const state = JSON.parse(sessionStorage.getItem('state')!) as { window: number[] | null };
    return state.window;
  });

/** Waits until the cursor has moved by itself, and says where to. */
const whilePlaying = async (page: Page, from: number) => {
  await page.waitForFunction(
    (step) => document.querySelector<HTMLInputElement>('.slider')!.valueAsNumber !== step,
    from,
  );
  return cursor(page);
};

const speed = (page: Page) => page.locator('.play-speed').inputValue();

const moves = (by: number) => async (page: Page, press: () => Promise<void>) => {
  await press();
  await settled(page);
  assert.equal(await cursor(page), 1500 + by);
};

const playsTowards = (sign: 1 | -1) => async (page: Page, press: () => Promise<void>) => {
  await page.locator('.play-speed').selectOption('1');
  await page.locator('.play-speed').evaluate((select: HTMLElement) => select.blur());
  await press();
  const on = await whilePlaying(page, 1500);
  assert.equal(Math.sign(on - 1500), sign);
  await press();
  await settled(page);
  const stopped = await cursor(page);
  await settled(page);
  assert.equal(await cursor(page), stopped);
};

const markAt = async (page: Page, step: number) => {
  await goTo(page, step);
  await page.keyboard.press('m');
};

const marksOf = (page: Page) =>
  page.evaluate(() => (JSON.parse(sessionStorage.getItem('state')!) as { marks: unknown[] }).marks);

/** The local extremum of the loss next to step 1,500, found by looking at each step. */
const extremumOfLoss = (page: Page, direction: 1 | -1) =>
  page.evaluate((by) => {
    const loss = (step: number) => window.fixture.trace!.value('loss', 0, step);
    let step = 1500 + by;
    while ((loss(step) - loss(step - 1)) * (loss(step + 1) - loss(step)) >= 0) step += by;
    return step;
  }, direction);

const jumps =
  (prepare: (page: Page) => Promise<void>, to: number) =>
  async (page: Page, press: () => Promise<void>) => {
    await prepare(page);
    await goTo(page, 1500);
    await press();
    await settled(page);
    assert.equal(await cursor(page), to);
  };

/** The effect of every key that the panel lists, from step 1,500 of 3,000 with all steps in sight. */
const effects: Record<string, (page: Page, press: () => Promise<void>) => Promise<void>> = {
  back: moves(-1),
  forward: moves(1),
  back10: moves(-10),
  forward10: moves(10),
  back100: moves(-100),
  forward100: moves(100),
  first: moves(-1500),
  last: moves(1500),
  'play.forward': playsTowards(1),
  'play.back': playsTowards(-1),
  async 'play.slower'(page, press) {
    await page.locator('.play-speed').selectOption('10');
    await page.locator('.play-speed').evaluate((select: HTMLElement) => select.blur());
    await press();
    await settled(page);
    assert.equal(await speed(page), '5');
  },
  async 'play.faster'(page, press) {
    await page.locator('.play-speed').selectOption('10');
    await page.locator('.play-speed').evaluate((select: HTMLElement) => select.blur());
    await press();
    await settled(page);
    assert.equal(await speed(page), '25');
  },
  async mark(page, press) {
    await press();
    await settled(page);
    assert.deepEqual(await marksOf(page), [{ step: 1500, name: '' }]);
    await press();
    const focused = await page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
    assert.equal(focused, 'Name of mark 1');
  },
  'mark.next': jumps(async (page) => {
    for (const step of [1400, 1620, 1800]) await markAt(page, step);
  }, 1620),
  'mark.previous': jumps(async (page) => {
    for (const step of [1300, 1400, 1620]) await markAt(page, step);
  }, 1400),
  'finding.next': jumps(() => Promise.resolve(), 2740),
  'finding.previous': jumps(() => Promise.resolve(), 1450),
  async 'extremum.next'(page, press) {
    await press();
    await settled(page);
    assert.equal(await cursor(page), await extremumOfLoss(page, 1));
  },
  async 'extremum.previous'(page, press) {
    await press();
    await settled(page);
    assert.equal(await cursor(page), await extremumOfLoss(page, -1));
  },
  async 'zoom.in'(page, press) {
    await press();
    await settled(page);
    assert.deepEqual(await windowOf(page), [1125, 1875]);
  },
  async 'zoom.out'(page, press) {
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await press();
    await settled(page);
    assert.deepEqual(await windowOf(page), [1125, 1875]);
  },
  async 'zoom.all'(page, press) {
    await page.keyboard.press('+');
    await press();
    await settled(page);
    assert.equal(await windowOf(page), null);
  },
  async 'pan.back'(page, press) {
    await page.keyboard.press('+');
    await press();
    await settled(page);
    assert.deepEqual(await windowOf(page), [937.5, 1687.5]);
    assert.equal(await cursor(page), 1500);
  },
  async 'pan.forward'(page, press) {
    await page.keyboard.press('+');
    await press();
    await settled(page);
    assert.deepEqual(await windowOf(page), [1312.5, 2062.5]);
  },
  async sheet(page, press) {
    await press();
    await settled(page);
    assert.equal(await page.getByRole('dialog', { name: 'Keys' }).isVisible(), true);
    await page.keyboard.press('Escape');
    // The browser tells of it in a task of its own; until then the panel has the sheet open.
    await page.locator('dialog').waitFor({ state: 'detached' });
  },
};

describe('the keys of the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    const findings = [1200, 1450, 2740, 2900].map((step) => ({ step, text: `Of step ${step}` }));
    page = await openPanel({ run: { cursor: 1500, view: { findings } } });
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    await closeBrowser();
  });

  const fresh = async () => {
    await page.keyboard.press('0');
    const remove = page.getByRole('button', { name: /^Remove mark/ });
    for (let left = await remove.count(); left > 0; left--) {
      await remove.first().click();
      await page.waitForFunction((n) => document.querySelectorAll('[data-mark]').length < n, left);
    }
    await goTo(page, 1500);
  };

  for (const { commands } of keyGroups) {
    for (const { id, strokes } of commands) {
      for (const stroke of strokes) {
        it(`${written(stroke)}: ${id}`, async () => {
          await fresh();
          await effects[id]!(page, () => page.keyboard.press(written(stroke)));
        });
      }
    }
  }

  it('are listed, each with words, and no others', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    const listed = await page.locator('[data-keys]').evaluateAll((rows) =>
      rows.map((row) => ({
        id: row.getAttribute('data-keys'),
        keys: row.querySelectorAll('.key-stroke').length,
        words: row.querySelector('dd')!.textContent,
      })),
    );
    const commands = keyGroups.flatMap((group) => group.commands);
    assert.deepEqual(
      listed.map(({ id, keys }) => [id, keys]),
      commands.map(({ id, strokes }) => [id, strokes.length]),
    );
    assert.deepEqual(Object.keys(effects).sort(), commands.map(({ id }) => id).sort());
    for (const { id, words } of listed) assert.doesNotMatch(words, /^keys\./, id!);
    await picture(page, 'keys-dark');
    await page.getByRole('button', { name: 'Close' }).click();
  });

  it('do nothing to the run while they are listed, and ? closes the list', async () => {
    await fresh();
    await page.keyboard.press('?');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('k');
    await settled(page);
    assert.equal(await cursor(page), 1500);
    await page.keyboard.press('?');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('are left to fields, lists and buttons that have the focus', async () => {
    await fresh();
    await page.locator('.field.number').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('k');
    await page.locator('.play-speed').focus();
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.equal(await cursor(page), 1500);
    const section = page.locator('[data-section=table] .section-toggle');
    const before = await section.getAttribute('aria-expanded');
    await section.focus();
    await page.keyboard.press('Space');
    await settled(page);
    assert.notEqual(await section.getAttribute('aria-expanded'), before);
    assert.equal(await cursor(page), 1500);
    await page.keyboard.press('Space');
  });

  it('of a single character can be switched off, and stay so over a reload', async () => {
    await fresh();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: 'Use keys of a single character' }).uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await settled(page);
    for (const key of ['k', '+', '?']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.equal(await cursor(page), 1501);
    assert.equal(await windowOf(page), null);
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show all keys' }).click();
    await page.getByRole('checkbox').check();
    await page.keyboard.press('Escape');
  });
});

describe('play', function () {
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({ run: { cursor: 1500, steps: 100_000, view: { length: 3000 } } });
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    await closeBrowser();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it('is begun and paused by its button, which says what it does', async () => {
    await page.locator('.play-speed').selectOption('0.5');
    await button('Play forward').click();
    await button('Pause').waitFor();
    assert.ok((await whilePlaying(page, 1500)) > 1500);
    assert.equal(await text(page, '.play [role=status]'), 'Play forward');
    await button('Pause').click();
    await button('Play forward').waitFor();
    const stopped = await cursor(page);
    await settled(page);
    assert.equal(await cursor(page), stopped);
  });

  it('stops when the slider is taken hold of', async () => {
    await button('Play back').click();
    await whilePlaying(page, await cursor(page));
    const box = (await page.locator('.slider').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await button('Play back').waitFor();
    await page.mouse.up();
    await settled(page);
    const at = await cursor(page);
    assert.ok(Math.abs(at - 1500) < 60, String(at));
  });

  it('stops at the last step, and tells the host of its steps', async () => {
    await goTo(page, 2900);
    await page.locator('.play-speed').selectOption('25');
    await button('Play forward').click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.slider')!.valueAsNumber === 3000,
    );
    await button('Play forward').waitFor();
    const steps = await page.evaluate(() =>
      window.fixture.posted.flatMap((said) => (said.type === 'cursor' ? said.step : [])),
    );
    assert.deepEqual(steps.slice(-4), [2925, 2950, 2975, 3000]);
    assert.equal(await button('To the last step').isDisabled(), true);
    await button('To the start').click();
    await settled(page);
    assert.equal(await cursor(page), 0);
  });

  it('shows still pictures to whoever wants no motion', async () => {
    await goTo(page, 1000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.locator('.play-speed').selectOption('1');
    await button('Play forward').click();
    assert.equal(await whilePlaying(page, 1000), 1030);
    await button('Pause').click();
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });
});
