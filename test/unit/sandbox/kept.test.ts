import assert from 'node:assert/strict';
import { EnginePool } from '../../../src/sandbox/pool';
import type { EngineToHost, TraceJob } from '../../../src/protocol/engine';
import { buildEngine, temporaryFolder } from './build';
import { allGone, exists, job, Observed, rosenbrock, words } from './harness';

/** Rows, notes and console of a job, in their order; what a person sees of a run. */
function seen(run: Observed): unknown[] {
  const told = new Set<EngineToHost['type']>(['ready', 'frame', 'note', 'console']);
  const rows: number[] = [];
  const others: unknown[] = [];
  for (const said of run.messages) {
    if (!told.has(said.type)) continue;
    if (said.type === 'frame') rows.push(...said.data);
    else others.push({ ...said, run: 0, token: '' });
  }
  return [...others, rows];
}

/** What a job of this code gives in a process of its own. */
async function fresh(pool: EnginePool, made: TraceJob): Promise<unknown[]> {
  const run = new Observed(pool, { ...made, stays: false });
  await run.ended;
  return seen(run);
}

describe('a process that is kept for another job of the same code', function () {
  this.timeout(20_000);
  const folder = temporaryFolder();
  let processFile: string;
  let pool: EnginePool;
  before(async () => {
    processFile = await buildEngine(folder.path);
  });
  beforeEach(() => {
    pool = new EnginePool({ processFile, workingFolder: folder.path });
  });
  afterEach(() => allGone(pool));
  after(() => folder.remove());

  const staying = (source: string, changes: Partial<TraceJob> = {}) =>
    job(source, { stays: true, ...changes });

  /** Runs a job to its end; the process that did it. */
  async function run(made: TraceJob): Promise<{ run: Observed; pid: number | undefined }> {
    const observed = new Observed(pool, made);
    // Asked while it works: the only process that is not waiting.
    await Promise.race([observed.when(({ type }) => type === 'ready'), observed.ended]);
    const pid = pool.pids.at(-1);
    await observed.ended;
    return { run: observed, pid };
  }

  it('does it, with the bits of a new process', async () => {
    const first = await run(staying(rosenbrock));
    const second = await run(staying(rosenbrock, { steps: 150, hyperparameters: lr(0.02) }));
    assert.equal(second.pid, first.pid);
    assert.equal((await second.run.ended).state, 'done');
    const expected = await fresh(pool, job(rosenbrock, { steps: 150, hyperparameters: lr(0.02) }));
    assert.deepEqual(seen(second.run), expected);
  });

  it('is not used for other code, nor for a job that was not asked to leave it', async () => {
    const first = await run(staying(rosenbrock));
    const other = await run(staying('function f([x, y]) { return x * x + y * y; }'));
    assert.notEqual(other.pid, first.pid);
    const last = await run(job(rosenbrock));
    assert.notEqual(last.pid, first.pid);
  });

  const leaks = {
    'a counter at top level':
      'let count = 0; function f([x, y]) { return x * x + y * y + count++; }',
    'data that grow':
      'const seen = []; function f([x, y]) { seen.push(x); return x * x + seen.length * y * y; }',
    'a counter in a closure':
      'const next = (() => { let n = 0; return () => ++n; })(); function f([x, y]) { return x * x + y * y * next(); }',
    'a property of the function':
      'function f([x, y]) { f.n = (f.n ?? 0) + 1; return x * x + f.n * y * y; }',
    'random numbers at top level':
      'const a = Math.random(); function f([x, y]) { return a * x * x + Math.random() * y * y; }',
    'a regular expression with a memory':
      'const re = /a/g; function f([x, y]) { re.test("aa"); return x * x + re.lastIndex * y * y; }',
    'the last match':
      'const last = RegExp.lastMatch.length; function f([x, y]) { /b+/.test("abbb"); return x * x + (1 + last) * y * y; }',
    'the name of the code in a stack':
      'const n = new Error().stack.length; function f([x, y]) { return x * x + n * y * y; }',
  };
  for (const [name, source] of Object.entries(leaks)) {
    it(`begins anew: ${name}`, async () => {
      const first = await run(staying(source));
      const second = await run(staying(source));
      assert.equal(second.pid, first.pid, 'the same process');
      assert.deepEqual(seen(second.run), seen(first.run));
    });
  }

  // Each adds something to the loss if the run before has left its mark.
  const marks = {
    'a global variable': ['globalThis.mark', 'globalThis.mark = 1'],
    'a method that was there': ['[2].at(0) - 2', 'Array.prototype.at = () => 3'],
    'maps of the tape': ['new Map().mark', 'Map.prototype.mark = 1'],
  };
  for (const [name, [read, write]] of Object.entries(marks)) {
    it(`is not used once a job has left a mark: ${name}`, async () => {
      const source = `const before = (${read}) || 0;
        function f([x, y]) { ${write}; return x * x + y * y + before; }`;
      const first = await run(staying(source));
      const second = await run(staying(source));
      assert.notEqual(second.pid, first.pid);
      assert.deepEqual(seen(second.run), seen(first.run));
    });
  }

  it('tells what an error of the objective is as a new one does, and goes on', async () => {
    const source =
      'function f([x, y], { step }) { if (step === 5) throw new Error("five"); return x * x + y * y; }';
    const first = await run(staying(source));
    assert.equal((await first.run.ended).state, 'user-error');
    const second = await run(staying(source));
    const end = await second.run.ended;
    assert.equal(second.pid, first.pid);
    assert.deepEqual([end.state, end.step, /five/.test(words(end))], ['user-error', 4, true]);
  });

  it('stays when a job is stopped, and does the next from its start', async () => {
    const source = rosenbrock;
    const long = new Observed(pool, staying(source, { steps: 10_000_000 }), false);
    await long.when(({ type }) => type === 'frame');
    const [pid] = pool.pids;
    long.cancel();
    assert.equal((await long.ended).state, 'stopped');
    const second = await run(staying(source));
    assert.equal(second.pid, pid);
    assert.deepEqual(seen(second.run), await fresh(pool, job(source)));
  });

  it('is ended where a stop finds code that does not return', async () => {
    const source =
      'function f([x, y], { step }) { if (step > 1) { console.log("in"); for (;;); } return x * x + y * y; }';
    const long = new Observed(pool, staying(source));
    await long.when((said) => said.type === 'console');
    const [pid] = pool.pids;
    long.cancel();
    assert.equal((await long.ended).state, 'stopped');
    await pool.idle();
    assert.ok(!pool.pids.includes(pid!));
  });

  it('keeps its limits: time of one evaluation', async () => {
    const source = 'function f([x, y]) { if (y === 7) for (;;); return x * x + y * y; }';
    const limits = { memory: 400, evaluationTime: 200 };
    await run(staying(source, { limits }));
    const second = await run(staying(source, { limits, start: [[1, 7]] }));
    assert.equal((await second.run.ended).state, 'limit');
  });

  it('keeps its limits: memory', async () => {
    const source =
      'const held = []; function f([x, y]) { if (y === 7) for (;;) held.push(new Array(1e6).fill(1.5)); return x * x + y * y; }';
    await run(staying(source));
    const second = await run(staying(source, { start: [[1, 7]] }));
    const end = await second.run.ended;
    assert.equal(end.state, 'limit', words(end));
  });

  it('is not kept with code that goes on behind the end', async () => {
    const source =
      'function f([x, y]) { (async () => { for (;;) await null; })(); return x * x + y * y; }';
    const first = await run(staying(source));
    assert.equal((await first.run.ended).state, 'done');
    const second = await run(staying(source));
    assert.equal((await second.run.ended).state, 'done');
    assert.notEqual(second.pid, first.pid);
    assert.deepEqual(seen(second.run), seen(first.run));
  });

  it('ends by itself where code goes on behind the end', async () => {
    const source =
      'function f([x, y]) { (async () => { for (;;) await null; })(); return x * x + y * y; }';
    const { pid } = await run(staying(source));
    while (exists(pid!)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('is ended when its time is over', async () => {
    await allGone(pool);
    pool = new EnginePool({ processFile, workingFolder: folder.path, keptTime: 50, spareTime: 1 });
    const { pid } = await run(staying(rosenbrock));
    while (pool.pids.includes(pid!)) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await (await run(staying(rosenbrock))).run.ended).state, 'done');
  });

  it('makes way: never more than two processes beside the spare one', async () => {
    const { pid } = await run(staying(rosenbrock));
    let most = 0;
    const others = ['1', '2', '3'].map(
      (n) =>
        new Observed(
          pool,
          job(`function f([x, y]) { return x * x + ${n} * y * y; }`, { steps: 5000 }),
        ),
    );
    for (const other of others) {
      void other.when(() => ((most = Math.max(most, pool.pids.length)), false));
    }
    await Promise.all(others.map(({ ended }) => ended));
    assert.ok(most > 0 && most <= 3, String(most));
    assert.ok(!pool.pids.includes(pid!), 'two at a time left no room for it');
  });

  it('does the job in a new process where the kept one dies on the way', async () => {
    const { pid } = await run(staying(rosenbrock));
    process.kill(pid!, 'SIGKILL');
    const second = await run(staying(rosenbrock));
    assert.equal((await second.run.ended).state, 'done');
    assert.notEqual(second.pid, pid);
  });

  it('dies with the pool', async () => {
    const { pid } = await run(staying(rosenbrock));
    assert.ok(exists(pid!));
    await allGone(pool);
    assert.ok(!exists(pid!));
  });
});

const lr = (value: number) => ({ ...job(rosenbrock).hyperparameters, lr: value });
