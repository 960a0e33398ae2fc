import assert from 'node:assert/strict';
import { EngineWatch } from './support/engines';
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

const bowls = `export const bowls = [
  (w = 3, h = 4) => w ** 2 + 10 * h ** 2,
];
`;

/** Of a test that reads the machine's processes, which is possible on Linux alone. */
const onLinux = (title: string, test: () => void) =>
  EngineWatch.possible ? it(title, test) : it.skip(`${title} (processes are read from /proc)`);

describe('a person stops a run, and comes back', () => {
  let workbench: Workbench;
  /** From just before the reload on. */
  let engines: EngineWatch | null = null;

  before(async () => {
    workbench = await Workbench.open({
      files: { 'endless.ts': endless, 'tell.ts': tell, 'cup.ts': bowls },
      // Longer than the test may take: it is the person who ends the run.
      settings: { 'adamscope.evaluationTimeLimit': 600_000 },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title.replaceAll(/[^\w]+/g, ' ')}`);
    }
  });
  after(async () => {
    await engines?.end();
    await workbench?.close();
  });

  it('stops an endless loop with the button of the panel', async () => {
    const { editor, panel } = workbench;
    await workbench.openFile('endless.ts');
    await editor.lenses.filter({ hasText: '▶ Trace Adam' }).click();
    await panel.becomes('Running');
    await panel.button('Stop').click();
    await panel.becomes('Stopped');
    assert.equal(await panel.button('Stop').count(), 0);
  });

  it('traces a function expression that is selected with the mouse', async () => {
    const { editor, panel } = workbench;
    await workbench.openFile('cup.ts');
    await editor.select('(w = 3', '(w = 3, h = 4) => w ** 2 + 10 * h ** 2');
    await workbench.command('Adamscope: Trace Adam');
    await panel.frame.locator('table.values[data-step="1000"]').waitFor();
    await panel.becomes('Done');
    await panel.goToStep(1);
    assert.equal(await panel.runValue('loss'), 169);
    assert.equal((await panel.values(0)).get('grad'), 6);
    assert.equal((await panel.values(1)).get('grad'), 80);
  });

  it('traces the next objective with the same panel', async () => {
    const { editor, panel } = workbench;
    await workbench.openFile('tell.ts');
    await editor.lenses.filter({ hasText: '▶ Trace Adam' }).click();
    await panel.frame.getByRole('heading', { name: 'tell' }).waitFor();
    await panel.becomes('Done');
    assert.equal((await panel.facts()).get('steps'), '20');
  });

  it('compares it with other optimizers', async () => {
    const { editor, panel, page } = workbench;
    await editor.lenses.filter({ hasText: 'Compare…' }).click();
    await page.locator('.quick-input-widget .quick-input-list .monaco-list-row').first().waitFor();
    await page.keyboard.press('Enter');
    // Their numbers are there once all have ended.
    await panel.frame.locator('td[data-number="stepsTo0"]').nth(2).waitFor();
    assert.equal((await panel.facts()).get('optimizer'), 'SGD with momentum');
  });

  it('finds panel, comparison, cursor and numbers after a reload', async () => {
    const { panel } = workbench;
    await panel.goToStep(7);
    const compared = () => panel.frame.locator('table.comparison tbody tr').allInnerTexts();
    const runs = await compared();
    assert.ok(runs.length >= 3, runs.join());
    const before = await panel.values(1);
    assert.equal(Math.sign(before.get('update')!), -1);
    await engines?.end();
    if (EngineWatch.possible) engines = await workbench.watchEngines();
    await workbench.reload();
    await panel.becomes('Done');
    await panel.frame.getByRole('heading', { name: 'tell' }).waitFor();
    await panel.showsStep(7);
    assert.deepEqual(await panel.values(1), before);
    assert.deepEqual(await compared(), runs);
    assert.ok(await panel.chart('loss').isVisible());
  });

  onLinux('has started no engine by then, so that nothing can have been evaluated', () => {
    assert.deepEqual(engines!.started, []);
  });

  it('can run again, all of the comparison, and only now an engine is started', async () => {
    const { panel } = workbench;
    const first = panel.frame.locator('table.comparison tr[data-run]').first();
    const before = await first.getAttribute('data-run');
    await panel.button('Run again').click();
    await panel.frame.locator(`table.comparison tr[data-run="${before}"]`).waitFor({
      state: 'detached',
    });
    await panel.frame.locator('td[data-number="stepsTo0"]').nth(2).waitFor();
    await panel.showsStep(20);
    await panel.becomes('Done');
    await engines?.end();
    if (engines) assert.notDeepEqual(engines.started, []);
  });
});
