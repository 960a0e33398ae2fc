import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { Workbench } from './support/workbench';

/** Three steps of Adam as a wide table: lr 0.1, and gradients of 1. */
const log = `step,loss,w,w.grad
1,3,0.9,1
2,2.9,0.8,1
3,2.8,0.7,1
`;

/** So many steps that somebody has to mean them. */
const many = `/** @steps 20000000 */
export function many(x = 1) {
  return x * x;
}
`;

describe('a person answers the dialogs', () => {
  let workbench: Workbench;
  let dialog: Locator;

  before(async () => {
    workbench = await Workbench.open({
      // VS Code's own dialogs of files, which a keyboard can reach.
      settings: { 'files.simpleDialog.enable': true },
      files: { 'log.csv': log, 'many.ts': many },
    });
    dialog = workbench.page.locator('.quick-input-widget:visible');
    await workbench.openFile('rosenbrock.ts');
    await workbench.editor.click('export function rosenbrock', 'rosenbrock');
    await workbench.command('Adamscope: Trace Adam');
    await workbench.panel.becomes('Done');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title.replaceAll(/[^\w]+/g, ' ')}`);
    }
  });
  after(() => workbench?.close());

  /** Takes the row of a quick pick that has this text. */
  async function take(row: string): Promise<void> {
    const found = dialog.locator('.monaco-list-row').filter({ hasText: row }).first();
    await found.waitFor();
    await found.click();
  }

  /** Takes the path that VS Code's own dialog of files proposes, which it returns. */
  async function takeProposal(end: string): Promise<string> {
    const input = dialog.locator('input[type="text"]');
    await input.waitFor();
    await workbench.page.waitForFunction(
      ([element, wanted]) => element instanceof HTMLInputElement && element.value.endsWith(wanted),
      [await input.elementHandle(), end] as const,
    );
    const file = await input.inputValue();
    // If this is tried again, nobody is to be asked whether the first one may go.
    rmSync(file, { force: true });
    await workbench.page.keyboard.press('Enter');
    return file;
  }

  it('where a trace is to be saved, and the file opens as what was saved', async () => {
    const name = 'rosenbrock.adamtrace';
    await workbench.commandThatAsks('Adamscope: Save Trace…');
    const file = await takeProposal(`/${name}`);
    await dialog.waitFor({ state: 'hidden' });
    await workbench.page.getByRole('treeitem', { name }).waitFor();
    const shown = spawnSync(process.execPath, ['dist/cli.js', 'show', file, '--format', 'csv'], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    assert.equal(shown.status, 0, shown.stderr);
    const lines = shown.stdout.trimEnd().split('\n');
    // The names, the start, and every step.
    assert.equal(lines.length, 3002);
    assert.match(lines[2]!, /^1,24\.199999999999996,/);
  });

  it('what a fork changes, in two steps', async () => {
    const { panel } = workbench;
    await panel.goToStep(100);
    await workbench.commandThatAsks('Adamscope: Fork from This Step…');
    await dialog.getByText('Fork from step 100').waitFor();
    await take('Adam with other hyper-parameters');
    const input = dialog.locator('input[type="text"]');
    await workbench.page.waitForFunction(
      (element) => element instanceof HTMLInputElement && element.value === 'lr=0.1',
      await input.elementHandle(),
    );
    await input.fill('lr=-1');
    await dialog.getByText(/lr/).first().waitFor();
    await workbench.screenshot('fork that cannot be');
    await input.fill('lr=0.001');
    await workbench.page.keyboard.press('Enter');
    await panel.frame.getByText('Adam lr=0.001 from step 100').first().waitFor();
    await workbench.screenshot('forked');
  });

  it('where an export is to go', async () => {
    await workbench.commandThatAsks('Adamscope: Export Trace…');
    await take('CSV');
    const file = await takeProposal('.csv');
    const written = `${path.basename(file)} is written.`;
    await workbench.notifications.filter({ hasText: written }).first().waitFor();
    const lines = readFileSync(file, 'utf8').split('\n');
    assert.match(lines[0]!, /^step,loss/);
    assert.ok(lines.length > 3000, `${lines.length} lines`);
  });

  it('whether so many steps are meant, with what they will take', async () => {
    const { editor, notifications, page, panel } = workbench;
    await workbench.openFile('many.ts');
    await editor.click('export function many', 'many');
    await workbench.command('Adamscope: Trace Adam');
    const question = notifications.filter({
      hasText:
        /many waits at step [\d,]+: its 20,000,000 steps will take about [\d.]+ [MG]B and [\d.,]+ (s|min)\./,
    });
    await question.waitFor();
    await workbench.screenshot('a large run waits');
    const steps = async () => Number(await panel.slider.getAttribute('max'));
    // The rows that were on their way when it was asked may still come; then there are no more.
    await panel.becomes('Running');
    const waited = /at step ([\d,]+)/.exec((await question.textContent())!)![1]!;
    await page.getByRole('button', { name: 'Run Them', exact: true }).click();
    const asked = Number(waited.replaceAll(',', ''));
    for (let now = await steps(); now < 2 * asked; now = await steps()) {
      assert.ok(now < 20_000_000);
    }
    await workbench.command('Adamscope: Stop');
    await panel.becomes('Stopped');
  });

  it('what the columns of a log are, and by which optimizer', async () => {
    const { panel } = workbench;
    await workbench.commandThatAsks('Adamscope: Import Trace…');
    await take('log.csv');
    await dialog.getByText('Import log.csv').waitFor();
    await workbench.screenshot('import dialog');
    await take('Optimizer');
    await take('Adam');
    await take('Hyper-parameters');
    await dialog.locator('input[type="text"]').fill('lr=0.1');
    await workbench.page.keyboard.press('Enter');
    await dialog.getByText('lr=0.1').first().waitFor();
    await take('Import');
    await panel.frame.getByText('log.csv').first().waitFor();
    await panel.goToStep(2);
    assert.equal((await panel.values(0)).get('theta'), 0.8);
    await workbench.screenshot('imported');
  });

  it('and an imported run is there again after the window was loaded anew', async () => {
    const { panel } = workbench;
    await workbench.reload();
    await panel.frame.getByText('log.csv').first().waitFor();
    await panel.goToStep(3);
    assert.equal((await panel.values(0)).get('theta'), 0.7);
    assert.ok(existsSync(path.join(workbench.folder, 'log.csv')));
  });
});
