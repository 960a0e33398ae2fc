import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  api,
  closeEditors,
  diagnostics,
  edit,
  ended,
  lastRun,
  lenses,
  positionOf,
  rosenbrock,
  runThat,
  setting,
  show,
  traceAdam,
  until,
  patience,
} from './support';

describe('Trace Adam', function () {
  this.timeout(patience);
  afterEach(closeEditors);
  after(() => setting('evaluationTimeLimit', undefined));

  it('runs the objective that the cursor is in, and says what came out', async () => {
    const editor = await show(rosenbrock, 'return');
    assert.deepEqual(await lenses(editor.document), ['▶ Trace Adam · lr 0.1 · 3,000 steps']);
    const run = await traceAdam(editor);
    assert.equal(run.state, 'done');
    assert.equal(run.objective, 'rosenbrock');
    assert.equal(run.length, 3000);
    assert.deepEqual(run.coordinates, ['x', 'y']);
    const adamscope = await api();
    const theta = (step: number) => [0, 1].map((i) => adamscope.value(run.id, 'theta', i, step));
    assert.deepEqual(theta(0), [-1.2, 1]);
    assert.ok(Math.abs(theta(1)[0]! + 1.1) < 1e-9, `x after step 1: ${theta(1)[0]}`);
    assert.ok(Math.abs(adamscope.value(run.id, 'loss', 0, 1) - 24.2) < 1e-12);
    // The final loss is f at the last θ, and no number of any step.
    const [x, y] = theta(3000) as [number, number];
    assert.equal(run.finalLoss, (1 - x) ** 2 + 100 * (y - x ** 2) ** 2);
    // The spike: rounding decides the step, the size stays.
    const losses = Array.from({ length: 200 }, (_, i) => 2700 + i + 1);
    const peak = Math.max(...losses.map((step) => adamscope.value(run.id, 'loss', 0, step)));
    assert.ok(peak > 0.1 && peak < 10, `peak ${peak}`);
    assert.equal((await lenses(editor.document)).length, 2);
  });

  it('runs a selected function expression', async () => {
    const editor = await show('const all = [1].map((n) => n);\nuse((x = 3) => x * x);\n');
    const start = positionOf(editor.document, '(x = 3)');
    editor.selection = new vscode.Selection(start, positionOf(editor.document, 'x * x', 5));
    const run = await traceAdam(editor);
    assert.equal(run.state, 'done');
    assert.deepEqual(run.coordinates, ['x']);
  });

  it('stops inside an endless loop and keeps the steps before it', async () => {
    // Longer than any machine takes to press Stop.
    await setting('evaluationTimeLimit', 600_000);
    const editor = await show(
      `export function stuck(x = 1, { step }: { step: number }) {
  while (step > 5) {}
  return x * x;
}
`,
      'return',
    );
    const last = await lastRun();
    await vscode.commands.executeCommand('adamscope.traceAdam');
    const running = await runThat(
      (run) => run.objective === 'stuck' && run.length === 5,
      'five steps of stuck',
    );
    assert.equal(running.state, 'running');
    assert.deepEqual(await lenses(editor.document), ['■ Stop · step 5']);
    await vscode.commands.executeCommand('adamscope.stop');
    const run = await ended(editor.document, last);
    assert.equal(run.state, 'stopped');
    assert.equal(run.length, 5);
  });

  it('marks the run stale on an edit and fresh again when it is undone', async () => {
    const editor = await show(rosenbrock, 'return');
    const run = await traceAdam(editor);
    const stale = (wanted: boolean) =>
      runThat((one) => one.id === run.id && one.stale === wanted, `stale ${wanted}`);
    await edit(editor, '100 *', '10 *');
    await stale(true);
    await until(
      null,
      async () => (await lenses(editor.document)).at(-1)?.endsWith('· stale'),
      () => 'a stale lens',
    );
    await edit(editor, '10 *', '100 *');
    await stale(false);
    // Reformatting is no change.
    await edit(editor, '(1 - x) ** 2 +', '(1 - x)   ** 2 +');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal((await api()).getRuns().find(({ id }) => id === run.id)?.stale, false);
  });

  it('keeps the last good run, its lens and its diagnostics while the text is broken', async () => {
    const editor = await show(rosenbrock, 'return');
    const run = await traceAdam(editor);
    await edit(editor, 'return (1', 'return ((1');
    const [found] = await diagnostics(editor.document, (all) => all.length === 1);
    assert.equal(found!.code, 'objective.syntax');
    assert.equal(found!.severity, vscode.DiagnosticSeverity.Error);
    const stale = await runThat((one) => one.id === run.id && one.stale, 'a stale run');
    assert.equal(stale.length, 3000);
    assert.equal((await lenses(editor.document))[0], '▶ Trace Adam · lr 0.1 · 3,000 steps');
    await vscode.commands.executeCommand('adamscope.traceAdam');
    assert.equal((await api()).getRuns().at(-1)!.id, run.id, 'nothing runs');
    await edit(editor, 'return ((1', 'return (1');
    await diagnostics(editor.document, (all) => all.length === 0);
  });
});
