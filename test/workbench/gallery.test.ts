import assert from 'node:assert/strict';
import { Workbench } from './support/workbench';

describe('the gallery of examples', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
  });
  after(() => workbench?.close());

  it('lists what is to be seen, opens an example, and its lens traces it', async () => {
    const { editor, page, panel } = workbench;
    await workbench.openFile('rosenbrock.ts');
    await workbench.command('Adamscope: Open Example');
    const list = page.locator('.quick-input-widget');
    await list.getByText('Where √v̂ is below eps, a coordinate creeps.').waitFor();
    await workbench.screenshot('gallery');
    await page.keyboard.type('eps in charge');
    await list.getByText('epsInCharge', { exact: true }).first().waitFor();
    await page.keyboard.press('Enter');
    const lens = editor.lenses.filter({ hasText: 'Trace Adam · lr 0.01 · 1,500 steps' });
    await lens.first().click();
    await panel.becomes('Done');
    const facts = await panel.facts();
    assert.equal(facts.get('steps'), '1,500');
  });
});
