import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Workbench } from './support/workbench';

/** What a person may do before the answer must be on screen. */
const most = 3;

const files = {
  // Two leaves for LAMB, whose trust ratio is ‖θ‖/‖update‖ of each.
  'leaves.ts': `/** @optimizer lamb lr=0.01 */
export function leaves({ w, b } = { w: [3, 4], b: [0.1] }) {
  return (w[0] - 1) ** 2 + (w[1] - 2) ** 2 + (b[0] - 3) ** 2;
}
`,
  // Both go to 0, each optimizer at a learning rate of its own.
  'easyBowl.ts': `/** @steps 300 */
export function easyBowl([x, y] = [3, -2]) {
  return x ** 2 + 4 * y ** 2;
}
`,
};

/**
 * Twelve questions that people ask of an optimizer, each with its code open in a fresh VS Code. A
 * gesture is a click, a command by its name, or a value typed into a field.
 */
describe('twelve questions', () => {
  let workbench: Workbench;
  let gestures: number;

  before(async () => {
    workbench = await Workbench.open({ files });
    await workbench.page.keyboard.press('Control+b');
  });
  afterEach(async function () {
    const failed = this.currentTest?.state === 'failed' ? 'failed ' : '';
    const name = this.currentTest!.title.replaceAll(/[^\w]+/g, ' ').trim();
    await workbench.screenshot(`${failed}question ${name}`);
  });
  after(() => workbench?.close());

  /** Opens the code; from here on gestures count. */
  async function about(file: string): Promise<void> {
    await workbench.openFile(file);
    await workbench.editor.lenses.first().waitFor();
    gestures = 0;
  }

  async function gesture(does: Promise<unknown>): Promise<void> {
    gestures += 1;
    assert.ok(gestures <= most, `${gestures} gestures`);
    await does;
  }

  /** Clicks the lens above a function and waits for the end of its run. */
  async function trace(name: string): Promise<void> {
    const { editor, panel } = workbench;
    await gesture(editor.lenses.filter({ hasText: '▶ Trace' }).first().click());
    await panel.frame.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
    await panel.becomes('Done');
  }

  /** Presses a button; of a section that an earlier question has left open, there is nothing to do. */
  async function unfold(title: string): Promise<void> {
    const button = workbench.panel.frame.getByRole('button', { name: title, exact: true });
    if ((await button.getAttribute('aria-expanded')) === 'true') return;
    await gesture(button.click());
  }

  /** The answer, which must be there, and where a person reads it. */
  async function answer(place: Locator, pattern: RegExp): Promise<void> {
    const found = place.filter({ hasText: pattern }).first();
    await found.waitFor();
    await found.scrollIntoViewIfNeeded();
  }

  it('1 why is step 1 as large as lr', async () => {
    const { panel } = workbench;
    await about('rosenbrock.ts');
    await trace('rosenbrock');
    await gesture(panel.goToStep(1));
    await answer(panel.frame.locator('.why-size'), /At step 1 m̂ is g .*as long as lr, 0\.1,/);
  });

  it('2 which coordinate has the largest effective learning rate and why', async () => {
    await about('network.ts');
    await trace('network');
    const said = /Largest effective learning rate: \S+, [\d.]+, since its v̂ is smallest \(/;
    await answer(workbench.panel.frame.locator('.largest-rate'), said);
  });

  it('3 what made rosenbrock explode', async () => {
    const { panel } = workbench;
    await about('rosenbrock.ts');
    await trace('rosenbrock');
    await unfold('Compute sharpness');
    await answer(panel.verdict, /spiked to [\d.]+ near step 2,7\d\d/);
    const crossed = /Sharpness crossed 38 at step 2,6\d\d: .*the loss spikes near step 2,7\d\d/;
    await answer(panel.frame.locator('p'), crossed);
  });

  it('4 what does bias correction change at step 1', async () => {
    const { panel } = workbench;
    await about('rosenbrock.ts');
    await trace('rosenbrock');
    await gesture(panel.goToStep(1));
    await unfold('Why bias correction?');
    const why = panel.frame.locator('[data-section="why"]');
    await answer(why, /without it the first is .* = 3\.16 times as long/);
  });

  it('5 is it oscillating, how much, why', async () => {
    await about('kinks.ts');
    await trace('absolute');
    await answer(workbench.panel.frame.locator('.header'), /swings|oscillates/);
  });

  it('6 which optimizer reaches 1e-6 first when tuned', async () => {
    const { panel, editor, page } = workbench;
    await about('easyBowl.ts');
    await gesture(editor.lenses.filter({ hasText: 'Compare…' }).first().click());
    await page.locator('.quick-input-widget .quick-input-list .monaco-list-row').first().waitFor();
    await gesture(page.keyboard.press('Enter'));
    await gesture(panel.button('Sweep lr').click());
    const tuned = panel.frame.locator('.tuning').filter({ hasText: /tuned: each optimizer/ });
    await tuned.waitFor();
    await answer(panel.frame.locator('table.comparison th'), /steps to 1e-6/);
    const steps = panel.frame.locator('table.comparison td[data-number="stepsTo2"]');
    await steps.nth(2).waitFor();
    const reached = (await steps.allTextContents()).map(Number);
    assert.ok(Math.min(...reached.filter((n) => n > 0)) < 300, reached.join());
  });

  it('7 at which step do Keras and PyTorch differ first', async () => {
    const { panel } = workbench;
    await about('rosenbrock.ts');
    await gesture(workbench.command('Adamscope: Compare Dialects'));
    const keras = panel.frame.locator('table.comparison tr').filter({ hasText: 'keras' });
    await gesture(keras.getByRole('button', { name: 'Difference' }).click());
    await answer(
      panel.frame.locator('.difference'),
      /above 1e-9: step 1, effective learning rate\[/,
    );
  });

  it('8 what is the trust ratio of each leaf', async () => {
    const { panel } = workbench;
    await about('leaves.ts');
    await trace('leaves');
    await unfold('All charts');
    const chart = panel.frame.locator('[data-chart="trustRatio"] .legend');
    await answer(chart, /w.*\d.*b.*\d/s);
  });

  it('9 is my gradient right', async () => {
    const { panel } = workbench;
    await about('rosenbrock.ts');
    await workbench.editor.click('export function rosenbrock', 'rosenbrock');
    await gesture(workbench.command('Adamscope: Check Gradient'));
    const said = /The gradient agrees with central differences: 22 derivatives at 11 points/;
    await answer(panel.frame.locator('body *'), said);
  });

  it('10 what is v made of', async () => {
    const { panel } = workbench;
    await about('rosenbrock.ts');
    await trace('rosenbrock');
    await unfold('Why bias correction?');
    const parts = panel.frame.locator('[data-chart="unrolled"]');
    await answer(parts, /v/);
    assert.ok((await parts.locator('.why-bar').count()) > 10);
  });

  it('11 where does eps decide', async () => {
    const { panel } = workbench;
    await about('epsInCharge.ts');
    await trace('epsInCharge');
    await gesture(
      panel.frame.locator('[data-section="strip"] select').selectOption({ label: 'y' }),
    );
    await answer(panel.frame.locator('.why-size'), /eps is larger than √v̂ and decides/);
  });

  it('12 what would lr × 3 have done', async () => {
    const { panel } = workbench;
    await about('easyBowl.ts');
    await trace('easyBowl');
    await unfold('What if');
    const lr = panel.frame.locator('.what-if-field').first();
    await gesture(lr.fill('0.003').then(() => lr.press('Enter')));
    await answer(panel.frame.locator('.header'), /lr\s*0\.003/);
  });
});
