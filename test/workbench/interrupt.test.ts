import assert from 'node:assert/strict';
import { Workbench } from './support/workbench';

const endless = `/** @optimizer adam lr=0.1 */
export function endless(x = 1) {
  while (x > 0) {
    // Never done.
  }
  return x ** 2;
}
`;
const tell = `/** @steps 20 */
export function tell(x = 3, y = 2) {
  return x ** 2 + y ** 2;
}
`;

describe('a person stops a run, and comes back', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({
      files: { 'endless.ts': endless, 'tell.ts': tell },
      // Longer than the test may take: it is the person who ends the run.
      settings: { 'adamscope.evaluationTimeLimit': 600_000 },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title.replaceAll(/[^\w]+/g, ' ')}`);
    }
  });
  after(() => workbench?.close());

  it('stops an endless loop with the button of the panel', async () => {
    const { editor, panel } = workbench;
    await workbench.openFile('endless.ts');
    await editor.lenses.filter({ hasText: '▶ Trace Adam' }).click();
    await panel.becomes('Running');
    await panel.button('Stop').click();
    await panel.becomes('Stopped');
    assert.equal(await panel.button('Stop').count(), 0);
  });

  it('traces the next objective with the same panel', async () => {
    const { editor, panel } = workbench;
    await workbench.openFile('tell.ts');
    await editor.lenses.filter({ hasText: '▶ Trace Adam' }).click();
    await panel.frame.getByRole('heading', { name: 'tell' }).waitFor();
    await panel.becomes('Done');
    assert.equal((await panel.facts()).get('steps'), '20');
  });

  it('finds panel, cursor and numbers after a reload, and can run again', async () => {
    const { panel } = workbench;
    await panel.goToStep(7);
    const before = await panel.values(1);
    assert.equal(Math.sign(before.get('update')!), -1);
    await workbench.reload();
    await panel.becomes('Done');
    await panel.frame.getByRole('heading', { name: 'tell' }).waitFor();
    await panel.showsStep(7);
    assert.deepEqual(await panel.values(1), before);
    assert.ok(await panel.chart('loss').isVisible());

    await panel.button('Run again').click();
    await panel.frame.locator('table.values[data-step="20"]').waitFor();
    await panel.becomes('Done');
  });
});
