import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { EnginePool } from '../../../src/sandbox/pool';
import type { LandscapeJob } from '../../../src/protocol/engine';
import { buildEngine, temporaryFolder } from './build';
import { allGone, exists, job, Observed, rosenbrock, words } from './harness';

const loopAt = (step: number) => `function f([x, y], { step }) {
  if (step === ${step}) for (;;);
  return x * x + y * y;
}`;

describe('EnginePool', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let processFile: string;
  let pool: EnginePool;
  const newPool = () =>
    new EnginePool({ processFile, workingFolder: folder.path, startTime: 30_000 });

  before(async () => {
    processFile = await buildEngine(folder.path);
  });
  beforeEach(() => {
    pool = newPool();
  });
  afterEach(() => allGone(pool));
  after(() => folder.remove());

  it('says hello, is ready, sends every row in order, and ends', async () => {
    const observed = new Observed(pool, job(rosenbrock, { steps: 3000 }));
    const end = await observed.ended;
    assert.equal(end.state, 'done', words(end));
    assert.equal(end.step, 3000);
    assert.equal(observed.rows, 3000);
    assert.ok(end.finalLoss! < 1e-3);
    assert.ok(end.evaluations >= 3001 && end.milliseconds > 0);
    const kinds = observed.messages.map((said) => said.type).filter((type) => type !== 'heartbeat');
    assert.deepEqual(kinds.slice(0, 3), ['hello', 'ready', 'frame']);
    assert.equal(kinds.at(-1), 'end');
    const first = observed.of('frame')[0]!.data;
    assert.ok(Math.abs(first[0]! - 24.2) < 1e-12);
    assert.ok(Math.abs(first[1]! - -1.1) < 1e-9);
    const [ready] = observed.of('ready');
    assert.equal(ready!.run, observed.of('end')[0]!.run);
    assert.deepEqual([...ready!.start], [-1.2, 1]);
  });

  it('proves that files are out of reach, where this Node can', async () => {
    const observed = new Observed(pool, job(rosenbrock, { steps: 1 }));
    await observed.ended;
    const [hello] = observed.of('hello');
    assert.equal(hello!.isolated, Number(process.versions.node.split('.')[0]) >= 20);
    assert.equal(hello!.node, process.version);
    assert.equal(hello!.v8, process.versions.v8);
    assert.deepEqual(readdirSync(path.join(folder.path, 'empty')), []);
  });

  it('brings a million steps complete and in order', async () => {
    const quick = 'function f([x, y]) { return x * x + y * y; }';
    const observed = new Observed(pool, job(quick, { steps: 1_000_000 }), false);
    const end = await observed.ended;
    assert.equal(end.state, 'done', words(end));
    assert.equal(observed.rows, 1_000_000);
  });

  it('streams each step of a slow objective as it is made', async () => {
    const slow = `function f([x, y]) { for (let i = 0, s = 0; i < 3e6; i++) s += i; return x * x + y * y; }`;
    const observed = new Observed(pool, job(slow, { steps: 100_000 }));
    await observed.when((said) => said.type === 'frame' && said.firstStep > 3);
    observed.cancel();
    const end = await observed.ended;
    assert.equal(end.state, 'stopped');
    assert.ok(observed.rows < 5000);
  });

  it('row 32: stops inside an endless loop and keeps every step before it', async () => {
    const observed = new Observed(pool, job(loopAt(501), { steps: 1000 }));
    await observed.when((said) => said.type === 'heartbeat' && said.step === 500);
    const pids = pool.pids;
    const asked = performance.now();
    observed.cancel();
    observed.cancel();
    const end = await observed.ended;
    assert.ok(performance.now() - asked < 5000);
    assert.deepEqual(
      [end.state, end.step, end.error, end.finalLoss, observed.rows],
      ['stopped', 500, null, null, 500],
    );
    observed.cancel();
    await pool.idle();
    assert.deepEqual(pids.filter(exists), []);
  });

  it('stops between steps with the loop of the engine intact', async () => {
    const observed = new Observed(pool, job(rosenbrock, { steps: 10_000_000 }), false);
    await observed.when((said) => said.type === 'frame' && said.firstStep > 20_000);
    observed.cancel();
    const end = await observed.ended;
    assert.equal(end.state, 'stopped');
    assert.equal(end.step, observed.rows);
    assert.ok(end.step > 20_000);
  });

  it('row 68: cancels in the first moment, in the queue, and a hundred times over', async () => {
    const runs = Array.from({ length: 200 }, (_, i) => {
      const observed = new Observed(pool, job(loopAt(1)));
      if (i % 10 === 9)
        void observed.when((said) => said.type === 'heartbeat').then(observed.cancel);
      else if (i % 2 === 0) observed.cancel();
      else if (i % 3 === 0) setImmediate(observed.cancel);
      else queueMicrotask(observed.cancel);
      return observed.ended;
    });
    const ends = await Promise.all(runs);
    assert.ok(ends.every((end) => end.state === 'stopped' && end.step === 0));
    assert.equal(new Set(ends.map((end) => end.run)).size, 200);
    assert.ok(pool.pids.length <= 3);
  });

  it('row 67: runs two jobs at once, never mixed, and lets a third wait', async () => {
    const make = (slope: number) =>
      new Observed(
        pool,
        job(`function f([x, y]) { return ${slope} * (x + y); }`, { steps: 40_000 }),
      );
    const [one, two] = [make(1), make(2)];
    const three = make(3);
    let most = 0;
    const count = () => (most = Math.max(most, pool.pids.length));
    for (const observed of [one, two, three]) {
      void observed.when((said) => said.type === 'ready').then(count);
    }
    await one.when((said) => said.type === 'ready');
    assert.equal(three.messages.length, 0);
    const ends = await Promise.all([one.ended, two.ended, three.ended]);
    assert.deepEqual(
      ends.map((end) => [end.state, end.step]),
      Array(3).fill(['done', 40_000]),
    );
    assert.deepEqual(
      [one, two, three].map((observed) => observed.last!.slice(3, 5).join()),
      ['1,1', '2,2', '3,3'],
    );
    assert.ok(most <= 3);
  });

  it('holds the engine while the host is slow, instead of memory', async () => {
    const observed = new Observed(pool, job(rosenbrock, { steps: 10_000_000 }), false);
    let slow = 0;
    void observed.when((said) => {
      if (said.type !== 'frame' || slow === 20) return false;
      slow++;
      const until = performance.now() + 20;
      while (performance.now() < until);
      return false;
    });
    // Rows written: at most two frames in flight and both halves of the ring beyond what arrived.
    void observed.when((said) => {
      if (said.type === 'heartbeat') assert.ok(said.step - observed.rows <= 4 * 8192);
      return false;
    });
    await observed.when(() => slow === 20);
    observed.cancel();
    assert.equal((await observed.ended).state, 'stopped');
  });

  it('uses the spare process for the next job, and another limit gets another', async () => {
    pool.warm(400);
    const [spare] = pool.pids;
    const first = new Observed(pool, job(rosenbrock, { steps: 1 }));
    assert.deepEqual(pool.pids, [spare]);
    assert.equal((await first.ended).state, 'done');
    await pool.idle();
    pool.warm(400);
    const [other] = pool.pids;
    const limits = { memory: 500, evaluationTime: 10_000 };
    const second = new Observed(pool, job(rosenbrock, { steps: 1, limits }));
    assert.equal((await second.ended).state, 'done');
    await pool.idle();
    assert.ok(!pool.pids.includes(other!));
  });

  it('ends the spare process when nobody needs it', async () => {
    const short = new EnginePool({ processFile, workingFolder: folder.path, spareTime: 1 });
    short.warm(400);
    assert.equal(short.pids.length, 1);
    while (short.pids.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('gives way to the rest of the machine where it is asked to', () => {
    const own = os.getPriority();
    const priorityOf = (given: EnginePool) => {
      given.warm(400);
      const priority = os.getPriority(given.pids[0]);
      given.dispose();
      return priority;
    };
    const below = os.constants.priority.PRIORITY_BELOW_NORMAL;
    const settings = { processFile, workingFolder: folder.path };
    assert.equal(priorityOf(new EnginePool({ ...settings, yielding: true })), Math.max(own, below));
    assert.equal(priorityOf(new EnginePool(settings)), own);
  });

  it('row 72: ends every job and process when it is disposed', async () => {
    const runs = [1, 2, 3].map(() => new Observed(pool, job(loopAt(5))));
    await runs[0]!.when((said) => said.type === 'frame');
    const pids = pool.pids;
    pool.dispose();
    const ends = await Promise.all(runs.map((run) => run.ended));
    assert.deepEqual(
      ends.map((end) => end.state),
      ['stopped', 'stopped', 'stopped'],
    );
    const late = new Observed(pool, job(rosenbrock));
    assert.equal((await late.ended).state, 'stopped');
    await pool.idle();
    assert.deepEqual(pids.filter(exists), []);
  });

  it('lets an objective have the memory that it may have', async () => {
    // 400 MB of objects, which are neither compiled away nor the tape's.
    const source = `const all = [];
      function f([x, y], { step }) {
        for (let i = 0; i < 2e5; i++) all.push([i, { i }, [i]]);
        return x * x + y * y + 0 * all.length;
      }`;
    const limits = { memory: 2000, evaluationTime: 60_000 };
    const observed = new Observed(pool, job(source, { limits, steps: 15 }));
    const end = await observed.ended;
    assert.equal(end.state, 'done', words(end));
    const memory = Math.max(...observed.of('heartbeat').map((said) => said.memory));
    assert.ok(memory > 400, String(memory));
  });

  it('draws a landscape', async () => {
    const { bundle, limits } = job(rosenbrock);
    const landscape: LandscapeJob = {
      ...{ type: 'landscape', run: 9, token: 'L', bundle, seed: 0, start: null, limits },
      ...{ theta: Float64Array.of(-1.2, 1), coordinates: [0, 1], x: [-1, 1], y: [0, 2] },
      ...{ nx: 3, ny: 2, step: 1 },
    };
    const observed = new Observed(pool, landscape);
    const end = await observed.ended;
    assert.equal(end.state, 'done', words(end));
    assert.equal(end.evaluations, 6);
    assert.deepEqual(
      [...observed.of('landscape')[0]!.landscape.values],
      [104, 1, 100, 104, 401, 100],
    );
  });

  it('says where a process cannot be started', async () => {
    const nowhere = new EnginePool({
      processFile: path.join(folder.path, 'nothing.js'),
      workingFolder: folder.path,
    });
    const end = await new Observed(nowhere, job(rosenbrock)).ended;
    assert.equal(end.state, 'crashed');
    assert.equal(end.error!.message.code, 'engine.start-failed');
    assert.equal(nowhere.pids.length, 0);
  });

  it('row 66: leaves no orphan when the host is killed', async () => {
    const host = path.join(folder.path, 'host.js');
    await build({
      stdin: { contents: hostScript, resolveDir: path.resolve('test/unit/sandbox'), loader: 'ts' },
      outfile: host,
      ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20' },
    });
    const child = spawn(process.execPath, [host, processFile, folder.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const pids = JSON.parse(line) as number[];
    assert.equal(pids.length, 1);
    assert.ok(pids.every(alive));
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Nobody tells the end of an orphan: it is looked for.
    while (pids.some(alive)) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

const hostScript = `
  import { EnginePool } from '../../../src/sandbox/pool';
  import { job } from './harness';
  const [, , processFile, workingFolder] = process.argv;
  const pool = new EnginePool({ processFile, workingFolder, startTime: 30_000 });
  pool.start(job(${JSON.stringify(loopAt(5))}), (said) => {
    if (said.type === 'frame') console.log(JSON.stringify(pool.pids));
  });
`;

/** Unlike `exists`, knows a zombie whose new parent has not looked yet. */
function alive(pid: number): boolean {
  if (!exists(pid)) return false;
  const stat = `/proc/${pid}/stat`;
  if (!existsSync('/proc/self/stat')) return true;
  try {
    return !/\) Z /.test(readFileSync(stat, 'latin1'));
  } catch {
    return false;
  }
}
