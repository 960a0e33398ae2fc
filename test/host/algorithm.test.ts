import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { shown } from '../../src/editor/algorithm/lines';
import { api, closeEditors, patience, rosenbrock, show, traceAdam, until } from './support';

const scheme = 'adamscope-algorithm';

function algorithm(): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);
}

/** The document's text once it has this in it. */
function text(part: string): Promise<string> {
  const now = () => algorithm()?.document.getText() ?? '';
  return until(
    vscode.workspace.onDidChangeTextDocument,
    () => (now().includes(part) ? now() : undefined),
    () => `“${part}” in:\n${now()}`,
  );
}

describe('Show Algorithm', function () {
  this.timeout(patience);
  let value: (series: string, index: number, step: number) => number;
  let run: number;

  before(async () => {
    const editor = await show(rosenbrock, 'return');
    const traced = await traceAdam(editor);
    assert.equal(traced.state, 'done', traced.error?.text);
    run = traced.id;
    const adamscope = await api();
    value = (series, index, step) => adamscope.value(run, series, index, step);
    await vscode.commands.executeCommand('adamscope.goToStep', 12);
    await vscode.commands.executeCommand('adamscope.showAlgorithm');
  });
  after(closeEditors);

  const line = (all: string, start: string) => {
    const found = all.split('\n').find((each) => each.startsWith(start));
    assert.ok(found, `no line ${start} in:\n${all}`);
    return found;
  };
  const result = (all: string, start: string) =>
    line(all, start)
      .split(/ = |\/\/ /)
      .at(-1);

  it('opens a read-only document beside the code, in a language of its own', async () => {
    const all = await text('step 12 of 3,000');
    const { document, viewColumn } = algorithm()!;
    assert.equal(document.languageId, scheme);
    assert.notEqual(viewColumn, vscode.ViewColumn.One);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.match(all, /^\/\/ rosenbrock · Adam \(pytorch\) · step 12 of 3,000 · coordinate x\n/);
    assert.match(line(all, 'm = '), /^m = β₁·m \+ \(1−β₁\)·g {2,}\/\/ 0\.9·/);
    assert.equal(result(all, 'm = '), shown(value('m', 0, 12)));
    assert.equal(result(all, 'θ = '), shown(value('theta', 0, 12)));
  });

  it('changes all its lines with the cursor, by one step, by ten, and to both ends', async () => {
    const moves: [string, unknown, number][] = [
      ['nextStep', undefined, 13],
      ['nextStep', { by: 10 }, 23],
      ['previousStep', { by: 10 }, 13],
      ['lastStep', undefined, 3000],
    ];
    for (const [command, given, step] of moves) {
      await vscode.commands.executeCommand(`adamscope.${command}`, given);
      const all = await text(`step ${step.toLocaleString('en')} of`);
      assert.equal(result(all, 'm = '), shown(value('m', 0, step)));
      assert.equal(result(all, 'v = '), shown(value('v', 0, step)));
    }
    await vscode.commands.executeCommand('adamscope.firstStep');
    assert.match(await text('step 0 of'), /This is the start/);
    await vscode.commands.executeCommand('adamscope.nextStep');
    await text('step 1 of');
  });

  it('offers the coordinate and the step above its first line', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      algorithm()!.document.uri,
      10,
    );
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command]),
      [
        ['Coordinate: x', 'adamscope.chooseAlgorithmCoordinate'],
        ['Step 1 of 3,000', 'adamscope.goToStep'],
      ],
    );
  });

  it('shows the other coordinate when it is chosen', async () => {
    await vscode.commands.executeCommand('adamscope.chooseAlgorithmCoordinate', 1);
    const all = await text('coordinate y');
    assert.equal(result(all, 'm = '), shown(value('m', 1, 1)));
  });
});
