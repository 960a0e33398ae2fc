import * as assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  api,
  closeEditors,
  diagnostics,
  hover,
  lenses,
  positionOf,
  show,
  patience,
} from '../host/support';

const canary = `/** @optimizer adam lr=0.1 */
export function canary(x = 1) {
  console.log('sang');
  return x ** 2;
}
`;

describe('in Restricted Mode', function () {
  this.timeout(patience);
  after(closeEditors);

  it('the workspace is not trusted, and the extension is there', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.deepEqual((await api()).getRuns(), []);
  });

  it('objectives are found and checked', async () => {
    const { document } = await show(canary);
    assert.deepEqual(await lenses(document), ['▶ Trace Adam · lr 0.1 · 1,000 steps']);
    const broken = await show('/** @steps many */\nfunction f(x = 1) { return x ** 2; }\n');
    const [found] = await diagnostics(broken.document, (all) => all.length === 1);
    assert.equal(found!.code, 'objective.tag.steps');
  });

  it('no command, hover, edit or save evaluates anything', async () => {
    const { document } = await show(canary, 'return');
    const target = { uri: document.uri.toString(), selector: 'canary' };
    const commands = (await vscode.commands.getCommands(true)).filter((command) =>
      /^adamscope\.[a-zA-Z]+$/.test(command),
    );
    assert.ok(commands.length >= 10, commands.join());
    for (const command of commands) {
      await vscode.window.showTextDocument(document);
      await withoutAnswer(vscode.commands.executeCommand(command, target));
    }
    const shown = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    assert.equal(await hover(document, positionOf(document, 'x = 1')), '');
    await shown.edit((change) => change.insert(new vscode.Position(5, 0), '\n'));
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    assert.deepEqual((await api()).getRuns(), []);
    const printed = vscode.workspace.textDocuments.filter(
      (one) => one.uri.scheme === 'output' && one.getText().includes('sang'),
    );
    assert.deepEqual(printed, []);
    assert.deepEqual(engines(), []);
  });

  it('no save evaluates anything, whatever the workspace sets, nor does a definition or a symbol', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-trust-'));
    const file = path.join(folder, 'canary.ts');
    writeFileSync(file, canary);
    const configuration = vscode.workspace.getConfiguration('adamscope');
    await configuration.update('runOnSave', true, vscode.ConfigurationTarget.Workspace);
    try {
      const document = await vscode.workspace.openTextDocument(file);
      const editor = await vscode.window.showTextDocument(document);
      // What a workspace says of it does not count before it is trusted.
      assert.equal(vscode.workspace.getConfiguration('adamscope').get('runOnSave'), false);
      await editor.edit((change) => change.insert(new vscode.Position(5, 0), '\n'));
      assert.ok(await document.save());
      const place = positionOf(document, 'x = 1');
      for (const ask of [
        ['vscode.executeInlayHintProvider', new vscode.Range(0, 0, 5, 0)],
        ['vscode.executeCompletionItemProvider', place],
        ['vscode.executeCodeActionProvider', new vscode.Range(0, 0, 5, 0)],
        ['vscode.executeHoverProvider', place],
      ] as const) {
        await vscode.commands.executeCommand(ask[0], document.uri, ask[1]);
      }
      assert.deepEqual(
        (await api()).getRuns().filter(({ state }) => state === 'running'),
        [],
      );
      assert.deepEqual(engines(), []);
    } finally {
      await configuration.update('runOnSave', undefined, vscode.ConfigurationTarget.Workspace);
      await closeEditors();
      rmSync(folder, { recursive: true });
    }
  });

  it('what another program has logged is imported: nothing of it is evaluated', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-import-'));
    const file = path.join(folder, 'log.csv');
    writeFileSync(file, 'step,m\n1,0.5\n2,0.25\n');
    const id = await vscode.commands.executeCommand<number>(
      'adamscope.import',
      vscode.Uri.file(file),
      { optimizer: 'adam' },
    );
    assert.equal((await api()).value(id, 'm', 0, 2), 0.25);
    rmSync(folder, { recursive: true });
  });
});

/** Processes of ours that the extension host has started, from /proc: none where there is none. */
function engines(): string[] {
  const own = (pid: string) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return parent === process.pid && words.includes('engine-process');
    } catch {
      return false;
    }
  };
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && own(name));
}

/** Waits for a command; whatever it asks for is closed, for which VS Code has no event. */
async function withoutAnswer(command: Thenable<unknown>): Promise<void> {
  let isOpen = true;
  const ended = Promise.resolve(command).finally(() => (isOpen = false));
  while (isOpen) {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await ended;
}
