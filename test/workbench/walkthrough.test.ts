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

  it('ends with a function of one’s own, traced', async () => {
    const { editor, page, panel } = workbench;
    await workbench.command('Adamscope: New Objective');
    await editor.lines.filter({ hasText: 'export function line' }).waitFor();
    // The name is selected, so that it can be typed over at once.
    await page.keyboard.type('slopes');
    await workbench.command('Adamscope: Trace Adam');
    await panel.frame.getByRole('heading', { name: 'slopes' }).waitFor();
    await panel.becomes('Done');
    const facts = await panel.facts();
    assert.equal(facts.get('lr'), '0.05');
    assert.equal(facts.get('steps'), '500');
    assert.match((await panel.verdict.textContent())!, /0\.45/, 'least squares: 0.45');
    await workbench.screenshot('own-objective');
  });
});
