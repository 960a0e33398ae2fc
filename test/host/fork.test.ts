import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, patience, show, traceAdam, until } from './support';
import type { AdamscopeApi, RunSnapshot } from '../../src/editor/api';

const bowl = `/**
 * @optimizer adam lr=0.1
 * @steps 200
 */
export function bowl([x, y] = [3, -1]) {
  return (x - 1) ** 2 + (y + 2) ** 2;
}
`;

describe('Fork from This Step', function () {
  this.timeout(2 * patience);
  afterEach(closeEditors);

  it('goes on from the very state under the cursor, behind the run that it forks from', async () => {
    const adamscope = await api();
    const editor = await show(bowl, 'return');
    const parent = await traceAdam(editor);
    await vscode.commands.executeCommand('adamscope.goToStep', 80);

    const same = await forked(adamscope, '');
    assert.deepEqual([same.state, same.length, same.finalLoss], ['done', 200, parent.finalLoss]);
    const at = (run: RunSnapshot, step: number) => adamscope.value(run.id, 'theta', 1, step);
    for (const step of [80, 81, 140, 200]) assert.equal(at(same, step), at(parent, step));
    assert.ok(Number.isNaN(at(same, 79)));

    const slower = await forked(adamscope, 'lr=0.05 steps=120');
    assert.deepEqual([slower.length, slower.hyperparameters['lr']], [120, 0.05]);
    const update = (run: RunSnapshot) => adamscope.value(run.id, 'update', 0, 81);
    assert.ok(Math.abs(update(slower) - update(parent) / 2) < 1e-12);

    const lion = await forked(adamscope, 'lion lr=0.01');
    assert.deepEqual([lion.optimizer, lion.state, lion.length], ['lion', 'done', 200]);
    assert.equal(at(lion, 80), at(parent, 80));
  });
});

/** The run that a fork with this text has started, once it has ended. */
async function forked(adamscope: AdamscopeApi, text: string): Promise<RunSnapshot> {
  const before = new Set(adamscope.getRuns().map(({ id }) => id));
  await vscode.commands.executeCommand('adamscope.fork', { text });
  return until(
    adamscope.onDidChangeRun,
    () => adamscope.getRuns().find(({ id, state }) => !before.has(id) && state !== 'running'),
    () => `the fork “${text}” has ended: ${JSON.stringify(adamscope.getRuns())}`,
  );
}
