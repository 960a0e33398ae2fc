import assert from 'node:assert/strict';
import { Workbench } from './support/workbench';

describe('the first minute', () => {
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

  it('traces the example of the walkthrough without typing', async () => {
    const { editor, page, panel } = workbench;
    await page.keyboard.press('F1');
    const widget = page.locator('.quick-input-widget:visible');
    await widget.locator('input[type="text"]').fill('>Welcome: Open Walkthrough...');
    await widget
      .locator('.monaco-list-row')
      .first()
      .filter({ hasText: 'Open Walkthrough' })
      .click();
    await widget.locator('.monaco-list-row').filter({ hasText: 'the First Minute' }).click();
    const trace = page.getByRole('button', { name: 'Trace the Example', exact: true });
    await trace.waitFor();
    await workbench.screenshot('walkthrough');
    await trace.click();
    await page.locator('.tab.active[data-resource-name="rosenbrock.ts"]').waitFor();
    await panel.becomes('Done');
    await editor.lines.filter({ hasText: 'rosenbrock' }).first().waitFor();
    assert.equal((await panel.facts()).get('steps'), '3,000');
    await workbench.screenshot('walkthrough-traced');
  });
});
