import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EnginePool } from '../../../src/sandbox/pool';
import { buildEngine, temporaryFolder } from './build';
import { allGone, job, Observed, rosenbrock, words } from './harness';

// What no objective can do as far as we know, but code that has escaped could: the host must cope
// with any worker and with any process.
describe('an engine process that has been taken over', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let realProcess: string;
  let pool: EnginePool;
  let count = 0;

  before(async () => {
    realProcess = await buildEngine(folder.path);
  });
  afterEach(() => allGone(pool));
  after(() => folder.remove());

  function start(processFile: string, startTime = 30_000, memory = 400): Observed {
    pool = new EnginePool({ processFile, workingFolder: folder.path, startTime });
    const limits = { memory, evaluationTime: 10_000 };
    return new Observed(pool, job(rosenbrock, { limits }));
  }

  /** The real supervisor over a worker that runs `code` when it gets its job. */
  function withWorker(code: string): Observed {
    const place = path.join(folder.path, `worker-${++count}`);
    mkdirSync(place);
    copyFileSync(realProcess, path.join(place, 'engine-process.js'));
    writeFileSync(
      path.join(place, 'engine-worker.js'),
      `const { port, control } = require('node:worker_threads').workerData;
      const ready = () => port.postMessage({ type: 'ready', header: ${header} });
      const ring = (rows) => port.postMessage({ type: 'ring', ring: { rows, width: 3, capacity: 4 } });
      const shared = () => new Float64Array(new SharedArrayBuffer(4 * 3 * 8));
      const say = (text) => port.postMessage({ type: 'note', message: { code: 'x', arguments: [String(text)] } });
      port.on('message', (job) => { ${code} });`,
    );
    return start(path.join(place, 'engine-process.js'), undefined, 150);
  }

  /** A process that does what it likes; `end(...)` and `send` are at its hand. */
  function withProcess(code: string, startTime?: number): Observed {
    const file = path.join(folder.path, `process-${++count}.js`);
    const hello = `{ type: 'hello', isolated: false, node: 'n', v8: 'v' }`;
    writeFileSync(
      file,
      `const send = (m) => process.send(m);
      const hello = ${hello};
      process.on('disconnect', () => process.exit());
      process.once('message', (job) => {
        const { run, token } = job, of = { run, token };
        const ready = { type: 'ready', ...of, ...${header}, run };
        const frame = (firstStep, n) => ({ type: 'frame', ...of, firstStep, data: new Float64Array(n) });
        const end = (step) => ({ type: 'end', ...of, state: 'done', step, finalLoss: 1, error: null, evaluations: 1, milliseconds: 1 });
        ${code}
      });`,
    );
    return start(file, startTime);
  }

  const header = `{ run: 1, optimizer: 'adam', hyperparameters: {},
    dialect: 'pytorch', precision: 'float64', schedule: '', clip: { value: null, norm: null }, groups: [],
    absent: [], steps: 100, seed: 0, gradientSource: 'tape',
    leaves: [{ name: 'x', path: [0], length: 1, shape: [], coordinates: ['x'] }], start: Float64Array.of(1),
    series: [['loss', 'run'], ['theta', 'coordinate'], ['grad', 'coordinate']].map(([name, per]) =>
      ({ name, symbol: name, per, stored: true, axis: 'linear' })) }`;

  async function ends(observed: Observed, state: string, code: string, step = 0): Promise<void> {
    const end = await observed.ended;
    assert.deepEqual(
      [end.state, end.error?.message.code, end.step, observed.rows],
      [state, code, step, step],
      words(end),
    );
  }

  it('worker: process.exit', () =>
    ends(withWorker('process.exit(0)'), 'user-error', 'engine.ended-by-objective'));

  it('row 38: worker: process.exit after three steps, which are kept', async () => {
    const observed = withWorker(
      `ready(); ring(shared()); Atomics.store(control, 4, 3); setTimeout(() => process.exit(1), 30)`,
    );
    await ends(observed, 'user-error', 'engine.ended-by-objective', 3);
    assert.match(words(await observed.ended), /ended the process at step 3/);
  });

  it('row 38: worker: kills the process', async () => {
    const observed = withWorker(`process.kill(process.pid, 'SIGKILL')`);
    await ends(observed, 'crashed', 'engine.crashed');
    if (process.platform !== 'win32') assert.match(words(await observed.ended), /SIGKILL/);
  });

  it('worker: throws outside of its job', async () => {
    const observed = withWorker(`setTimeout(() => { throw new Error('boo') })`);
    await ends(observed, 'crashed', 'engine.failed');
    assert.match(words(await observed.ended), /boo/);
  });

  it('worker: endless messages', async () => {
    const observed = withWorker(`for (;;) say('x'.repeat(4000))`);
    const end = await observed.ended;
    assert.equal(end.state, 'limit', words(end));
    assert.equal(end.error!.message.code, 'engine.memory-limit');
  });

  for (const [way, flood] of [
    ['on the port of its own', `require('node:worker_threads').parentPort.postMessage(text)`],
    ['of output', `process.stdout.write(text)`],
  ]) {
    it(`worker: endless messages ${way}`, async () => {
      const observed = withWorker(`const text = 'x'.repeat(4000); for (;;) ${flood}`);
      const end = await observed.ended;
      assert.equal(end.state, 'limit', words(end));
      assert.equal(end.error!.message.code, 'engine.memory-limit');
      assert.ok(Number(end.error!.message.arguments[0]) < 1000, words(end));
    });
  }

  it('worker: endless wake-ups', async () => {
    const observed = withWorker(
      `ready(); for (;;) { Atomics.add(control, 0, 1); Atomics.notify(control, 0); }`,
    );
    await observed.when((said) => said.type === 'heartbeat');
    observed.cancel();
    assert.equal((await observed.ended).state, 'stopped');
  });

  it('worker: rows that do not exist', () =>
    ends(
      withWorker(`ready(); ring(shared()); Atomics.store(control, 4, 2 ** 31 - 1)`),
      'crashed',
      'engine.invalid-message',
      100,
    ));

  it('worker: messages that are none', () =>
    ends(
      withWorker(`port.postMessage({ type: 'ring', ring: null });
      port.postMessage({ type: 'note', message: { code: 1 } })`),
      'crashed',
      'engine.invalid-message',
    ));

  it('worker: an end before its rows', () =>
    ends(
      withWorker(`port.postMessage({ type: 'end', end: { state: 'done', step: 5, finalLoss: 1,
        error: null, evaluations: 1, milliseconds: 1 } })`),
      'crashed',
      'engine.invalid-message',
    ));

  it('row 39: worker: can read no file, start no process, see no environment', async () => {
    const attempt = (name: string, code: string) =>
      `try { say('${name} ' + JSON.stringify(${code})); } catch (e) { say('${name} ' + e.code); }`;
    const observed = withWorker(`
      const fs = require('node:fs');
      ${attempt('read', `fs.readFileSync(process.execPath).length`)}
      ${attempt('list', `fs.readdirSync('/')`)}
      ${attempt('write', `fs.writeFileSync('canary', 'x')`)}
      ${attempt('spawn', `require('node:child_process').spawnSync(process.execPath, ['-v']).status`)}
      ${attempt('addon', `process.dlopen({ exports: {} }, process.execPath)`)}
      ${attempt('inspector', `require('node:inspector').open(0)`)}
      ${attempt('environment', `process.env`)}
      port.postMessage({ type: 'end', end: { state: 'done', step: 0, finalLoss: null, error: null,
        evaluations: 0, milliseconds: 0 } });`);
    await observed.ended;
    const said = observed.of('note').map((note) => String(note.message.arguments[0]));
    const denied = 'ERR_ACCESS_DENIED';
    assert.deepEqual(said.slice(0, 4), [
      `read ${denied}`,
      `list ${denied}`,
      `write ${denied}`,
      `spawn ${denied}`,
    ]);
    assert.match(said[4]!, /^addon ERR_/);
    assert.match(said[5]!, /^inspector ERR_/);
    assert.equal(said[6], 'environment {}');
  });

  it('row 39: process: the environment is empty, the folder too', async () => {
    process.env.ADAMSCOPE_SECRET = 'token';
    process.env.NODE_OPTIONS = '--no-deprecation';
    try {
      const observed = withProcess(`send(hello);
        send({ type: 'note', ...of, message: { code: 'x', arguments: [JSON.stringify(process.env), process.cwd()] } });
        send(end(0));`);
      await observed.ended;
      const [environment, cwd] = observed.of('note')[0]!.message.arguments;
      const names = Object.keys(JSON.parse(String(environment)) as object);
      assert.deepEqual(
        names.filter((name) => !/^NODE_CHANNEL|^SystemRoot$|^__CF/.test(name)),
        [],
      );
      assert.equal(path.basename(String(cwd)), 'empty');
    } finally {
      delete process.env.ADAMSCOPE_SECRET;
      delete process.env.NODE_OPTIONS;
    }
  });

  const invalid: [string, string, number][] = [
    ['text', `send('hello')`, 0],
    ['no type', `send({ type: 'nothing' })`, 0],
    ['a frame before ready', `send(frame(1, 3))`, 0],
    ['ready twice', `send(ready); send(ready)`, 0],
    ['other steps', `send({ ...ready, steps: 101 })`, 0],
    ['leaves that do not fit the start', `send({ ...ready, start: new Float64Array(2) })`, 0],
    ['half a row', `send(ready); send(frame(1, 6)); send(frame(3, 4))`, 2],
    ['no row', `send(ready); send(frame(1, 0))`, 0],
    ['a gap', `send(ready); send(frame(1, 3)); send(frame(3, 3))`, 1],
    ['a row twice', `send(ready); send(frame(1, 3)); send(frame(1, 3))`, 1],
    ['more rows than steps', `send(ready); send(frame(1, 303))`, 0],
    ['an end at another step', `send(ready); send(frame(1, 3)); send(end(2))`, 1],
    [
      'an unasked landscape',
      `send({ type: 'landscape', ...of, landscape:
        { x: [0, 1], y: [0, 1], nx: 1, ny: 1, values: new Float64Array(1) } })`,
      0,
    ],
    [
      'a text of 10 KB',
      `send({ type: 'console', ...of, level: 'log', text: 'x'.repeat(10240) })`,
      0,
    ],
  ];
  for (const [name, code, step] of invalid) {
    it(`process: ${name}`, () =>
      ends(withProcess(`send(hello); ${code}`), 'crashed', 'engine.invalid-message', step));
  }

  it('process: messages of other runs are dropped', async () => {
    const observed = withProcess(`send(hello); send({ ...ready, run: run + 1 });
      send({ ...ready, token: 'guess' }); send({ ...end(7), token: 'guess' }); send(ready);
      send({ ...frame(1, 3), token: '' }); send(frame(1, 6)); send(end(2));`);
    const end = await observed.ended;
    assert.deepEqual([end.state, end.step, observed.rows], ['done', 2, 2]);
    assert.equal(observed.of('ready').length, 1);
  });

  it('process: silence', () =>
    ends(
      withProcess(`send(hello); send(ready); send(frame(1, 3))`),
      'crashed',
      'engine.unresponsive',
      1,
    ));

  it('process: not even a hello', () =>
    ends(withProcess('', 300), 'crashed', 'engine.start-too-slow'));

  it('row 36: process: an abort is what V8 does without memory', async () => {
    const observed = withProcess(`send(hello); send(ready); send(frame(1, 3)); process.abort()`);
    await ends(observed, 'limit', 'engine.memory-abort', 1);
  });

  it('process: an exit near the limit is blamed on memory, others are not', async () => {
    const heartbeat = (memory: number) =>
      `send(hello); send({ type: 'heartbeat', ...of, step: 0, memory: ${memory}, pace: null }); process.disconnect();`;
    await ends(withProcess(heartbeat(390)), 'limit', 'engine.memory-limit');
    await allGone(pool);
    await ends(withProcess(heartbeat(60)), 'crashed', 'engine.crashed');
  });

  it('process: does not know the flags of the permission model: runs without them', async () => {
    // Node itself ends with 9 on a flag it does not know.
    const file = path.join(folder.path, 'no-flags.js');
    copyFileSync(realProcess, path.join(folder.path, 'real.js'));
    writeFileSync(
      file,
      `if (process.execArgv.some((flag) => flag.endsWith('permission'))) process.exit(9);
      require('./real.js');`,
    );
    const observed = start(file);
    const end = await observed.ended;
    assert.equal(end.state, 'done', words(end));
    assert.equal(observed.of('hello')[0]!.isolated, false);
  });
});
