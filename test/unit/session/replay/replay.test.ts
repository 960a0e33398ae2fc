import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { registry } from '../../../../src/optimizers/registry';
import type { Message } from '../../../../src/protocol/message';
import { Session, type Run, type RunRequest } from '../../../../src/session/session';
import { exportCsv } from '../../../../src/trace/export';
import { partingOf } from '../../../../src/session/compare/difference';
import { oscillations } from '../../../../src/session/oscillation';
import { openRun } from '../../../../src/session/openRun';
import { FileRecorder } from '../../../../src/session/recorder';
import { bytesInMemory } from '../../../../src/trace/file/bytes';
import { savedBytes } from '../savedBytes';
import { verdict } from '../../../../src/session/verdict';
import { inProcessEngine } from '../inProcessEngine';
import { plan, RealSession } from '../realSession';

/** Mini-batches over three leaves. */
const source = (tag: string) => `
const points = Array.from({ length: 9 }, (_, i) => [Math.sin(i), Math.cos(i), i % 3]);
/** ${tag} @seed 4 */
export function batch({ w, b } = { w: [0.3, -0.4], b: 0.1 }, { step, random }) {
  const [x, y, z] = points[Math.floor(random() * points.length)];
  return (w[0] * x + w[1] * y - z) ** 2 + 0.01 * Math.random() * w[0] + (step % 5 ? 0 : b ** 2);
}`;

async function request(text: string, bytes?: number): Promise<RunRequest> {
  const planned = await plan(text, { file: 'a.js' });
  assert.ok('request' in planned, JSON.stringify(planned));
  const { limits } = planned.request;
  // Megabytes, so that few rows fit.
  return { ...planned.request, limits: { ...limits, ...(bytes && { traceSize: bytes / 1e6 }) } };
}

async function ended(session: Session, asked: RunRequest): Promise<Run> {
  const run = session.start(asked);
  await new Promise<void>((resolve) => {
    const listening = session.onDidChange((changed, what) => {
      if (changed !== run || what !== 'state') return;
      listening.dispose();
      resolve();
    });
  });
  return run;
}

/** All stored numbers of a step. */
function rowOf({ trace }: Run, step: number): Record<string, number[]> {
  const { series } = trace!.header;
  return Object.fromEntries(
    series.map(({ name }) => [name, [0, 1, 2].map((index) => trace!.value(name, index, step))]),
  );
}

const codes = ({ notes }: Run) => notes.map(({ code }) => code);

describe('a run with checkpoints', () => {
  let session: Session;
  beforeEach(() => (session = new Session(inProcessEngine)));
  afterEach(() => session.dispose());

  for (const { name } of registry) {
    it(`${name}: any step comes back with the bits of the run that keeps all`, async () => {
      const text = source(`@optimizer ${name} @steps 100`);
      const whole = await ended(session, await request(text));
      const sparse = await ended(session, await request(text, 4000));
      const { every } = sparse.trace!.header.checkpoints!;
      assert.ok(every > 3, String(every));
      assert.equal(codes(sparse)[0], 'session.checkpoints');
      assert.equal(sparse.finalLoss, whole.finalLoss);
      for (const step of [97, 2, 50, every, every + 1, 99, 100, 1]) {
        assert.equal(await session.fetch(sparse.id, step, step), null);
        assert.deepEqual(rowOf(sparse, step), rowOf(whole, step), `step ${step}`);
      }
      assert.equal(await session.fetch(sparse.id, 0, 100), null);
      for (let step = 0; step <= 100; step++) {
        assert.deepEqual(rowOf(sparse, step), rowOf(whole, step), `step ${step}`);
      }
      assert.ok(!codes(sparse).some((code) => code.startsWith('replay')));
    });
  }

  it('is exported with every number, computed again stretch by stretch', async () => {
    const whole = await ended(session, await request(source('@steps 90')));
    const sparse = await ended(session, await request(source('@steps 90'), 4000));
    // Two stretches and more.
    Object.defineProperty(sparse.trace!, 'replayRoom', { value: 40 });
    const bring = (from: number, to: number) => session.fetch(sparse.id, from, to);
    const text = async (pieces: AsyncIterable<string>) => {
      let all = '';
      for await (const piece of pieces) all += piece;
      return all;
    };
    assert.equal(
      await text(exportCsv(sparse.trace!, { bring })),
      await text(exportCsv(whole.trace!)),
    );
    const withoutReplay = await text(exportCsv(sparse.trace!));
    assert.equal(withoutReplay.split('\n').length, 93);
  });

  it('comes back from its file as it was kept, recorded or saved, and so does a fork', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-test-'));
    const fileOf = ({ id }: { id: number }) => path.join(folder, `${id}.adamtrace`);
    const recorder = new FileRecorder(fileOf, 'test', (said) => assert.fail(said.code));
    const recorded = new Session(inProcessEngine, console.error, recorder);
    recorder.follow(recorded);
    try {
      const text = source('@optimizer lookahead @steps 90');
      const run = await ended(recorded, await request(text, 4000));
      const forked = await recorded.fork(run.id, 33, {});
      assert.ok('request' in forked, JSON.stringify(forked));
      const fork = await ended(recorded, forked.request);
      const inMemory = await ended(session, await request(text, 4000));
      await recorder.written(run.id);
      await recorder.written(fork.id);
      for (const [bytes, of] of [
        [readFileSync(fileOf(run)), run],
        [readFileSync(fileOf(fork)), fork],
        [await savedBytes(inMemory), inMemory],
      ] as const) {
        const opened = openRun(bytesInMemory(new Uint8Array(bytes)), 'key');
        assert.ok('run' in opened, JSON.stringify(opened));
        const trace = opened.run.trace!;
        assert.deepEqual([trace.origin, trace.length], [of.trace!.origin, 90]);
        assert.deepEqual(trace.header.fork?.state, of.trace!.header.fork?.state);
        let whole = 0;
        for (let step = trace.origin; step <= 90; step++) {
          assert.equal(trace.value('loss', 0, step), of.trace!.value('loss', 0, step));
          if (!trace.has(step)) continue;
          whole++;
          // What was computed again for the fork is in memory alone.
          assert.deepEqual(rowOf(opened.run, step).m, rowOf(of, step).m, `step ${step}`);
          assert.deepEqual(rowOf(opened.run, step).theta, rowOf(of, step).theta);
        }
        assert.ok(whole > 10, String(whole));
      }
    } finally {
      recorded.dispose();
      rmSync(folder, { recursive: true });
    }
  });

  it('is judged, measured and compared by what is kept of it', async () => {
    const text = source('@optimizer adam lr=0.1 @steps 90');
    const whole = await ended(session, await request(text));
    const sparse = await ended(session, await request(text, 4000));
    assert.deepEqual(verdict(sparse), verdict(whole));
    assert.deepEqual(oscillations(sparse.trace!), []);
    await session.measureSharpness(sparse.id);
    assert.equal(sparse.sharpness?.state, 'done', JSON.stringify(sparse.sharpness));
    await session.measureSharpness(whole.id, 1);
    const { every } = sparse.trace!.header.checkpoints!;
    for (const step of [every, 2 * every]) {
      const value = sparse.trace!.value('sharpness', 0, step);
      assert.ok(Number.isFinite(value));
      assert.equal(value, whole.trace!.value('sharpness', 0, step));
    }
    const landscape = await session.landscape(sparse.id, [0, 1]);
    assert.ok(landscape && landscape.values.every(Number.isFinite));
    // The same run twice, and one that parts from it at once.
    const same = partingOf(whole.trace!, sparse.trace!, 0);
    assert.deepEqual([same.first, same.firstBit, same.end], [null, null, null]);
    const other = await ended(
      session,
      await request(source('@optimizer sgd lr=0.1 @steps 90'), 4000),
    );
    assert.equal(partingOf(other.trace!, sparse.trace!, 0).first?.step, 2);
  });

  it('says where a second computation differs, and shows what was recorded', async () => {
    // The count of evaluations is state that nobody sees.
    const text = `let n = 0;
      /** @steps 60 */
      export const f = (x = 3) => { n++; return x ** 2 + (n > 40 ? 1e-9 * n : 0); };`;
    const run = await ended(session, await request(text, 1500));
    const recorded = run.trace!.value('loss', 0, 52);
    const problem = await session.fetch(run.id, 52, 52);
    assert.equal(problem?.code, 'replay.differs');
    const [step, symbol, was, is] = problem.arguments;
    assert.equal(symbol, 'loss');
    assert.equal(Number(was), run.trace!.value('loss', 0, Number(step)));
    assert.notEqual(was, is);
    assert.ok(codes(run).includes('replay.differs'));
    assert.equal(run.trace!.value('loss', 0, 52), recorded);
    assert.ok(!run.trace!.has(52));
    assert.ok(Number.isNaN(run.trace!.value('theta', 0, 52)));
    await session.fetch(run.id, 52, 52);
    assert.equal(codes(run).filter((code) => code === 'replay.differs').length, 1);
  });

  it('brings the newest wish first and the others after it', async () => {
    const run = await ended(session, await request(source('@steps 400'), 16_000));
    const order: string[] = [];
    const asked = (from: number, to: number) =>
      session.fetch(run.id, from, to).then((problem) => {
        order.push(`${from} ${problem?.code ?? 'there'}`);
      });
    await Promise.all([asked(5, 9), asked(100, 110), asked(301, 303)]);
    assert.deepEqual(order, ['301 there', '100 there', '5 there']);
    for (const step of [5, 9, 100, 110, 301, 303]) assert.ok(run.trace!.has(step));
  });

  it('drops a wish that a newer one of the same view makes superfluous', async () => {
    const run = await ended(session, await request(source('@steps 400'), 16_000));
    const { every } = run.trace!.header.checkpoints!;
    const steps = [3, 5, 7].map((k) => k * every + 1);
    const asked = steps.map((step) => session.fetch(run.id, step, step, 'values'));
    const window = session.fetch(run.id, 1, every + 2, 'lines');
    const codesOf = (await Promise.all([...asked, window])).map((problem) => problem?.code ?? null);
    assert.deepEqual(codesOf, ['replay.superseded', 'replay.superseded', null, null]);
    assert.deepEqual([run.trace!.has(steps[2]!), run.trace!.has(2)], [true, true]);
  });

  it('gives up wishes that too many others came after, and all with its run', async () => {
    const run = await ended(session, await request(source('@steps 400'), 16_000));
    const wishes = Array.from({ length: 12 }, (_, k) =>
      session.fetch(run.id, 30 * k + 4, 30 * k + 4),
    );
    session.remove(run.id);
    const problems = await Promise.all(wishes);
    // Those of checkpoints were there at once.
    const computed = problems.filter((problem) => problem !== null);
    assert.ok(computed.length > 8);
    assert.ok(computed.every(({ code }) => code === 'replay.superseded'));
    assert.equal((await session.fetch(run.id, 1, 1))?.code, 'replay.no-rows');
  });

  it('refuses steps that cannot be there at once, and what has no code', async () => {
    const asked = await request(source('@steps 100'), 4000);
    const run = await ended(session, asked);
    const room = 2;
    const { trace } = run;
    Object.defineProperty(trace!, 'replayRoom', { value: room });
    assert.deepEqual(await session.fetch(run.id, 40, 60), {
      code: 'replay.too-many',
      arguments: ['2'],
    } satisfies Message);
    const data = session.adopt({
      ...run,
      request: { ...asked, bundle: { ...asked.bundle, code: '' } },
    });
    assert.equal((await session.fetch(data.id, 44, 44))?.code, 'replay.no-code');
  });

  it('refuses a run of which not even the losses fit, with what would', async () => {
    const run = await ended(session, await request(source('@steps 1000'), 8000));
    assert.equal(run.state, 'limit');
    assert.deepEqual(run.error!.message.code, 'session.too-large');
    assert.deepEqual(run.error!.message.arguments, ['1,000', '8.21 kB', '8 kB', '974']);
    const fits = await ended(session, await request(source('@steps 974'), 8000));
    assert.equal(fits.state, 'done');
  });
});

describe('a fork', () => {
  let session: Session;
  beforeEach(() => (session = new Session(inProcessEngine)));
  afterEach(() => session.dispose());

  for (const { name } of registry) {
    it(`${name}: without changes it is its parent, to the bit`, async () => {
      for (const bytes of [undefined, 8000]) {
        const text = source(`@optimizer ${name} @schedule warmup(9) cosine(80) @steps 100`);
        const parent = await ended(session, await request(text, bytes));
        const forked = await session.fork(parent.id, 37, {});
        assert.ok('request' in forked, JSON.stringify(forked));
        const fork = await ended(session, forked.request);
        assert.equal(fork.error, null, JSON.stringify(fork.error));
        assert.deepEqual([fork.trace!.origin, fork.trace!.length], [37, 100]);
        assert.equal(fork.finalLoss, parent.finalLoss);
        for (const run of [parent, fork]) assert.equal(await session.fetch(run.id, 38, 100), null);
        for (let step = 38; step <= 100; step++) {
          assert.deepEqual(rowOf(fork, step), rowOf(parent, step), `step ${step}`);
        }
        const { run, step, anew } = fork.trace!.header.fork!;
        assert.deepEqual([run, step, anew], [parent.id, 37, false]);
        if (bytes) continue;
        // And a fork of the fork.
        const again = await session.fork(fork.id, 60, { steps: 120 });
        assert.ok('request' in again);
        const second = await ended(session, again.request);
        assert.deepEqual([second.trace!.origin, second.trace!.length], [60, 120]);
        assert.deepEqual(rowOf(second, 100), rowOf(parent, 100));
      }
    });
  }

  it('goes on with other hyper-parameters and with another optimizer', async () => {
    const parent = await ended(session, await request(source('@optimizer adam lr=0.1 @steps 60')));
    const { hyperparameters } = parent.request;
    const slower = await session.fork(parent.id, 30, {
      hyperparameters: { ...hyperparameters, lr: 0.05 },
    });
    assert.ok('request' in slower);
    const run = await ended(session, slower.request);
    const before = (of: Run) => of.trace!.value('theta', 0, 30);
    assert.equal(before(run), before(parent));
    // The same state and direction, half as far.
    const update = (of: Run) => of.trace!.value('update', 1, 31);
    assert.ok(Math.abs(update(run) - update(parent) / 2) < 1e-12);
    assert.equal(run.trace!.value('m', 1, 31), parent.trace!.value('m', 1, 31));
  });

  it('refuses a step that is not there', async () => {
    const parent = await ended(session, await request(source('@steps 10')));
    for (const step of [-1, 11, 2.5]) {
      const forked = await session.fork(parent.id, step, {});
      assert.ok('problem' in forked && forked.problem.code === 'fork.step', String(step));
    }
    const start = await session.fork(parent.id, 0, {});
    assert.ok('request' in start);
    const again = await ended(session, start.request);
    assert.deepEqual(rowOf(again, 10), rowOf(parent, 10));
  });
});

describe('replay and fork in a process of their own', () => {
  let real: RealSession;
  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  it('have the bits of the run', async () => {
    const text = source('@optimizer nadam @steps 30000');
    const whole = await real.run(text, { file: 'a.js' });
    const asked = await request(text, 600_000);
    const sparse = real.session.start(asked);
    await real.ended(sparse);
    assert.equal(sparse.state, 'done', JSON.stringify(sparse.error));
    assert.ok(sparse.trace!.header.checkpoints!.every > 10);
    for (const step of [29_999, 12_345, 7]) {
      assert.equal(await real.session.fetch(sparse.id, step, step), null);
      assert.deepEqual(rowOf(sparse, step), rowOf(whole, step));
    }
    const forked = await real.session.fork(sparse.id, 20_001, {});
    assert.ok('request' in forked, JSON.stringify(forked));
    const fork = real.session.start(forked.request);
    await real.ended(fork);
    assert.deepEqual([fork.state, fork.trace!.length], ['done', 30_000]);
    assert.equal(await real.session.fetch(fork.id, 29_000, 29_000), null);
    assert.deepEqual(rowOf(fork, 29_000), rowOf(whole, 29_000));
    assert.equal(fork.finalLoss, whole.finalLoss);
  });
});
