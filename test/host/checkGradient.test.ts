import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, edit, patience, rosenbrock, show, until } from './support';

// Written as a text and read again, a number loses its gradient unseen.
const failing = `export function scaled(x = 0.3712345678912, y = 2) {
  const text = String(Math.floor(x * 1e12));
  return (Number(text) / 1e12) * 3 + y;
}
`;

describe('Check Gradient', function () {
  this.timeout(2 * patience);
  afterEach(closeEditors);

  const check = () => vscode.commands.executeCommand('adamscope.checkGradient');
  const isPanelOpen = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ label }) => label === 'Adamscope');

  it('shows the derivatives in the panel, and nothing in the file where they agree', async () => {
    await api();
    const editor = await show(rosenbrock, 'return');
    await check();
    await until(vscode.window.tabGroups.onDidChangeTabs, isPanelOpen, () => 'the panel');
    assert.deepEqual(
      vscode.languages
        .getDiagnostics(editor.document.uri)
        .filter(({ source }) => source === 'Adamscope'),
      [],
    );
  });

  it('marks the function whose gradient fails, until its text changes', async () => {
    await api();
    const editor = await show(failing, 'return');
    await check();
    const found = () => vscode.languages.getDiagnostics(editor.document.uri);
    const [only, ...others] = found();
    assert.deepEqual(others, []);
    assert.equal(only!.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(editor.document.getText(only!.range), 'scaled');
    assert.match(only!.message, /^The gradient fails: \d+ of 22 derivatives .* by x at point/);
    await edit(editor, '+ y', '+ y * 2');
    assert.deepEqual(found(), []);
  });
});
