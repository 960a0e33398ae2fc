import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, lenses, patience, show, until } from './support';

const text = `export const half = {
  hyperparameters: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  init: (theta) => ({ m: theta.map(() => 0), v: theta.map(() => 0) }),
  update({ g, t, state, h }) {
    const m = state.m.map((old, i) => h.beta1 * old + g[i]);
    const v = state.v.map((old, i) => h.beta2 * old + (1 - h.beta2) * g[i] ** 2);
    const c = Math.sqrt(1 - h.beta2 ** t) / (1 - h.beta1 ** t);
    const update = m.map((mi, i) => (-h.lr * c * mi) / (Math.sqrt(v[i]) + h.eps));
    return { update, state: { m, v } };
  },
};
/** @optimizer #half lr=0.5 @steps 4 */
export function bowl(x = 3) {
  return x * x;
}
`;

describe("a user's own optimizer", function () {
  this.timeout(patience);
  afterEach(closeEditors);

  it('has a lens by its name and runs by the tag', async () => {
    const adamscope = await api();
    const before = new Set(adamscope.getRuns().map(({ id }) => id));
    const editor = await show(text, 'x * x');
    const [own] = await lenses(editor.document);
    assert.equal(own, '▶ Trace half · lr 0.5 · 4 steps');
    await vscode.commands.executeCommand('adamscope.trace');
    const run = await until(
      adamscope.onDidChangeRun,
      () => {
        const made = adamscope.getRuns().find(({ id }) => !before.has(id));
        return made && made.state !== 'running' && made;
      },
      () => `a run that has ended: ${JSON.stringify(adamscope.getRuns())}`,
    );
    assert.deepEqual([run.optimizer, run.state, run.length], ['#half', 'done', 4]);
    assert.equal(adamscope.value(run.id, 'm', 0, 1), 6);
  });

  it('is checked where the cursor is, and what differs is shown at its function', async () => {
    const { document } = await show(text, 'const m');
    const checked = vscode.commands.executeCommand('adamscope.checkOptimizer');
    const found = () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ message }) => message.startsWith('step '));
    // Adam is the first of the list, and taken as soon as the list is there.
    const [said] = await until(
      vscode.languages.onDidChangeDiagnostics,
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return found().length > 0 && found();
      },
      () => 'a difference',
    );
    await checked;
    assert.equal(
      said!.message,
      'step 1, m[x]: yours −215.6, reference −21.56 (the gradient in m not weighted by 1−β₁?)',
    );
    assert.equal(document.getText(said!.range), 'update');
  });
});
