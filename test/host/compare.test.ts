import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, lenses, patience, setting, show, traceAdam, until } from './support';
import type { AdamscopeApi, RunSnapshot } from '../../src/editor/api';

const bowl = `/**
 * @optimizer adam lr=0.1
 * @steps 200
 */
export function bowl([x, y] = [3, -1]) {
  return (x - 1) ** 2 + (y + 2) ** 2;
}
`;

describe('Compare Optimizers', function () {
  this.timeout(2 * patience);
  afterEach(closeEditors);

  it('has a lens beside Trace', async () => {
    await api();
    const editor = await show(bowl, 'return');
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      editor.document.uri,
      100,
    );
    const lens = found.find(({ command }) => command?.command === 'adamscope.compare');
    assert.equal(lens?.command?.title, 'Compare…');
    assert.deepEqual(lens.command.arguments, [
      { uri: editor.document.uri.toString(), selector: 'bowl' },
    ]);
    await setting('codeLens', 'off');
    try {
      const none = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        editor.document.uri,
        100,
      );
      assert.ok(!none.some(({ command }) => command?.command === 'adamscope.compare'));
    } finally {
      await setting('codeLens', undefined);
    }
  });

  it('runs those picked on one objective, and only the first is a run of its lens', async () => {
    const adamscope = await api();
    const editor = await show(bowl, 'return');
    const runs = await compared(adamscope, 3);
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

  it('tunes a comparison: every optimizer at its best lr of one grid, the seed the same', async () => {
    const adamscope = await api();
    await show(bowl.replace('@steps 200', '@steps 40'), 'return');
    const untuned = await compared(adamscope, 3);
    const before = new Set(adamscope.getRuns().map(({ id }) => id));
    const sweep = vscode.commands.executeCommand('adamscope.sweep');
    const tuned = await endedSince(adamscope, before, 3);
    await sweep;
    // None of the sweep's own runs is one of this window.
    assert.deepEqual(
      tuned.map(({ optimizer, state, length, seed }) => [optimizer, state, length, seed]),
      ['sgdm', 'rmsprop', 'adam'].map((optimizer) => [optimizer, 'done', 40, 0]),
    );
    const grid = Array.from({ length: 13 }, (_, k) => Number((10 ** (k / 3 - 4)).toPrecision(12)));
    tuned.forEach(({ hyperparameters, finalLoss }, k) => {
      assert.ok(grid.includes(Number(hyperparameters['lr'])), JSON.stringify(hyperparameters));
      assert.ok(finalLoss! <= untuned[k]!.finalLoss!, `${finalLoss} ${untuned[k]!.finalLoss}`);
    });
    // In 40 steps of 0.001 nothing comes far.
    assert.ok(tuned[0]!.finalLoss! < untuned[0]!.finalLoss! / 100);

    // Run again: all of them, at the values that the sweep has found.
    const swept = new Set(adamscope.getRuns().map(({ id }) => id));
    await vscode.commands.executeCommand('adamscope.runAgain');
    const again = await endedSince(adamscope, swept, 3);
    const kept = ({ optimizer, hyperparameters, finalLoss }: RunSnapshot) =>
      [optimizer, hyperparameters, finalLoss] as const;
    assert.deepEqual(again.map(kept), tuned.map(kept));
  });

  it('compares the dialects of one optimizer: they differ from step 1 on, by eps', async () => {
    const adamscope = await api();
    // So flat that eps counts: √v̂ is 2e-7.
    await show(bowl.replace('(x - 1) ** 2 + (y + 2) ** 2', '1e-7 * (x + y)'), 'return');
    const before = new Set(adamscope.getRuns().map(({ id }) => id));
    await vscode.commands.executeCommand('adamscope.compareDialects');
    const runs = await endedSince(adamscope, before, 5);
    const first = (eps: number) => -0.1 * (1e-7 / (1e-7 + eps));
    const updates = runs.map(({ id }) => adamscope.value(id, 'update', 0, 1));
    // pytorch, optax, keras, tfjs, paper; Keras adds eps before the bias correction of v.
    const wanted = [1e-8, 1e-8, 1e-7 / Math.sqrt(1 - 0.999), 1e-7, 1e-8].map(first);
    updates.forEach((update, k) => {
      assert.ok(Math.abs(update / wanted[k]! - 1) < 1e-6, `${k}: ${update}, not ${wanted[k]}`);
    });
  });

  it("takes the file's own optimizers, by the tag", async () => {
    const adamscope = await api();
    const own = `export const plain = {
  hyperparameters: { lr: 0.25 },
  init: () => ({}),
  update: ({ g, state, h }) => ({ update: g.map((gi) => -h.lr * gi), state }),
};
`;
    await show(own + bowl.replace('adam lr=0.1', '#plain'), '(x - 1)');
    const runs = await compared(adamscope, 4);
    const plain = runs.find(({ optimizer }) => optimizer === '#plain')!;
    assert.deepEqual([plain.state, plain.hyperparameters['lr']], ['done', 0.25]);
    // x → x − lr·2(x − 1): from 3 half of the way to 1.
    assert.equal(adamscope.value(plain.id, 'theta', 0, 1), 2);
  });
});

/** Compares the optimizers that are ticked, and waits until `count` runs have ended. */
async function compared(adamscope: AdamscopeApi, count: number): Promise<RunSnapshot[]> {
  const before = new Set(adamscope.getRuns().map(({ id }) => id));
  const command = vscode.commands.executeCommand('adamscope.compare');
  // They are taken as soon as the list is there.
  const runs = await endedSince(adamscope, before, count, () =>
    vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
  );
  await command;
  return runs;
}

/** The runs that are none of those before, once there are `count` of them and all have ended. */
function endedSince(
  adamscope: AdamscopeApi,
  before: ReadonlySet<number>,
  count: number,
  meanwhile: () => Thenable<unknown> = () => Promise.resolve(),
): Promise<RunSnapshot[]> {
  return until(
    adamscope.onDidChangeRun,
    async () => {
      await meanwhile();
      const all = adamscope.getRuns().filter(({ id }) => !before.has(id));
      return all.length === count && all.every(({ state }) => state !== 'running') && all;
    },
    () => `${count} runs that have ended: ${JSON.stringify(adamscope.getRuns())}`,
    patience - 10_000,
  );
}
