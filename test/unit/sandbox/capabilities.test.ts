import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { EnginePool } from '../../../src/sandbox/pool';
import { buildEngine, temporaryFolder } from './build';
import { allGone, job, Observed, words } from './harness';

/** What an expression in an objective gives, made into code at run time: no parser has seen it. */
const ofObjectives: [what: string, expression: string, gives: string | RegExp][] = [
  ['process', 'process', 'ReferenceError: process is not defined'],
  ['require', 'require', 'ReferenceError: require is not defined'],
  ['module', 'module', 'ReferenceError: module is not defined'],
  ['the global object', 'typeof globalThis.process', 'undefined'],
  [
    'self, global and window',
    '[typeof self, typeof global, typeof window]',
    'undefined,'.repeat(2) + 'undefined',
  ],
  ['fetch', 'fetch', 'ReferenceError: fetch is not defined'],
  ['WebSocket', 'WebSocket', 'ReferenceError: WebSocket is not defined'],
  ['Worker', 'typeof Worker', 'undefined'],
  ['MessageChannel', 'MessageChannel', 'ReferenceError: MessageChannel is not defined'],
  ['BroadcastChannel', 'BroadcastChannel', 'ReferenceError: BroadcastChannel is not defined'],
  ['timers', 'setTimeout', 'ReferenceError: setTimeout is not defined'],
  ['immediates', 'setImmediate', 'ReferenceError: setImmediate is not defined'],
  ['queueMicrotask', 'queueMicrotask', 'ReferenceError: queueMicrotask is not defined'],
  ['Buffer', 'Buffer', 'ReferenceError: Buffer is not defined'],
  ['crypto', 'typeof crypto', 'undefined'],
  ['navigator', 'typeof navigator', 'undefined'],
  ['the real console', 'console', 'ReferenceError: console is not defined'],
  ['eval', 'eval("1 + 1")', '2'],
  ['Function', 'Function("return 1 + 1")()', '2'],
  ['import() is no value', 'typeof import("node:fs").then', 'function'],
  ['import.meta', 'eval("import.meta")', /^SyntaxError: /],
  [
    'Error.prepareStackTrace',
    String.raw`(() => {
      Error.prepareStackTrace = (_, sites) => sites;
      const found = new Error().stack.map((site) => [site.getThis(), site.getFunction()]).flat();
      Error.prepareStackTrace = undefined;
      return found.filter((one) => one && one.constructor.constructor('return typeof process')() !== 'undefined').length;
    })()`,
    '0',
  ],
  [
    'functions that called it, beyond its own',
    `(function g() {
      let one = g;
      try { for (;;) one = one.caller; } catch (error) { return error; }
    })()`,
    /^TypeError: /,
  ],
  ['SharedArrayBuffer', 'new SharedArrayBuffer(8).byteLength', '8'],
  [
    'Atomics.wait returns',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)',
    'timed-out',
  ],
  ['WebAssembly', 'new WebAssembly.Memory({ initial: 1 }).buffer.byteLength', '65536'],
  [
    'FinalizationRegistry',
    'String(new FinalizationRegistry(() => {}))',
    '[object FinalizationRegistry]',
  ],
  ['WeakRef', 'typeof new WeakRef({}).deref()', 'object'],
  ['Intl', 'new Intl.NumberFormat("en").format(1e3)', '1,000'],
  ['natives syntax', 'eval("%GetOptimizationStatus(() => 1)")', /^SyntaxError: /],
];

/** Where text becomes code that imports, each giving a promise of what it imports. */
const imports: [how: string, code: string][] = [
  ['in a file', `import('node:process')`],
  ['by Function', `Function("return import('node:process')")()`],
  ['by eval', `(0, eval)("import('node:process')")`],
  [
    'by the constructor of async functions',
    `(async () => {}).constructor("return await import('node:process')")()`,
  ],
  [
    'by the constructor of generators',
    `(function* () {}).constructor("yield import('node:process')")().next().value`,
  ],
  [
    'by a built-in that calls Function',
    `["return import('node:process')"].map((text) => Function(text))[0]()`,
  ],
  [
    'by a job without a caller',
    `Promise.resolve("return import('node:process')").then(Function).then((f) => f())`,
  ],
  ['of a file', `eval("import('/')")`],
  ['of a text', `eval("import('data:text/javascript,1')")`],
];

const denied = 'ERR_ACCESS_DENIED';
/** What code that has a worker's `require` and `process` in its hands still gets. */
const ofWorkers: [what: string, expression: string, gives: string | RegExp][] = [
  ['read a file', `require('node:fs').readFileSync(process.execPath).length`, denied],
  ['read its own bundle', `require('node:fs').readFileSync(__filename, 'utf8').length > 0`, 'true'],
  ['list a folder', `require('node:fs').readdirSync('/')`, denied],
  ['look whether a file exists', `require('node:fs').statSync('/')`, denied],
  ['write a file', `require('node:fs').writeFileSync('canary', 'x')`, denied],
  ['follow a link', `require('node:fs').symlinkSync('/', 'root')`, denied],
  [
    'start a program',
    `require('node:child_process').spawnSync(process.execPath).error ?? 'ran'`,
    denied,
  ],
  ['fork', `require('node:child_process').fork('x')`, denied],
  ['environment', `Object.keys(process.env).length`, '0'],
  ['working folder', `require('node:path').basename(process.cwd())`, 'empty'],
  ['another folder', `process.chdir('/')`, 'ERR_WORKER_UNSUPPORTED_OPERATION'],
  ['open the inspector', `require('node:inspector').open(0)`, denied],
  ['inspect itself', `new (require('node:inspector').Session)().connect()`, denied],
  [
    'inspect the supervisor',
    `new (require('node:inspector').Session)().connectToMainThread()`,
    denied,
  ],
  ['write a heap snapshot', `require('node:v8').writeHeapSnapshot('heap')`, denied],
  ['write a report', `process.report.writeReport('report')`, denied],
  ['WASI', `new (require('node:wasi').WASI)({ version: 'preview1' })`, denied],
  ['process.binding', `process.binding`, 'undefined'],
  ['process.dlopen', `process.dlopen`, 'undefined'],
  ['process.getBuiltinModule', `process.getBuiltinModule`, 'undefined'],
  ['process.kill', `process.kill`, 'undefined'],
  ['signal its parent through the debugger', `process._debugProcess`, 'undefined'],
  ['slow another process down', `require('node:os').setPriority`, 'undefined'],
  ['another worker', `require('node:worker_threads').Worker`, 'undefined'],
  [
    'the port that its supervisor listens to',
    `require('node:worker_threads').parentPort`,
    'undefined',
  ],
  ['flags of V8', `require('node:v8').setFlagsFromString`, 'undefined'],
  // Not blocked, which README and docs/reliability.md say.
  [
    'NETWORK: connect',
    `typeof require('node:net').connect(9, '127.0.0.1').on('error', () => {})`,
    'object',
  ],
  ['NETWORK: listen', `typeof require('node:net').createServer().listen(0)`, 'object'],
  ['NETWORK: names', `typeof require('node:dns').lookup`, 'function'],
];

function asserted(found: Map<string, string>, [what, , gives]: [string, string, string | RegExp]) {
  const said = found.get(what);
  if (typeof gives === 'string') assert.equal(said, gives);
  else assert.match(said ?? '', gives);
}

describe('what the engine process can do', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let processFile: string;
  let pool: EnginePool;

  before(async () => {
    processFile = await buildEngine(folder.path);
    pool = new EnginePool({ processFile, workingFolder: folder.path, startTime: 30_000 });
  });
  after(async () => {
    await allGone(pool);
    folder.remove();
  });

  describe('by code in an objective', () => {
    const found = new Map<string, string>();
    before(async () => {
      const source = `function f([x, y], { step }) {
        if (step === 1) for (const [what, text] of ${JSON.stringify(ofObjectives)}) {
          let said;
          try { said = String(Function('return (' + text + ')')()); } catch (error) { said = String(error); }
          console.log(JSON.stringify([what, said]));
        }
        return x ** 2 + y ** 2;
      }`;
      const observed = new Observed(pool, job(source, { steps: 1 }));
      const end = await observed.ended;
      assert.equal(end.state, 'done', words(end));
      for (const { text } of observed.of('console')) {
        const [what, said] = JSON.parse(text) as [string, string];
        found.set(what, said);
      }
    });
    for (const probe of ofObjectives) it(probe[0], () => asserted(found, probe));
  });

  describe('by code that has escaped', () => {
    const found = new Map<string, string>();
    before(async () => {
      // The real way to start a worker and to close it, and then any code.
      const place = path.join(folder.path, 'escaped');
      mkdirSync(place);
      const escaped = path.join(place, 'engine-process.js');
      copyFileSync(processFile, escaped);
      const contents = `
        import { closeWaysOut } from './waysOut';
        const { port, control } = require('node:worker_threads').workerData;
        const say = (what, said) => port.postMessage({ type: 'note', message: { code: 'x', arguments: [what, String(said)] } });
        const why = (error) => error.code ?? String(error);
        const valueOf = (error) => (error instanceof Error ? why(error) : error);
        port.on('message', async () => {
          closeWaysOut();
          const __filename = ${JSON.stringify(path.join(place, 'engine-worker.js'))};
          ${ofWorkers
            .map(
              ([what, code]) =>
                `try { say(${JSON.stringify(what)}, valueOf(${code})); } catch (error) { say(${JSON.stringify(what)}, why(error)); }`,
            )
            .join('\n')}
          ${imports
            .map(
              ([how, code]) =>
                `await (async () => ${code})().then(() => say(${JSON.stringify(how)}, 'imported'), (error) => say(${JSON.stringify(how)}, why(error)));`,
            )
            .join('\n')}
          port.postMessage({ type: 'end', end: { state: 'done', step: 0, finalLoss: null, error: null, evaluations: 0, milliseconds: 0 } });
          Atomics.add(control, 0, 1); Atomics.notify(control, 0);
        });`;
      await build({
        stdin: { contents, resolveDir: path.resolve('src/sandbox/child'), loader: 'js' },
        outfile: path.join(place, 'engine-worker.js'),
        ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' },
        // As text that is compiled has it.
        supported: { 'dynamic-import': true },
      });
      const other = new EnginePool({
        processFile: escaped,
        workingFolder: folder.path,
        startTime: 30_000,
      });
      const observed = new Observed(other, job('function f() { return 1; }'));
      const end = await observed.ended;
      assert.equal(end.state, 'done', words(end));
      for (const { message } of observed.of('note')) {
        found.set(String(message.arguments[0]), String(message.arguments[1]));
      }
      await allGone(other);
      rmSync(place, { recursive: true });
    });
    for (const probe of ofWorkers) it(probe[0], () => asserted(found, probe));
    for (const [how] of imports) {
      it(`import(): ${how}`, () =>
        assert.equal(found.get(how), 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING'));
    }
  });

  it('row 38: no import ends the host, or another process of its own', async () => {
    // Microtasks of an objective run when its last evaluation has returned.
    const source = `function f([x, y]) {
      Function("return import('node:process')")().then(
        ({ default: process }) => process.kill(process.ppid, 'SIGTERM'), () => {});
      return x ** 2 + y ** 2;
    }`;
    let signals = 0;
    const count = () => signals++;
    process.on('SIGTERM', count);
    try {
      for (let i = 0; i < 5; i++) {
        const observed = new Observed(pool, job(source, { steps: 3 }));
        assert.equal((await observed.ended).state, 'done');
      }
      await pool.idle();
      // A signal that had been sent is delivered by now, a turn after the exit of who sent it.
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(signals, 0);
    } finally {
      process.off('SIGTERM', count);
    }
  });
});
