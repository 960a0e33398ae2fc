import * as assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import {
  api,
  closeEditors,
  edit,
  ended,
  lastRun,
  positionOf,
  putCursor,
  runThat,
  setting,
  show,
  traceAdam,
  until,
  patience,
} from './support';

const folder = () => vscode.workspace.workspaceFolders![0]!.uri;

async function file(name: string, content: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(content));
  return uri;
}

async function open(uri: vscode.Uri, cursor: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
  putCursor(editor, cursor);
  return editor;
}

describe('life of a run', function () {
  this.timeout(patience);
  afterEach(async () => {
    await closeEditors();
    await setting('runOnSave', undefined);
  });

  it('takes relative imports, as their editors show them', async () => {
    const target = await file('target.ts', 'export const target = 2;\n');
    const imported = await open(target, 'target');
    await edit(imported, '= 2', '= 3');
    const main = await file(
      'main.ts',
      "import { target } from './target';\nexport function f(x = 0) { return (x - target) ** 2; }\n",
    );
    const editor = await open(main, 'return');
    const run = await traceAdam(editor);
    const adamscope = await api();
    assert.equal(adamscope.value(run.id, 'loss', 0, 1), 9);
    // An edit of what it imports makes it stale, too.
    await edit(await open(target, 'target'), '= 3', '= 4');
    await runThat((one) => one.id === run.id && one.stale, 'a stale run');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('runs again on save only under the setting, and only what was traced and changed', async () => {
    const uri = await file('saved.ts', 'export function f(x = 1) { return x ** 2; }\n');
    const editor = await open(uri, 'return');
    const first = await traceAdam(editor);
    await edit(editor, '** 2', '** 4');
    await editor.document.save();
    await runThat((run) => run.id === first.id && run.stale, 'a stale run');
    assert.equal((await api()).getRuns().at(-1)!.id, first.id, 'nothing ran');
    await setting('runOnSave', true);
    await edit(editor, '** 4', '** 6');
    const last = await lastRun();
    await editor.document.save();
    const second = await ended(editor.document, last);
    assert.equal(second.state, 'done');
    assert.equal((await api()).value(second.id, 'grad', 0, 1), 6);
  });

  it('row 63: goes on when its file is renamed, and follows it', async () => {
    const uri = await file('before.ts', 'export function f(x = 1) { return x ** 2; }\n');
    const run = await traceAdam(await open(uri, 'return'));
    const renamed = vscode.Uri.joinPath(folder(), 'after.ts');
    const change = new vscode.WorkspaceEdit();
    change.renameFile(uri, renamed, { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(change));
    await until(
      null,
      async () =>
        (await api()).getRuns().find(({ id }) => id === run.id)?.document === renamed.toString(),
      () => 'the renamed document',
    );
    const again = await traceAdam(await open(renamed, 'return'));
    assert.equal(again.state, 'done');
  });

  it('row 63: goes on when its document is closed, on the text that it started with', async () => {
    const uri = await file(
      'closed.ts',
      `export function f(x = 1, { step }: { step: number }) {
  let sum = 0;
  for (let i = 0; i < 20000; i++) sum += Math.sin(i * x);
  return x ** 2 + sum * 0;
}
`,
    );
    const editor = await open(uri, 'return');
    await vscode.commands.executeCommand('adamscope.traceAdam');
    const running = await runThat((run) => run.document === uri.toString() && run.length > 0);
    await edit(editor, 'x ** 2', 'x ** 4');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const run = await runThat((one) => one.id === running.id && one.state !== 'running', 'the end');
    assert.equal(run.state, 'done');
    assert.equal(run.length, 1000);
    assert.equal((await api()).value(run.id, 'grad', 0, 1), 2);
  });

  it('row 67: is not mixed with another one at the same time', async () => {
    const text = (name: string, power: number) =>
      `export function ${name}(x = 1) { let s = 0; for (let i = 0; i < 2000; i++) s += i; return x ** ${power} + 0 * s; }\n`;
    const last = await lastRun();
    const editor = await show(text('two', 2) + text('four', 4), 'two');
    await vscode.commands.executeCommand('adamscope.traceAdam');
    putCursor(editor, 'four');
    await vscode.commands.executeCommand('adamscope.traceAdam');
    for (const [name, slope] of [
      ['two', 2],
      ['four', 4],
    ] as const) {
      const run = await runThat(
        (one) => one.id > last && one.objective === name && one.state !== 'running',
        name,
      );
      assert.equal(run.state, 'done');
      assert.equal(run.length, 1000);
      assert.equal((await api()).value(run.id, 'grad', 0, 1), slope);
    }
  });

  it('row 68: survives being stopped at once and twice', async () => {
    await show('export function f(x = 1) { return x ** 2; }\n', 'return');
    const last = await lastRun();
    for (let i = 0; i < 5; i++) {
      const started = vscode.commands.executeCommand('adamscope.traceAdam');
      await vscode.commands.executeCommand('adamscope.stop');
      await started;
      await vscode.commands.executeCommand('adamscope.stop');
      await vscode.commands.executeCommand('adamscope.stop');
    }
    const adamscope = await api();
    const ours = () => adamscope.getRuns().filter(({ id }) => id > last);
    await until(
      adamscope.onDidChangeRun,
      () => ours().length > 0 && ours().every(({ state }) => state !== 'running'),
      () => 'all runs to end',
    );
    const states = new Set(ours().map(({ state }) => state));
    states.delete('done');
    assert.deepEqual([...states], ['stopped']);
  });

  it('streams 1,000,000 steps, none lost, while the host answers', async () => {
    const editor = await show(
      '/** @steps 1000000 */\nexport function f([x, y] = [3, 4]) { return x ** 2 + y ** 2; }\n',
      'return',
    );
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const lengths: number[] = [];
    const subscription = (await api()).onDidChangeRun((run) => lengths.push(run.length));
    delay.enable();
    const run = await traceAdam(editor);
    delay.disable();
    subscription.dispose();
    console.log(`      event-loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms`);
    assert.equal(run.state, 'done');
    assert.equal(run.length, 1_000_000);
    assert.deepEqual(
      lengths,
      [...lengths].sort((a, b) => a - b),
    );
  });

  it('prints what the objective prints, with its run, in the output channel', async () => {
    const editor = await show(
      '/** @steps 1 */\nexport function f(x = 1) { console.log("here", x); return x ** 2; }\n',
      'return',
    );
    const adamscope = await api();
    const lines: string[] = [];
    const subscription = adamscope.onDidWriteLine((line) => lines.push(line));
    const run = await traceAdam(editor);
    await until(
      adamscope.onDidWriteLine,
      () => lines.length > 0,
      () => 'a line',
    );
    subscription.dispose();
    // One step, and the final loss.
    assert.deepEqual(
      lines,
      [1, adamscope.value(run.id, 'theta', 0, 1)].map((x) => `[f #${run.id}] here ${x}`),
    );
    await vscode.commands.executeCommand('adamscope.showOutput');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('asks for a start that is missing, remembers it, and leaves the others their defaults', async () => {
    const editor = await show(
      'export function f(x, y = 2) { return x ** 2 + y ** 2; }\n',
      'return',
      'javascript',
    );
    const last = await lastRun();
    const tracing = vscode.commands.executeCommand('adamscope.traceAdam');
    const adamscope = await api();
    // The box opens with zeros of the right shape; accepting it is all there is to do.
    await until(
      adamscope.onDidChangeRun,
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return (await lastRun()) > last;
      },
      () => 'a run after the question',
    );
    await tracing;
    const run = await ended(editor.document, last);
    assert.deepEqual(
      [0, 1].map((i) => adamscope.value(run.id, 'theta', i, 0)),
      [0, 2],
    );
    const again = await traceAdam(editor);
    assert.equal(adamscope.value(again.id, 'theta', 0, 0), 0);
  });

  it('opens one panel beside the code and leaves the focus where it is', async () => {
    const editor = await show('export function f(x = 1) { return x ** 2; }\n', 'return');
    await traceAdam(editor);
    await traceAdam(editor);
    const panels = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview);
    assert.equal(panels.length, 1);
    assert.match((panels[0]!.input as vscode.TabInputWebview).viewType, /adamscope\.panel$/);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    assert.equal(positionOf(editor.document, 'return').line, editor.selection.active.line);
  });

  it('of the example starts without typing', async () => {
    const last = await lastRun();
    await vscode.commands.executeCommand('adamscope.openExample', 'rosenbrock.ts#rosenbrock');
    const run = await runThat(
      (one) => one.id > last && one.objective === 'rosenbrock' && one.state !== 'running',
      'the example',
    );
    assert.equal(run.length, 3000);
    assert.deepEqual(run.hyperparameters.lr, 0.1);
    assert.match(vscode.window.activeTextEditor!.document.uri.path, /\/rosenbrock\.ts$/);
  });
});
