import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunSnapshot } from '../../src/editor/api';
import {
  api,
  closeEditors,
  diagnostics,
  edit,
  ended,
  hover,
  lastRun,
  lenses,
  patience,
  positionOf,
  putCursor,
  runThat,
  setting,
  show,
  traceAdam,
  until,
} from './support';

const lens = '▶ Trace Adam · lr 0.001 · 1,000 steps';
const bowl = 'export function bowl([x, y] = [3, -2]) {\n  return x ** 2 + y ** 2;\n}\n';
/** Goes on for two minutes or until it is stopped; of a longer run a person is asked whether it is meant. */
const slow = `/** @steps 200000 */
export function slow(x = 1) {
  let s = 0;
  for (let i = 0; i < 50_000; i++) s += Math.sin(i);
  return x ** 2 + 0 * s;
}
`;

/** `line:column-line:column text`, 1-based as people count. */
function said({ range: { start, end }, message }: vscode.Diagnostic): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${message}`;
}

/** Runs Trace Adam where it must not run; what the diagnostics say then, `count` of them. */
async function refused(editor: vscode.TextEditor, count = 1): Promise<string[]> {
  const runs = await ids();
  await vscode.commands.executeCommand('adamscope.traceAdam');
  const found = await diagnostics(editor.document, (all) => all.length === count);
  assert.deepEqual(await ids(), runs, 'nothing runs');
  return found.map(said);
}

async function ids(): Promise<number[]> {
  return (await api()).getRuns().map(({ id }) => id);
}

/** A new run of a document, when it has begun to have steps. */
async function streaming({ document }: vscode.TextEditor): Promise<RunSnapshot> {
  const last = await lastRun();
  await vscode.commands.executeCommand('adamscope.traceAdam');
  const uri = document.uri.toString();
  return runThat(
    (run) => run.document === uri && run.id > last && run.length > 0,
    'a run with steps',
  );
}

/** Asserts that a run goes on, stops it and asserts that its steps are kept. */
async function goesOn(id: number): Promise<RunSnapshot> {
  const { length } = await runThat((run) => run.id === id);
  const later = await runThat((run) => run.id === id && run.length > length, 'more steps');
  assert.equal(later.state, 'running');
  await vscode.commands.executeCommand('adamscope.stop', id);
  const run = await runThat((one) => one.id === id && one.state !== 'running', 'its end');
  assert.equal(run.state, 'stopped');
  assert.ok(run.length >= later.length);
  const adamscope = await api();
  const [first, last] = [1, run.length].map((step) => adamscope.value(id, 'loss', 0, step));
  assert.ok(first === 1 && last! < first, `${first}, ${last}`);
  return run;
}

const panels = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('adamscope.panel'),
    );

/** VS Code tells of its tabs a moment later. */
function thereIs(accept: (found: vscode.Tab[]) => boolean): Promise<vscode.Tab[]> {
  return until(
    vscode.window.tabGroups.onDidChangeTabs,
    () => accept(panels()) && panels(),
    () => `panels; there are ${panels().length}`,
  );
}

describe('bad input in the editor', function () {
  this.timeout(patience);
  const registered: vscode.Disposable[] = [];
  afterEach(async () => {
    await closeEditors();
    for (const name of ['steps', 'hyperparameters']) await setting(name, undefined);
    for (const one of registered.splice(0)) one.dispose();
  });

  it('row 1: a syntax error stands at its place; the last good trace stays, stale', async () => {
    const editor = await show(bowl, 'return');
    const run = await traceAdam(editor);
    await edit(editor, 'return x', 'return * x');
    assert.deepEqual(await refused(editor), [
      '2:10-2:10 The file does not parse: Unexpected token',
    ]);
    const kept = await runThat((one) => one.id === run.id && one.stale, 'a stale run');
    assert.deepEqual([kept.state, kept.length, kept.finalLoss], ['done', 1000, run.finalLoss]);
    assert.equal((await api()).value(run.id, 'loss', 0, 1), 13);
    const [again, result] = await lenses(editor.document);
    assert.equal(again, lens);
    assert.match(result!, /^loss 13 → [\d.]+ · stale$/);
  });

  it('row 2: where the cursor is in no function, those of the file are offered', async () => {
    const editor = await show(`// here\n${bowl}`, '// here');
    const last = await lastRun();
    const command = vscode.commands.executeCommand('adamscope.traceAdam');
    const uri = editor.document.uri.toString();
    await until(
      null,
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return (await api()).getRuns().some(({ document, id }) => document === uri && id > last);
      },
      () => 'the pick to run',
    );
    await command;
    assert.equal((await ended(editor.document, last)).objective, 'bowl');
  });

  it('row 2: where there is none to offer, nothing happens and nothing is marked', async () => {
    const editor = await show('const a = 1;\n', 'a');
    assert.deepEqual(await refused(editor, 0), []);
  });

  it('row 3: a selection that is no function is marked as none', async () => {
    const editor = await show(`const a = 1 + 2;\n${bowl}`);
    const start = positionOf(editor.document, '1 + 2');
    editor.selection = new vscode.Selection(start, start.translate(0, 5));
    assert.deepEqual(await refused(editor), [
      '1:11-1:16 The selection is not an objective: it is no function. Select a whole function, or put the cursor into one.',
    ]);
  });

  it('row 16: what turns text around is shown as its code point, other names as they are', async () => {
    const editor = await show(
      `export function größe({ '\\u202egnp': a, 'é😀': b, θ } = { '\\u202egnp': 1, 'é😀': 2, θ: 3 }) {
  if (a < 2) throw new Error('\\u202egnp.exe 😀');
  return a * b * θ;
}
`,
      'return',
    );
    const run = await traceAdam(editor);
    assert.deepEqual(
      [run.objective, run.state, run.error!.text, run.error!.step],
      ['größe', 'user-error', 'Error: \\u{202e}gnp.exe 😀', 0],
    );
    const found = await diagnostics(editor.document, (all) => all.length === 1);
    assert.deepEqual(found.map(said), ['2:20-2:21 Error: \\u{202e}gnp.exe 😀']);
    assert.deepEqual(await lenses(editor.document).then((all) => all[0]), lens);
  });

  it('row 17: a line of 1 MB has no lens, and is refused where it begins', async () => {
    const text = `${bowl}// ${'x'.repeat(2 ** 20)}`;
    const editor = await show(text, 'return');
    assert.deepEqual(await lenses(editor.document), []);
    assert.deepEqual(await refused(editor), [
      `1:1-1:2 The file is too large to be analysed: ${text.length} characters (at most 150000).`,
    ]);
  });

  it('row 18: names that are markup elsewhere are text in lens and hover', async () => {
    const name = '</script>${x}`[a](command:b)';
    const editor = await show(
      `export const o = { ${JSON.stringify(name)}: (x = 1) => x ** 2 };\n`,
      'x **',
    );
    const run = await traceAdam(editor);
    assert.deepEqual([run.objective, run.state], [`o.${name}`, 'done']);
    const text = await hover(editor.document, positionOf(editor.document, '"</', 1));
    assert.match(text, /step/);
    // No link, and a tag cannot end; the hover takes no HTML anyway.
    const outside = text.replace(/^(`{3,})[^]*?^\1/gm, '');
    assert.ok(!/<\/script>|[^\\]\]\(command|[^\\]`\[/.test(outside), text);
  });

  it('row 19: names that objects inherit are ordinary labels', async () => {
    const editor = await show(
      `export const __proto__ = ([__proto__, constructor, hasOwnProperty] = [1, 2, 3]) =>
  __proto__ * constructor * hasOwnProperty;
`,
      '* constructor',
    );
    const run = await traceAdam(editor);
    assert.deepEqual(
      [run.objective, run.state, run.coordinates],
      ['__proto__', 'done', ['__proto__', 'constructor', 'hasOwnProperty']],
    );
    assert.equal((await api()).value(run.id, 'grad', 1, 1), 3);
    const text = await hover(editor.document, positionOf(editor.document, 'constructor,'));
    assert.match(text, /constructor/);
  });

  it('row 20: read-only and virtual documents work', async () => {
    registered.push(
      vscode.workspace.registerTextDocumentContentProvider('adamscope-virtual', {
        provideTextDocumentContent: () => bowl,
      }),
    );
    const uri = vscode.Uri.parse('adamscope-virtual:/bowl.ts');
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    assert.equal(editor.document.languageId, 'typescript');
    assert.deepEqual(await lenses(editor.document), [lens]);
    putCursor(editor, 'return');
    const run = await traceAdam(editor);
    assert.deepEqual([run.state, run.length], ['done', 1000]);
    assert.match(await hover(editor.document, positionOf(editor.document, 'x, y')), /x/);
  });

  it('row 20: both sides of a comparison have their lenses', async () => {
    const [left, right] = await Promise.all(
      [bowl, bowl.replace('x ** 2', 'x ** 4')].map((content) =>
        vscode.workspace.openTextDocument({ content, language: 'typescript' }),
      ),
    );
    await vscode.commands.executeCommand('vscode.diff', left!.uri, right!.uri, 'bowls');
    assert.deepEqual(await lenses(left!), [lens]);
    const editor = await until(
      vscode.window.onDidChangeVisibleTextEditors,
      () => vscode.window.visibleTextEditors.find(({ document }) => document === right),
      () => 'the right side',
    );
    putCursor(editor, 'return');
    const last = await lastRun();
    const target = { uri: right!.uri.toString(), selector: 'bowl' };
    await vscode.commands.executeCommand('adamscope.traceAdam', target);
    const run = await ended(right!, last);
    assert.equal((await api()).value(run.id, 'grad', 0, 1), 108);
  });

  it('row 20: a cell of a notebook works', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, bowl, 'typescript');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(0);
    assert.deepEqual(await lenses(document), [lens]);
    const last = await lastRun();
    const target = { uri: document.uri.toString(), selector: 'bowl' };
    await vscode.commands.executeCommand('adamscope.traceAdam', target);
    const run = await ended(document, last);
    assert.deepEqual([run.state, run.length], ['done', 1000]);
  });

  it('row 20: an empty document has neither lens nor problem', async () => {
    const editor = await show('');
    assert.deepEqual(await lenses(editor.document), []);
    assert.deepEqual(await refused(editor, 0), []);
  });

  it('row 61: settings of a wrong type or size give way to their defaults, and that is said', async () => {
    await setting('steps', 1e300);
    await setting('hyperparameters', { lr: 'fast', beta1: 0.5 });
    const editor = await show(bowl, 'return');
    assert.deepEqual(await lenses(editor.document), [
      '▶ Trace Adam · lr 0.001 · β₁ 0.5 · 1,000 steps',
    ]);
    const run = await traceAdam(editor);
    assert.deepEqual(
      [run.length, run.hyperparameters.lr, run.hyperparameters.beta1],
      [1000, 0.001, 0.5],
    );
    const found = await diagnostics(editor.document, (all) => all.length === 2);
    assert.deepEqual(found.map(said), [
      '1:17-1:21 adamscope.steps must be a whole number from 0 to 10000000, not 1e+300; 1000 is used.',
      '1:17-1:21 adamscope.hyperparameters.lr cannot be "fast"; it is not used.',
    ]);
    assert.ok(found.every(({ severity }) => severity === vscode.DiagnosticSeverity.Information));
  });

  it('row 62: a run goes on with the text that it started with, marked stale', async () => {
    const editor = await show(slow, 'return');
    const { id } = await streaming(editor);
    await edit(editor, 'x ** 2', 'x ** 4');
    await runThat((run) => run.id === id && run.stale, 'a stale run');
    const run = await goesOn(id);
    assert.equal(run.stale, true);
    assert.equal((await api()).value(id, 'grad', 0, 1), 2);
  });

  it('row 63: a run goes on when its file is deleted, under its name', async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'deleted.ts');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(slow));
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    putCursor(editor, 'return');
    const { id } = await streaming(editor);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const change = new vscode.WorkspaceEdit();
    change.deleteFile(uri);
    assert.ok(await vscode.workspace.applyEdit(change));
    const run = await goesOn(id);
    assert.deepEqual([run.objective, run.document], ['slow', uri.toString()]);
    // There is nothing to run again, which is said without a modal.
    const last = await lastRun();
    await vscode.commands.executeCommand('adamscope.runAgain', id);
    assert.equal(await lastRun(), last);
  });

  it('row 64: a run goes on when its panel is closed; opened again, there is one panel', async () => {
    const editor = await show(slow, 'return');
    const { id } = await streaming(editor);
    await thereIs((found) => found.length === 1);
    assert.ok(await vscode.window.tabGroups.close(panels()));
    await thereIs((found) => found.length === 0);
    await goesOn(id);
    await vscode.commands.executeCommand('adamscope.showPanel');
    await thereIs((found) => found.length === 1);
  });

  it('row 65: a run goes on, and all its steps come, while its panel is hidden', async () => {
    const editor = await show(slow, 'return');
    const { id } = await streaming(editor);
    const [panel] = await thereIs((found) => found.length === 1);
    // Another editor in the panel's place.
    const { viewColumn } = panel!.group;
    await vscode.window.showTextDocument(editor.document, { viewColumn });
    await thereIs(([found]) => !found!.isActive);
    await goesOn(id);
    await vscode.commands.executeCommand('adamscope.showPanel');
    await thereIs(([found]) => found!.isActive);
  });
});
