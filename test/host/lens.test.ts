import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, lenses, rosenbrock, setting, show, traceAdam, patience } from './support';

const untagged = `export const bowl = ([x, y] = [3, -2]) => x ** 2 + 10 * y ** 2;
export function delay(ms = 100) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
export function retry(times = 3) { return times - 1; }
`;

describe('lenses', function () {
  this.timeout(patience);
  afterEach(async () => {
    await closeEditors();
    for (const name of ['codeLens', 'steps', 'hyperparameters']) await setting(name, undefined);
  });

  it('stand above what looks like an objective and above nothing else', async () => {
    const { document } = await show(untagged);
    assert.deepEqual(await lenses(document), ['▶ Trace Adam · lr 0.001 · 1,000 steps']);
  });

  it('say what the settings make of it, and the tag over them', async () => {
    await setting('steps', 250);
    await setting('hyperparameters', { lr: 0.05, beta2: 0.99 });
    assert.deepEqual(await lenses((await show(untagged)).document), [
      '▶ Trace Adam · lr 0.05 · β₂ 0.99 · 250 steps',
    ]);
    assert.deepEqual(await lenses((await show(rosenbrock)).document), [
      '▶ Trace Adam · lr 0.1 · β₂ 0.99 · 3,000 steps',
    ]);
  });

  it('take the default for a setting of the wrong type', async () => {
    await setting('steps', 'many');
    await setting('codeLens', 7);
    assert.deepEqual(await lenses((await show(untagged)).document), [
      '▶ Trace Adam · lr 0.001 · 1,000 steps',
    ]);
  });

  it('offer the optimizer of the tag beside Adam', async () => {
    const { document } = await show(rosenbrock.replace('adam', 'amsgrad'));
    assert.deepEqual(await lenses(document), [
      '▶ Trace AMSGrad · lr 0.1 · 3,000 steps',
      '▶ Trace Adam · lr 0.001 · 3,000 steps',
    ]);
  });

  it('are there for tags alone, or not at all, as the setting says', async () => {
    await setting('codeLens', 'tagged');
    const editor = await show(untagged, 'bowl');
    assert.deepEqual(await lenses(editor.document), []);
    assert.equal((await lenses((await show(rosenbrock)).document)).length, 1);
    await vscode.window.showTextDocument(editor.document);
    // What was traced in this window counts as tagged.
    const shown = vscode.window.activeTextEditor!;
    const position = shown.document.positionAt(20);
    shown.selection = new vscode.Selection(position, position);
    await traceAdam(shown);
    assert.equal((await lenses(editor.document)).length, 2);
    await setting('codeLens', 'off');
    assert.deepEqual(await lenses(editor.document), []);
  });

  it('work in plain JavaScript, and are not there in an empty document', async () => {
    const { document } = await show(untagged, undefined, 'javascript');
    assert.equal((await lenses(document)).length, 1);
    assert.deepEqual(await lenses((await show('')).document), []);
  });
});
