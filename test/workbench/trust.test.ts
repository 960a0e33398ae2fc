import assert from 'node:assert/strict';
import { Workbench } from './support/workbench';

describe('a person trusts the folder', () => {
  let workbench: Workbench;

  before(async () => {
    // VS Code's own question at the start would be answered before anything is shown.
    const settings = { 'security.workspace.trust.startupPrompt': 'never' };
    workbench = await Workbench.open({ settings, trusted: false });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title.replaceAll(/[^\w]+/g, ' ')}`);
    }
  });
  after(() => workbench?.close());

  it('row 69: trust granted meanwhile lets the same lens run, without a reload', async () => {
    const { editor, page, panel, notifications } = workbench;
    await workbench.openFile('rosenbrock.ts');
    const lens = editor.lenses.filter({ hasText: '▶ Trace Adam' });
    await lens.click();
    const said = notifications.filter({ hasText: 'only in a trusted workspace' });
    await said.waitFor();
    assert.match((await said.textContent())!, /Nothing was run\./);
    assert.equal(await page.locator('.tab[data-resource-name="Adamscope"]').count(), 0);

    // A mark that a reload would take away.
    await page.evaluate(() => Object.assign(window, { sameWindow: true }));
    await page
      .locator('.notifications-toasts')
      .getByRole('button', { name: 'Manage Trust' })
      .click();
    const trust = page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust', exact: true });
    await trust.click();
    await page
      .locator('.workspace-trust-editor .workspace-trust-header')
      .filter({ hasText: 'You trust' })
      .waitFor();

    await workbench.openFile('rosenbrock.ts');
    await lens.click();
    await panel.becomes('Done');
    assert.equal((await panel.facts()).get('steps'), '3,000');
    assert.equal(await page.evaluate(() => 'sameWindow' in window), true);
  });
});
