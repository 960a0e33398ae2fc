import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EngineWatch } from './support/engines';
import { Workbench } from './support/workbench';

/** Writes a trace file with the command line. */
function trace(file: string, ...more: string[]): void {
  const args = ['dist/cli.js', 'trace', 'examples/rosenbrock.ts', '--save', file, ...more];
  const made = spawnSync(process.execPath, [...args, '--out', `${file}.json`], {
    encoding: 'utf8',
  });
  assert.equal(made.status, 0, made.stderr);
}

describe('a trace file is opened', () => {
  let workbench: Workbench;
  let engines: EngineWatch | null = null;

  before(async () => {
    // Restricted Mode: nothing of a file is ever run.
    workbench = await Workbench.open({ trusted: false });
    const file = path.join(workbench.folder, 'kept.adamtrace');
    trace(file);
    const cut = path.join(workbench.folder, 'cut.adamtrace');
    trace(cut, '--steps', '20000');
    truncateSync(cut, 1_000_000);
    writeFileSync(path.join(workbench.folder, 'none.adamtrace'), 'x'.repeat(100));
    if (EngineWatch.possible) engines = await workbench.watchEngines();
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

  it('with the panel and every number, and without what would need its code', async () => {
    const { panel } = workbench;
    await workbench.pick('Control+p', 'kept.adamtrace', 'kept.adamtrace');
    await panel.becomes('Done');
    await panel.frame.getByRole('heading', { name: 'rosenbrock' }).waitFor();
    await panel.goToStep(1);
    // By hand: f(-1.2, 1) = 24.2, df/dx = -215.6.
    assert.equal(await panel.runValue('loss'), 24.2);
    assert.ok(Math.abs((await panel.values(0)).get('grad')! + 215.6) < 1e-10);
    assert.equal(await panel.button('Run again').count(), 0);
    assert.ok(await panel.chart('loss').isVisible());
    await panel.goToStep(2740);
    await workbench.screenshot('trace file');
  });

  it('up to where it is cut off, and says so', async () => {
    const { panel } = workbench;
    await workbench.pick('Control+p', 'cut.adamtrace', 'cut.adamtrace');
    await panel.becomes('Stopped');
    await panel.frame.getByText(/Interrupted at step [\d,]+: /).waitFor();
    await workbench.screenshot('trace file cut off');
  });

  it('and what becomes of it: it grows, is another one, is none, is gone', async () => {
    const { folder, panel, notifications, page } = workbench;
    const file = path.join(folder, 'changing.adamtrace');
    const other = path.join(folder, 'other.adamtrace');
    trace(other, '--steps', '700');
    const whole = readFileSync(other);
    writeFileSync(file, whole.subarray(0, whole.length - 1000));
    await workbench.pick('Control+p', 'changing.adamtrace', 'changing.adamtrace');
    await panel.frame.getByText(/Interrupted at step/).waitFor();
    writeFileSync(file, whole);
    await panel.becomes('Done');
    assert.equal((await panel.facts()).get('steps'), '700');

    trace(other, '--steps', '900');
    renameSync(other, file);
    await panel.frame.getByText(/holds another trace now/).waitFor();
    assert.equal((await panel.facts()).get('steps'), '700');
    await workbench.screenshot('trace file that changed');
    await notifications.filter({ hasText: 'changing.adamtrace has changed' }).waitFor();
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await panel.frame.getByText(/holds another trace now/).waitFor({ state: 'detached' });
    assert.equal((await panel.facts()).get('steps'), '900');

    writeFileSync(file, 'x'.repeat(100));
    await panel.frame.getByText(/cannot be opened any more/).waitFor();
    assert.equal((await panel.facts()).get('steps'), '900');
    rmSync(file);
    await panel.frame.getByText(/no longer on the disk/).waitFor();
    assert.equal((await panel.facts()).get('steps'), '900');
  });

  it('not at all where it is none, and says so', async () => {
    const { panel } = workbench;
    await workbench.pick('Control+p', 'none.adamtrace', 'none.adamtrace');
    await panel.frame.getByText('This file is not a trace.').waitFor();
    await workbench.screenshot('trace file that is none');
  });

  it('and no engine was started (skipped where no engines can be watched)', async function () {
    if (!engines) return this.skip();
    await engines.end();
    assert.deepEqual(engines.started, []);
  });
});
