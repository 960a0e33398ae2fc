import assert from 'node:assert/strict';
import type { LandscapeJob } from '../../../src/protocol/engine';
import type { Landscape } from '../../../src/protocol/run';
import { lossVaries, planLandscape } from '../../../src/session/landscape';
import { Session, type Run } from '../../../src/session/session';
import { Trace } from '../../../src/trace/trace';
import { FakeEngine } from './fakeEngine';
import { finished, headerOf, request, rosenbrock, runOf } from './handMade';

/** A finished run along these θ, with these losses (all 1 where not given). */
function along(path: number[][], changes: Partial<Run['request']> = {}, losses?: number[]): Run {
  const [start, ...rows] = path;
  const asked = request({ steps: rows.length, ...changes });
  const trace = new Trace(headerOf(start!, asked), {});
  const nothing = start!.map(() => 0);
  rows.forEach((theta, k) => {
    const row = [losses?.[k] ?? 1, ...theta, ...nothing, ...nothing, ...nothing];
    trace.append(k + 1, Float64Array.from(row));
  });
  return finished(asked, trace, losses?.[rows.length] ?? 1);
}

const box = (run: Run) => {
  const plan = planLandscape(run, [0, 1]);
  assert.ok(plan);
  return [plan.x, plan.y];
};

function assertBox(run: Run, expected: number[][]): void {
  const found = box(run).flat();
  const close = found.every((value, k) => Math.abs(value - expected.flat()[k]!) < 1e-12);
  assert.ok(close, `${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}

describe('landscape: the box', () => {
  const square = [
    [0, 0],
    [10, 4],
    [4, 10],
  ];

  it('holds the whole path with a margin', () => {
    const expected = [
      [-1.5, 11.5],
      [-1.5, 11.5],
    ];
    assertBox(along(square), expected);
  });

  it('is no narrower than a quarter of its length', () => {
    const path = [
      [0, 0],
      [10, 1],
    ];
    assertBox(along(path), [
      [-1.5, 11.5],
      [0.5 - 1.25 * 1.3, 0.5 + 1.25 * 1.3],
    ]);
  });

  it('has the size of θ around a path that does not move', () => {
    assertBox(along([[3, -4]]), [
      [3 - 2.6, 3 + 2.6],
      [-4 - 2.6, -4 + 2.6],
    ]);
  });

  it('takes in a known minimum that is near, and none that is far', () => {
    const near = box(along(square, { minimum: [15, 5] }));
    assert.ok(near[0]![1] > 15);
    assertBox(along(square, { minimum: [21, 5] }), box(along(square)));
    assertBox(along(square, { minimum: [15, NaN] }), box(along(square)));
    assertBox(along(square, { minimum: [15] }), box(along(square)));
  });

  it('leaves out where the path had left for a loss far above the start', () => {
    const path = [...square, [1e9, -1e9], [1e12, NaN]];
    assertBox(along(path, {}, [1, 1, 1, 1e6, 1e9]), box(along(square)));
  });

  it('keeps the spike of Rosenbrock in sight', () => {
    const run = runOf(rosenbrock, { steps: 3000, hyperparameters: { lr: 0.1 } });
    const [x, y] = box(run);
    for (let step = 0; step <= 3000; step++) {
      const [a, b] = [run.trace!.value('theta', 0, step), run.trace!.value('theta', 1, step)];
      assert.ok(a > x![0] && a < x![1] && b > y![0] && b < y![1], `step ${step}`);
    }
  });
});

describe('landscape: the grid', () => {
  it('is finer where the objective is fast', () => {
    const sides = [null, 1e-4, 0.02, 50].map((millisecondsPerEvaluation) => {
      const plan = planLandscape({ ...along([[0, 0]]), millisecondsPerEvaluation }, [0, 1]);
      return plan?.nx === plan?.ny ? plan?.nx : null;
    });
    assert.deepEqual(sides, [64, 256, 111, 64]);
  });

  it('needs two different coordinates of the run', () => {
    const run = along([[0, 0]]);
    const wrong: [number, number][] = [
      [0, 0],
      [0, 2],
      [-1, 0],
      [0.5, 1],
    ];
    for (const pair of wrong) assert.equal(planLandscape(run, pair), null, pair.join());
    assert.equal(planLandscape({ ...run, trace: null }, [0, 1]), null);
  });

  it('has coarser ones before it where it is fine', () => {
    const coarse = [null, 1e-4, 0.02].map((millisecondsPerEvaluation) => {
      return planLandscape({ ...along([[0, 0]]), millisecondsPerEvaluation }, [0, 1])?.coarse;
    });
    assert.deepEqual(coarse, [[24], [24, 64], [24, 64]]);
  });

  it('is of the part that is asked for, through θ at the step that is asked for', () => {
    const path = [
      [0, 0, 7],
      [1, 1, 8],
    ];
    const window = { x: [4, 5] as [number, number], y: [-1, 1] as [number, number] };
    const plan = planLandscape(along(path), [0, 1], { step: 1, window })!;
    assert.deepEqual([plan.x, plan.y, plan.theta[2], plan.step], [[4, 5], [-1, 1], 8, 1]);
  });

  it('has the other coordinates as at the cursor, the context at its step', () => {
    const path = [
      [0, 0, 7],
      [1, 1, 8],
      [2, 2, 9],
    ];
    const plan = (cursor: number) => planLandscape({ ...along(path), cursor }, [0, 1]);
    assert.deepEqual([plan(1)?.theta[2], plan(1)?.step], [8, 1]);
    assert.deepEqual([plan(0)?.theta[2], plan(0)?.step], [7, 1]);
    assert.deepEqual([plan(2)?.theta[2], plan(2)?.step], [9, 2]);
  });
});

describe('landscape: from the session', () => {
  function open(path: number[][], changes: Partial<Run['request']> = {}) {
    const engine = new FakeEngine();
    const session = new Session(engine);
    const run = session.adopt(along(path, changes));
    return { engine, session, run };
  }

  function answer(engine: FakeEngine): Landscape {
    const { x, y, nx, ny } = engine.last.job as LandscapeJob;
    const landscape = { x, y, nx, ny, values: new Float64Array(nx * ny).fill(2) };
    engine.last.say({ type: 'landscape', landscape });
    engine.last.end('done');
    return landscape;
  }

  const plane = [
    [0, 0],
    [1, 1],
  ];
  const space = [
    [0, 0, 0],
    [1, 1, 1],
  ];

  it('is computed once and kept', async () => {
    const { engine, session, run } = open(plane, { seed: 5, start: [[0, 0]] });
    const asked = session.landscape(run.id, [0, 1]);
    const { job } = engine.last;
    assert.equal(job.type, 'landscape');
    assert.notEqual(job.run, run.id);
    assert.deepEqual([job.seed, job.start, job.bundle], [5, [[0, 0]], run.request.bundle]);
    const landscape = answer(engine);
    assert.equal(await asked, landscape);
    session.setCursor(run.id, 0);
    assert.equal(await session.landscape(run.id, [0, 1]), landscape);
    assert.equal(engine.jobs.length, 1);
  });

  it('is computed anew where the cursor changes the other coordinates', async () => {
    const { engine, session, run } = open(space);
    const first = session.landscape(run.id, [0, 1]);
    session.setCursor(run.id, 0);
    const second = session.landscape(run.id, [0, 1]);
    assert.equal(engine.jobs[0]?.cancelled, 1);
    assert.equal(await first, null);
    const landscape = answer(engine);
    assert.equal(await second, landscape);
  });

  it('shows coarser ones meanwhile', async () => {
    const { engine, session, run } = open(plane);
    const coarse: Landscape[] = [];
    const onCoarse = (each: Landscape) => coarse.push(each);
    const asked = session.landscape(run.id, [0, 1], { onCoarse });
    const { x, y } = engine.last.job as LandscapeJob;
    const first = { x, y, nx: 24, ny: 24, values: new Float64Array(24 * 24) };
    engine.last.say({ type: 'landscape', landscape: first });
    const landscape = answer(engine);
    assert.equal(await asked, landscape);
    assert.deepEqual(coarse, [first]);
  });

  it('of a part takes the place of the last part alone', async () => {
    const { engine, session, run } = open(plane);
    const whole = session.landscape(run.id, [0, 1]);
    const kept = answer(engine);
    const part = (from: number) => ({
      window: { x: [from, from + 1] as [number, number], y: [0, 1] as [number, number] },
    });
    const first = session.landscape(run.id, [0, 1], part(0));
    const second = session.landscape(run.id, [0, 1], part(0.5));
    assert.equal(engine.jobs[1]?.cancelled, 1);
    assert.equal(await first, null);
    assert.deepEqual((engine.last.job as LandscapeJob).x, [0.5, 1.5]);
    const landscape = answer(engine);
    assert.equal(await second, landscape);
    assert.equal(await whole, kept);
    assert.equal(await session.landscape(run.id, [0, 1]), kept);
    assert.equal(engine.jobs.length, 3);
  });

  it('is another one at each step where each has a loss of its own', () => {
    const bundle = { ...request().bundle, context: 1 };
    const { engine, session, run } = open(plane, { bundle });
    void session.landscape(run.id, [0, 1], { step: 1 });
    answer(engine);
    void session.landscape(run.id, [0, 1], { step: 1 });
    assert.equal(engine.jobs.length, 1);
    void session.landscape(run.id, [0, 1], { step: 2 });
    assert.equal(engine.jobs.length, 2);
    assert.equal((engine.last.job as LandscapeJob).step, 2);
    answer(engine);
    assert.equal(lossVaries({ bundle }), true);
    assert.equal(lossVaries({ bundle: { ...bundle, context: -1 } }), false);
    const code = 'exports.objective = () => Math.random()';
    assert.equal(lossVaries({ bundle: { ...bundle, context: -1, code } }), true);
    const evaluated = { ...bundle, place: { file: 'a.ts', line: 1, column: 1 } };
    assert.equal(lossVaries({ bundle: { ...bundle, evaluated } }), false);
  });

  it('is kept while a streaming path stays within its margin', async () => {
    const engine = new FakeEngine();
    const session = new Session(engine);
    const run = session.start(request());
    const streaming = engine.last;
    streaming.ready(run.request);
    streaming.frame(1, 1, 2, 10);
    const asked = session.landscape(run.id, [0, 1]);
    const landscape = answer(engine);
    await asked;
    streaming.frame(2, 1, 2, 11);
    assert.equal(await session.landscape(run.id, [0, 1]), landscape);
    streaming.frame(3, 1, 2, 20);
    void session.landscape(run.id, [0, 1]);
    assert.deepEqual((engine.last.job as LandscapeJob).x, [-3, 23]);
  });

  it('is null where it failed, and tried again', async () => {
    const { engine, session, run } = open(plane);
    const failed = session.landscape(run.id, [0, 1]);
    engine.last.end('limit');
    assert.equal(await failed, null);
    const again = session.landscape(run.id, [0, 1]);
    const landscape = answer(engine);
    assert.equal(await again, landscape);
  });

  it('is null without a run, without coordinates, and after the end of the session', async () => {
    const { engine, session, run } = open(plane);
    assert.equal(await session.landscape(77, [0, 1]), null);
    assert.equal(await session.landscape(run.id, [0, 5]), null);
    assert.equal(engine.jobs.length, 0);
    const asked = session.landscape(run.id, [0, 1]);
    session.dispose();
    assert.equal(await asked, null);
    assert.equal(engine.last.cancelled, 1);
  });
});
