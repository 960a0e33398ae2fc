import assert from 'node:assert/strict';
import { runSweep, sweepOf, type Cells } from '../../../../src/session/compare/runSweep';
import { planSweep, type SweepPlan } from '../../../../src/session/compare/sweep';
import { sweepView } from '../../../../src/session/compare/sweepView';
import { Session } from '../../../../src/session/session';
import { FakeEngine } from '../fakeEngine';
import { request } from '../handMade';

const grid = { name: 'lr', values: [0.001, 0.1] };

function planned(): SweepPlan {
  const plan = planSweep(request({ steps: 1 }), grid, 1);
  if ('problems' in plan) assert.fail(JSON.stringify(plan.problems));
  return plan;
}

/** Lets what was promised happen. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('runSweep', () => {
  it('tells of every cell as it ends, and keeps no run', async () => {
    const engine = new FakeEngine();
    const session = new Session(engine);
    const heard: (number | null | undefined)[][] = [];
    const plans = [planned(), planned()];
    const sweep = runSweep(session, plans, new AbortController().signal, (cells) =>
      heard.push(cells.map((cell) => cell?.finalLoss)),
    );
    for (let next = 0; next < 4; next += 2) {
      engine.jobs[next + 1]!.end('done', { finalLoss: next + 1 });
      engine.jobs[next]!.end('done', { finalLoss: next });
      await turn();
    }
    assert.deepEqual(heard, [
      [undefined, 1, undefined, undefined],
      [0, 1, undefined, undefined],
      [0, 1, undefined, 3],
      [0, 1, 2, 3],
    ]);
    const { curves, seeds } = await sweep;
    assert.deepEqual(
      [curves.map(({ best }) => best?.value), seeds],
      [[0.001, 0.001], [request().seed]],
    );
    assert.deepEqual([...session.runs], []);
  });

  it('leaves gaps where it was stopped: a stopped run says nothing of its value', async () => {
    const engine = new FakeEngine();
    const controller = new AbortController();
    let cells: Cells = [];
    const plans = [planned(), planned()];
    const sweep = runSweep(new Session(engine), plans, controller.signal, (all) => (cells = all));
    engine.jobs[0]!.end('done', { finalLoss: 5 });
    await turn();
    controller.abort();
    for (const job of engine.jobs.slice(1)) job.end('stopped', { finalLoss: 1 });
    const { curves } = await sweep;
    assert.deepEqual(
      cells.map((cell) => cell?.finalLoss),
      [5, undefined, undefined, undefined],
    );
    assert.deepEqual(
      curves.map(({ points }) => points.map(({ value, median }) => [value, median])),
      [[[0.001, 5]], []],
    );
  });
});

describe('sweepView', () => {
  it('has no loss where a run went wrong, and tells the diverged from the failed', () => {
    const plan = planned();
    const cell = { seed: 0, error: null, finalLoss: 2, diverged: false };
    const sweep = sweepOf(
      [plan],
      [
        { ...cell, state: 'done', diverged: true },
        { ...cell, state: 'user-error' },
      ],
    );
    const progress = { state: 'stopped', ended: 2, all: 2 } as const;
    const [curve] = sweepView(sweep, [{ run: 7, title: 'Adam' }], progress).curves;
    assert.deepEqual(curve, {
      ...{ run: 7, title: 'Adam', best: null, atEdge: false },
      points: [
        { value: 0.001, diverged: 1, failed: 0, isDefault: true },
        { value: 0.1, diverged: 0, failed: 1, isDefault: false },
      ].map((point) => ({
        ...point,
        ...{ median: null, minimum: null, maximum: null, runs: 1, offGrid: false },
      })),
    });
  });
});
