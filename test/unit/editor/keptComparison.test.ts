import assert from 'node:assert/strict';
import {
  keptComparison,
  parseKeptComparison,
  restoreComparison,
  type KeptComparison,
} from '../../../src/editor/keptComparison';
import { keyBehind, type RunBehind } from '../../../src/editor/runsBehind';
import type { Tuning } from '../../../src/session/compare/tuning';
import { message } from '../../../src/messages';
import type { Cell } from '../../../src/session/compare/sweep';
import { openRun } from '../../../src/session/openRun';
import type { Run } from '../../../src/session/session';
import { bytesInMemory } from '../../../src/trace/file/bytes';
import { parsePlain, stringifyPlain } from '../../../src/trace/plainJson';
import { rosenbrock, runOf } from '../session/handMade';
import { savedBytes } from '../session/savedBytes';

function numbered(id: number, optimizer: string, steps = 20): Run {
  const run = runOf(rosenbrock, { optimizer, steps });
  Object.assign(run.trace!.header, { run: id });
  return { ...run, id };
}

const front = numbered(5, 'adam');
const behind: RunBehind[] = [
  {
    run: numbered(6, 'sgd', 7),
    title: 'SGD',
    kind: 'compared',
    choice: { optimizer: 'sgd', hyperparameters: { lr: 0.5 } },
  },
  { run: numbered(7, 'adam', 3), title: 'without correction', kind: 'without-correction' },
];

const cell = (finalLoss: number | null, changes: Partial<Cell> = {}): Cell => ({
  ...{ seed: 0, state: 'done', error: null, finalLoss, diverged: false },
  ...changes,
});
const shape = {
  grid: { name: 'lr', values: [0.1, 1] },
  default: 0.001,
  values: [0.1, 1],
  seeds: [0],
};
const failed = { message: message('engine.steps', [9, 'x']), step: 3 };
const tuning: Tuning = {
  state: 'running',
  contenders: [
    { run: front, title: 'Adam', plan: shape },
    { run: behind[0]!.run, title: 'SGD', plan: shape },
  ],
  cells: [cell(0.25), cell(Infinity, { diverged: true }), undefined, cell(null, { error: failed })],
  ended: 3,
  all: 4,
  problems: [message('compare.not-swept', ['Lion', 'lr'])],
};

/** What another window makes of it, and the runs that it took in. */
async function restored(kept: KeptComparison, files: Map<string, Uint8Array>) {
  const taken: [Run, Omit<RunBehind, 'run'>][] = [];
  const read = parseKeptComparison(parsePlain(stringifyPlain(kept)));
  const open = (file: string, key: string) => {
    const bytes = files.get(file);
    const found = bytes && openRun(bytesInMemory(bytes), key);
    return found && 'run' in found ? found : null;
  };
  const back = await restoreComparison(read, front, open, ({ run }, about) => {
    taken.push([run, about]);
    return Promise.resolve(run);
  });
  return { taken, back };
}

const fileOf = (run: number) => `${run}.adamtrace`;

/** The files of those behind. */
async function filesOf(all: readonly RunBehind[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const { run } of all) files.set(fileOf(run.id), await savedBytes(run));
  return files;
}

describe('a comparison that is kept over a reload', () => {
  it('has its runs back with every number, and with what they run again with', async () => {
    const kept = keptComparison(behind, null, fileOf);
    const { taken, back } = await restored(kept, await filesOf(behind));
    assert.equal(back, null);
    assert.equal(taken.length, 2);
    for (const [k, [run, about]] of taken.entries()) {
      const { run: original, ...before } = behind[k]!;
      assert.deepEqual(about, before);
      assert.deepEqual([run.id, run.finalLoss], [original.id, original.finalLoss]);
      assert.equal(run.request.optimizer, original.request.optimizer);
      assert.equal(run.request.objective.key, keyBehind(front));
      assert.equal(run.request.bundle.code, '');
      const { trace } = original;
      for (const { name } of trace!.series.filter(({ per }) => per === 'coordinate')) {
        for (let step = 0; step <= trace!.length; step++) {
          const values = [run.trace!, trace!].map((each) => each.value(name, 1, step));
          assert.equal(values[0], values[1], `${name} at ${step}`);
        }
      }
    }
  });

  it('has its sweep back as far as it had come, on the runs that it belongs to', async () => {
    const kept = keptComparison(behind, tuning, fileOf);
    const { taken, back } = await restored(kept, await filesOf(behind));
    assert.deepEqual(
      back!.contenders.map(({ run }) => run),
      [front, taken[0]![0]],
    );
    assert.deepEqual(
      back!.contenders.map(({ title, plan }) => [title, plan]),
      [
        ['Adam', shape],
        ['SGD', shape],
      ],
    );
    assert.deepEqual(back!.cells, tuning.cells);
    assert.deepEqual([back!.state, back!.ended, back!.all], ['stopped', 3, 4]);
    assert.deepEqual(back!.problems, tuning.problems);
  });

  it('leaves out what is in no file', async () => {
    const kept = keptComparison(behind, tuning, (run) => (run === 6 ? undefined : fileOf(run)));
    const { taken, back } = await restored(kept, await filesOf(behind));
    assert.deepEqual(
      taken.map(([{ id }]) => id),
      [7],
    );
    // Its curve would be one of no run.
    assert.equal(back, null);
  });

  it('is none where its bytes or words are others', async () => {
    const kept = keptComparison(behind, tuning, fileOf);
    const files = await filesOf(behind);
    for (const [name, bytes] of files) files.set(name, bytes.subarray(8));
    const { taken } = await restored(kept, files);
    assert.deepEqual(taken, []);
    const nothing = { behind: [], tuning: null };
    for (const other of [
      undefined,
      {},
      { ...kept, behind: 'two' },
      { ...kept, tuning: { all: 1 } },
    ])
      assert.deepEqual(parseKeptComparison(other), nothing);
  });
});
