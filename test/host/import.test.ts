import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import * as vscode from 'vscode';
import { api, patience } from './support';

/** What a PyTorch loop logs that minimises Rosenbrock's function by Adam with lr = 0.01. */
function logged(): { names: string[]; rows: number[][] } {
  const [beta1, beta2, lr, eps] = [0.9, 0.999, 0.01, 1e-8];
  let p = [-1.2, 1];
  let [m, v] = [
    [0, 0],
    [0, 0],
  ];
  const names = ['step', 'loss'];
  for (const name of ['param', 'grad', 'exp_avg', 'exp_avg_sq'])
    names.push(`w.${name}[0]`, `w.${name}[1]`);
  const rows: number[][] = [];
  for (let t = 1; t <= 200; t++) {
    const [x, y] = p as [number, number];
    const loss = (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const g = [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];
    m = m.map((each, i) => beta1 * each + (1 - beta1) * g[i]!);
    v = v.map((each, i) => beta2 * each + (1 - beta2) * g[i]! * g[i]!);
    p = p.map((each, i) => {
      const denominator = Math.sqrt(v[i]!) / Math.sqrt(1 - beta2 ** t) + eps;
      return each - ((lr / (1 - beta1 ** t)) * m[i]!) / denominator;
    });
    rows.push([t, loss, ...p, ...g, ...m, ...v]);
  }
  return { names, rows };
}

/** The same as columns of a table, as lines of JSON and as Parquet. */
function files(): Record<string, string | Uint8Array> {
  const { names, rows } = logged();
  const lines = rows.map(([step, loss, p0, p1, g0, g1, m0, m1, v0, v1]) =>
    JSON.stringify({
      ...{ step, loss, param: { w: [p0, p1] }, grad: { w: [g0, g1] } },
      ...{ exp_avg: { w: [m0, m1] }, exp_avg_sq: { w: [v0, v1] } },
    }),
  );
  const columnData = names.map((name, k) => ({
    name,
    data:
      k === 0 ? Int32Array.from(rows, (row) => row[k]!) : Float64Array.from(rows, (row) => row[k]!),
  }));
  return {
    'log.csv': [names.join(), ...rows.map((row) => row.join())].join('\n'),
    'log.ndjson': lines.join('\n'),
    'log.parquet': new Uint8Array(parquetWriteBuffer({ columnData })),
  };
}

describe('Import Trace…', function () {
  this.timeout(patience);
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'adamscope-import-'));
    for (const [name, content] of Object.entries(files())) {
      writeFileSync(path.join(folder, name), content);
    }
    writeFileSync(path.join(folder, 'broken.csv'), 'step,m\n1,0.5\n2,oops\n3,0.25\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const uri = (name: string) => vscode.Uri.file(path.join(folder, name));
  const adam = { optimizer: 'adam', hyperparameters: 'lr=0.01' };
  async function imported(name: string, said: object = adam) {
    const id = await vscode.commands.executeCommand<number>('adamscope.import', uri(name), said);
    const adamscope = await api();
    const run = adamscope.getRuns().find((each) => each.id === id);
    assert.ok(run, `${name} did not become a run`);
    return {
      run,
      value: (series: string, index: number, step: number) =>
        adamscope.value(run.id, series, index, step),
    };
  }

  for (const name of ['log.csv', 'log.ndjson', 'log.parquet']) {
    it(`shows every number of ${name}, and what is derived from it`, async () => {
      const { run, value } = await imported(name);
      assert.equal(run.length, 200);
      assert.equal(run.state, 'done');
      assert.deepEqual(run.coordinates, ['w[0]', 'w[1]']);
      for (const [step, row] of logged().rows.entries()) {
        const [t, loss, p0, p1, , g1, m0, , v0, v1] = row;
        const found = [
          ...[value('loss', 0, t!), value('theta', 0, t!), value('theta', 1, t!)],
          ...[value('grad', 1, t!), value('m', 0, t!), value('v', 0, t!), value('v', 1, t!)],
        ];
        assert.deepEqual(found, [loss, p0, p1, g1, m0, v0, v1], `step ${step + 1}`);
      }
      const vHat = value('v', 1, 7) / (1 - 0.999 ** 7);
      assert.ok(Math.abs(value('vHat', 1, 7) / vHat - 1) < 1e-12);
      const rate = 0.01 / (Math.sqrt(vHat) + 1e-8);
      assert.ok(Math.abs(value('effectiveLearningRate', 1, 7) / rate - 1) < 1e-12);
      assert.deepEqual(
        run.notes.map(({ code }) => code),
        ['import.follows'],
      );
    });
  }

  it('says what cannot be read, and shows the rest', async () => {
    const { run, value } = await imported('broken.csv', {});
    assert.deepEqual([value('m', 0, 1), value('m', 0, 2), value('m', 0, 3)], [0.5, NaN, 0.25]);
    assert.equal(run.notes[0]?.code, 'import.not-a-number');
  });

  it('moves the cursor, and imports the file again as it is then', async () => {
    const { run } = await imported('broken.csv', {});
    await vscode.commands.executeCommand('adamscope.previousStep');
    const adamscope = await api();
    assert.equal(adamscope.getRuns().find(({ id }) => id === run.id)?.cursor, 2);
    writeFileSync(path.join(folder, 'broken.csv'), 'step,m\n1,0.5\n2,0.125\n');
    await vscode.commands.executeCommand('adamscope.runAgain');
    const next = adamscope.getRuns().at(-1)!;
    assert.ok(next.id > run.id);
    assert.equal(adamscope.value(next.id, 'm', 0, 2), 0.125);
  });
});
