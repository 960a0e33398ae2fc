import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, lenses, patience, show, traceAdam, until } from './support';

const bowl = `/**
 * @optimizer adam lr=0.1
 * @steps 200
 */
export function bowl([x, y] = [3, -1]) {
  return (x - 1) ** 2 + (y + 2) ** 2;
}
`;

describe('Compare Optimizers', function () {
  this.timeout(patience);
  afterEach(closeEditors);

  it('runs those picked on one objective, and only the first is a run of its lens', async () => {
    const adamscope = await api();
    const before = new Set(adamscope.getRuns().map(({ id }) => id));
    const editor = await show(bowl, 'return');
    const compared = vscode.commands.executeCommand('adamscope.compare');
    // The usual three are ticked; they are taken as soon as the list is there.
    const runs = await until(
      adamscope.onDidChangeRun,
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        const all = adamscope.getRuns().filter(({ id }) => !before.has(id));
        return all.length === 3 && all.every(({ state }) => state !== 'running') && all;
      },
      () => `three runs that have ended: ${JSON.stringify(adamscope.getRuns())}`,
    );
    await compared;
    assert.deepEqual(
      runs.map(({ optimizer, state, steps, length }) => [optimizer, state, steps, length]),
      ['sgdm', 'rmsprop', 'adam'].map((optimizer) => [optimizer, 'done', 200, 200]),
    );
    // The tag's lr is Adam's alone.
    assert.deepEqual(
      runs.map(({ hyperparameters }) => hyperparameters['lr']),
      [0.001, 0.01, 0.1],
    );
    for (const { id } of runs) assert.equal(adamscope.value(id, 'theta', 0, 0), 3);
    const [, result] = await lenses(editor.document);
    const last = Number(/^loss 5 → (\S+)$/.exec(result!)?.[1]);
    assert.equal(last, Number(runs[0]!.finalLoss!.toPrecision(3)));

    // Eight runs of an objective are kept: with the first, what stood behind it goes.
    for (let again = 0; again < 8; again++) await traceAdam(editor);
    const kept = new Set(adamscope.getRuns().map(({ id }) => id));
    assert.deepEqual(
      runs.filter(({ id }) => kept.has(id)),
      [],
    );
  });
});
