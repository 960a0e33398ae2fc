import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, edit, patience, putCursor, runThat, traceAdam } from './support';

const folder = () => vscode.workspace.workspaceFolders![0]!.uri;
const code = (tags: string) =>
  `/**\r\n * A bowl.\r\n${tags} * @steps 20\r\n */\r\nexport function bowl(x = 1) {\r\n  return x ** 2;\r\n}\r\n`;

describe('the numbers of a run in the code', function () {
  this.timeout(patience);
  afterEach(closeEditors);

  it('become tags in one edit that can be undone; the run is the one that the text asks for', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'written.ts');
    const before = code(' * @optimizer sgd lr=0.5\r\n');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(before));
    const column = vscode.ViewColumn.One;
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: column });
    putCursor(editor, 'return');
    const run = await traceAdam(editor);
    await vscode.commands.executeCommand('adamscope.writeToCode');
    const { document } = editor;
    const after = code(' * @optimizer adam\r\n');
    assert.equal(document.getText(), after);
    const again = await traceAdam(editor);
    assert.equal(again.finalLoss, run.finalLoss);
    const stale = (await api()).getRuns().find(({ id }) => id === run.id)!.stale;
    assert.equal(stale, false, 'it is what the text says');
    await vscode.window.showTextDocument(document, { viewColumn: column });
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('are not written where the function reads otherwise by now', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'changed.ts');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(code('')));
    const editor = await vscode.window.showTextDocument(uri, {
      viewColumn: vscode.ViewColumn.One,
    });
    putCursor(editor, 'return');
    const run = await traceAdam(editor);
    await edit(editor, '** 2', '** 4');
    await runThat((one) => one.id === run.id && one.stale, 'a stale run');
    const now = editor.document.getText();
    await vscode.commands.executeCommand('adamscope.writeToCode');
    assert.equal(editor.document.getText(), now);
  });
});
