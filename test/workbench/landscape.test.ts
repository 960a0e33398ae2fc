import assert from 'node:assert/strict';
import { Workbench } from './support/workbench';

describe('the landscape in VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title.replaceAll(/[^\w]+/g, ' ')}`);
    }
  });
  after(() => workbench?.close());

  const map = () => workbench.panel.frame.locator('[data-chart=landscape]');
  const scale = () => map().locator('.map-scale');

  async function trace(file: string, line: string, word: string): Promise<void> {
    await workbench.openFile(file);
    await workbench.editor.lenses.first().waitFor();
    await workbench.editor.click(line, word);
    await workbench.command('Adamscope: Trace Adam');
    await workbench.panel.becomes('Done');
  }

  it('of ten coordinates is computed in the plane of the path, and in another that is chosen', async () => {
    await trace('network.ts', 'export function network', 'network');
    await scale().waitFor();
    assert.match((await scale().textContent())!, /^loss \S+ to \S+, log$/);
    const notes = map().locator('.map-notes');
    await notes.filter({ hasText: /% of the path’s variance lies in this plane/ }).waitFor();
    await map().getByLabel('Plane of the landscape').selectOption('coordinates');
    await notes.filter({ hasText: /^A slice: the other coordinates \(8\) are as at/ }).waitFor();
    await map()
      .getByRole('img', { name: /^Loss over w1\[0\] and w1\[1\]/ })
      .waitFor();
    await scale().waitFor();
  });

  it('is computed anew by the engine where one zooms', async () => {
    await trace('rosenbrock.ts', 'export function rosenbrock', 'rosenbrock');
    await map()
      .getByRole('img', { name: /^Loss over x and y/ })
      .waitFor();
    await scale().waitFor();
    const whole = (await scale().textContent())!;
    // No mouse reaches through two frames as surely as a key.
    await map().locator('canvas').focus();
    await workbench.page.keyboard.press('+');
    await map().locator('.map-whole').waitFor();
    await scale().filter({ hasNotText: whole }).waitFor();
    // A smaller part of the same box has a smaller highest loss.
    const highest = (text: string) => Number(/ to (\S+?),/.exec(text)![1]);
    assert.ok(highest((await scale().textContent())!) < highest(whole));
    await workbench.page.keyboard.press('0');
    await scale().filter({ hasText: whole }).waitFor();
  });
});
