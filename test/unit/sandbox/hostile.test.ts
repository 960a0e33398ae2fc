import assert from 'node:assert/strict';
import { EnginePool } from '../../../src/sandbox/pool';
import type { RunState } from '../../../src/protocol/run';
import { buildEngine, temporaryFolder } from './build';
import { allGone, job, Observed, rosenbrock, words } from './harness';

interface Attack {
  name: string;
  /** Statements of an objective, run at step 21 with `x` and `y` in scope. */
  attack: string;
  /** Statements at the top level of its file. */
  top?: string;
  state: RunState;
  says?: RegExp;
  /** Steps kept; 20 unless the run goes on. */
  steps?: number;
  /** The attack changes numbers or none: then the last row must be the untouched run's. */
  unharmed?: boolean;
  /** Megabytes; 200 unless the attack shall succeed. */
  allowed?: number;
}

const memory = /^Memory limit: the objective used \d+ MB after step 20; 200 MB are allowed/;
const time = /^Time limit: the evaluation for step 21 did not finish within 1 s/;
const limit = { state: 'limit' } as const;
const error = { state: 'user-error' } as const;
const harmless = { state: 'done', steps: 100, unharmed: true } as const;

const attacks: Attack[] = [
  { name: 'row 32: for (;;)', attack: 'for (;;);', ...limit, says: time },
  {
    name: 'row 32: a loop that finally continues',
    attack: 'for (;;) { try { for (;;); } finally { continue; } }',
    ...limit,
    says: time,
  },
  { name: 'row 34: recursion', attack: 'f([x, y], { step: 21 });', ...error, says: /call stack/i },
  {
    name: 'row 34: mutual recursion',
    top: 'const a = (n) => b(n) + 1, b = (n) => a(n) + 1;',
    attack: 'a(1);',
    ...error,
    says: /call stack/i,
  },
  {
    name: 'row 33: a regular expression that backtracks',
    attack: "/^(a+)+$/.test('a'.repeat(40) + 'b');",
    ...limit,
    says: time,
  },
  {
    name: 'row 33: the sort of a huge typed array',
    // Over and over: a fast machine has sorted it once within the second.
    attack: `const a = new Uint32Array(8e6);
      for (;;) { for (let i = 0; i < 8e6; i++) a[i] = Math.imul(i, 2654435761); a.sort(); }`,
    ...limit,
    says: time,
  },
  {
    name: 'row 33: a native fill, over and over',
    attack: 'const a = new Uint8Array(2 ** 26); for (;;) a.fill(1);',
    ...limit,
    says: time,
  },
  {
    name: 'row 33: Atomics.wait',
    attack: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
    ...limit,
    says: time,
  },
  {
    name: 'row 31: a getter of the error that loops',
    attack: "throw Object.defineProperty(new Error('a'), 'message', { get() { for (;;); } });",
    ...limit,
    says: time,
  },
  {
    name: 'row 36: many Float64Arrays',
    attack: 'for (const keep = [];;) keep.push(new Float64Array(2 ** 18).fill(1.1));',
    ...limit,
    says: memory,
  },
  {
    name: 'row 36: many byte arrays',
    attack: 'for (const keep = [];;) keep.push(new Uint8Array(2 ** 22).fill(1));',
    ...limit,
    says: memory,
  },
  {
    name: 'row 36: one array of 2 ** 27 numbers',
    attack: 'const a = new Array(2 ** 27).fill(1.1); for (;;) a.push(1.1);',
    state: 'limit',
    says: /^Memory limit/,
  },
  {
    name: 'row 36: an array that grows',
    attack: 'for (const keep = [];;) keep.push(1.1);',
    state: 'limit',
    says: /^Memory limit/,
  },
  {
    name: 'row 36: many arrays of numbers',
    attack: 'for (const keep = [];;) keep.push(Array.from({ length: 1000 }, (_, i) => i + 0.5));',
    state: 'limit',
    says: /^Memory limit/,
  },
  {
    name: 'row 36: many objects',
    attack: 'for (const keep = [];;) keep.push({ x: 1, keep });',
    state: 'limit',
    says: /^Memory limit/,
  },
  {
    name: 'row 36: many strings',
    attack: 'for (const keep = [];;) keep.push(`${keep.length}é`.repeat(1 << 18).normalize());',
    state: 'limit',
    says: /^Memory limit/,
  },
  {
    name: 'row 36: a string that doubles',
    attack: "for (let s = 'x';;) s += s;",
    ...error,
    says: /Invalid string length/,
  },
  {
    name: 'row 36: WebAssembly memory',
    attack: `for (const keep = [];;) {
      const memory = new WebAssembly.Memory({ initial: 256 });
      new Uint8Array(memory.buffer).fill(1);
      keep.push(memory);
    }`,
    ...limit,
    says: memory,
  },
  { name: 'row 31: throw null', attack: 'throw null;', ...error, says: /null/ },
  { name: 'row 31: throw undefined', attack: 'throw undefined;', ...error, says: /undefined/ },
  { name: 'row 31: throw a symbol', attack: "throw Symbol('why');", ...error, says: /why/ },
  {
    name: 'row 31: throw a proxy that throws',
    attack: `throw new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }));`,
    ...error,
  },
  {
    name: 'row 31: throw an error with evil getters',
    attack: `throw Object.defineProperties(new Error('a'), {
      message: { get() { throw null; } }, name: { get() { throw null; } },
      stack: { get() { throw null; } }, toString: { get() { throw null; } } });`,
    ...error,
  },
  {
    name: 'row 31: throw a message of 256 MB',
    attack: "throw new Error('x'.repeat(2 ** 28));",
    ...limit,
    says: /^Memory limit/,
  },
  {
    name: 'row 31: throw a message of 64 MB',
    attack: "throw new Error('x'.repeat(2 ** 26));",
    ...error,
    says: /x{100}/,
    allowed: 1500,
  },
  {
    name: 'row 38: the process through a constructor',
    attack: "f.constructor.constructor('return process')().exit(0);",
    ...error,
    says: /process is not defined/,
  },
  {
    name: 'row 38: process.kill through the global object',
    attack: "Function('return this')().process.kill(1, 'SIGKILL');",
    ...error,
    says: /undefined/,
  },
  {
    name: 'row 39: require',
    attack: "Function('return require')()('node:fs');",
    ...error,
    says: /require is not defined/,
  },
  {
    name: 'row 35: setTimeout and fetch',
    attack: "Function('setTimeout(() => {}, 1); fetch')();",
    ...error,
    says: /setTimeout is not defined/,
  },
  {
    name: 'row 38: an import that ends the process later',
    attack:
      "try { Function('return import(`node:process`)')().then((p) => p.exit(7), () => {}); } catch {}",
    ...harmless,
  },
  {
    name: 'row 35: microtasks for ever',
    attack: 'Promise.resolve().then(function spin() { Promise.resolve().then(spin); });',
    ...harmless,
  },
  {
    name: 'row 35: a rejection that nobody handles',
    attack: "Promise.reject(new Error('late'));",
    ...harmless,
  },
  {
    name: 'row 44: other Math functions',
    attack: `const M = Function('return Math')();
      for (const name of ['sqrt', 'max', 'abs', 'pow']) try { M[name] = () => 0; } catch {}
      try { Function('Math = { sqrt: () => 0 }')(); } catch {}
      try { Object.defineProperty(M, 'sqrt', { value: () => 0 }); } catch {}`,
    ...harmless,
  },
  {
    name: 'row 44: other array methods',
    attack: `for (const name of ['push', 'map', 'slice', 'forEach', 'join', 'some', 'every'])
        Array.prototype[name] = () => 0;
      const T = Object.getPrototypeOf(Uint8Array.prototype);
      for (const name of ['set', 'subarray', 'slice', 'fill']) T[name] = () => 0;`,
    ...harmless,
  },
  {
    name: 'row 44: other Atomics and isFinite',
    attack: `for (const name of ['load', 'store', 'add', 'wait', 'notify'])
        try { Function('return Atomics')()[name] = () => 0; } catch {}
      try { Function('isFinite = () => false; isNaN = () => true')(); } catch {}`,
    ...harmless,
  },
  {
    name: 'row 43: prototype pollution',
    attack: `Object.prototype.polluted = 1; Object.prototype.place = { file: 1 };
      Object.prototype.vMax = [0, 0]; Array.prototype.polluted = 1;
      ({}).__proto__.message = 'polluted'; Function.prototype.polluted = 1;`,
    ...harmless,
  },
];

/** How many lines each note says were kept back. */
function droppedLines(observed: Observed): unknown[] {
  return observed
    .of('note')
    .filter(({ message }) => message.code === 'engine.console-dropped')
    .map(({ message }) => message.arguments[0]);
}

describe('hostile objectives', () => {
  const folder = temporaryFolder();
  let pool: EnginePool;
  let untouched: Float64Array;

  before(async function () {
    this.timeout(60_000);
    pool = new EnginePool({
      processFile: await buildEngine(folder.path),
      workingFolder: folder.path,
      startTime: 30_000,
      // What comes with the answer is asserted, not how fast this machine is.
      cancelTime: 5000,
    });
    const observed = new Observed(pool, job(rosenbrock));
    await observed.ended;
    untouched = observed.last!;
  });

  after(async () => {
    await allGone(pool);
    folder.remove();
  });

  for (const {
    name,
    attack,
    top = '',
    state,
    says,
    steps = 20,
    unharmed,
    allowed = 200,
  } of attacks) {
    it(name, async function () {
      this.timeout(60_000);
      const source = `${top}
        function f([x, y], { step }) {
          if (step === 21) { ${attack} }
          return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
        }`;
      const timed = says === time;
      const limits = { memory: allowed, evaluationTime: timed ? 1000 : 30_000 };
      const observed = new Observed(pool, job(source, { limits }));
      const end = await observed.ended;
      assert.equal(end.state, state, words(end));
      if (says) assert.match(words(end), says);
      assert.equal(end.step, observed.rows);
      assert.equal(end.step, end.error?.step ?? steps);
      // What V8's own abort takes along is at most what was written since the last look.
      if (!/^Memory/.test(words(end)) || says === memory) assert.equal(end.step, steps);
      if (unharmed) assert.deepEqual(observed.last, untouched);
      assert.equal(({} as { polluted?: number }).polluted, undefined);
      await pool.idle();
    });
  }

  it('row 43: the next run is as if nothing had been', async function () {
    this.timeout(60_000);
    const observed = new Observed(pool, job(rosenbrock));
    assert.equal((await observed.ended).state, 'done');
    assert.deepEqual(observed.last, untouched);
  });

  it('row 37: a flood of console lines is let through a thousand a second, and the rest counted', async function () {
    this.timeout(60_000);
    const source = `function f([x, y]) { console.log('x'.repeat(9000)); for (;;) console.log(1, 'line'); }`;
    const began = performance.now();
    const limits = { memory: 400, evaluationTime: 1500 };
    const observed = new Observed(pool, job(source, { limits }));
    const end = await observed.ended;
    assert.equal(end.state, 'limit');
    const lines = observed.of('console');
    const seconds = Math.ceil((performance.now() - began) / 1000);
    assert.ok(lines.length >= 100 && lines.length <= 1000 * (seconds + 1), String(lines.length));
    assert.ok(lines[0]!.text.length <= 4096);
    assert.equal(lines[1]!.text, '1 line');
    const note = observed.of('note').at(-1)!.message;
    assert.equal(note.code, 'engine.console-dropped');
    assert.ok(Number(note.arguments[0]) > 1000);
  });

  it('row 37: of what is kept back, the last 1,000 lines are shown in the end', async function () {
    this.timeout(60_000);
    const source = `function f([x, y], { step }) {
      if (step === 2) for (let i = 1; i <= 5000; i++) console.log('line', i);
      return x * x + y * y;
    }`;
    const observed = new Observed(pool, job(source, { steps: 2 }));
    const end = await observed.ended;
    assert.deepEqual([end.state, end.step], ['done', 2]);
    const lines = observed.of('console').map(({ text }) => text);
    const wanted = Array.from({ length: 1000 }, (_, i) => `line ${4001 + i}`);
    assert.deepEqual(lines.slice(-1000), wanted);
    assert.equal(lines[0], 'line 1');
    const dropped = droppedLines(observed);
    // Printed twice: the final loss is one more evaluation, in the context of the last step.
    assert.deepEqual(dropped, [10_000 - lines.length]);
  });

  for (const { how, then, limits, state } of [
    {
      how: 'the limit of time ends the run',
      then: 'for (;;);',
      limits: { memory: 400, evaluationTime: 1000 },
      state: 'limit',
    },
    {
      how: 'the limit of memory ends the run',
      then: 'for (const all = []; ; ) all.push(new Float64Array(1e5).fill(1));',
      limits: { memory: 300, evaluationTime: 30_000 },
      state: 'limit',
    },
    {
      how: 'a person stops it in an endless loop',
      then: 'for (;;);',
      limits: { memory: 400, evaluationTime: 600_000 },
      state: 'stopped',
    },
  ]) {
    it(`row 37: the last 1,000 lines are shown too when ${how}`, async function () {
      this.timeout(60_000);
      const source = `function f([x, y], { step }) {
        if (step === 2) for (let i = 1; i <= 5000; i++) console.warn('line', i, '…'.repeat(i > 4990 ? i : 100));
        if (step === 3) { ${then} }
        return x * x + y * y;
      }`;
      const observed = new Observed(pool, job(source, { limits }));
      if (state === 'stopped') {
        await observed.when((said) => said.type === 'heartbeat' && said.step === 2);
        observed.cancel();
      }
      const end = await observed.ended;
      assert.deepEqual([end.state, end.step], [state, 2], words(end));
      const lines = observed.of('console');
      const numbers = lines.map(({ text }) => Number(/^line (\d+) …+$/.exec(text)?.[1]));
      assert.deepEqual(
        numbers.slice(-1000),
        Array.from({ length: 1000 }, (_, i) => 4001 + i),
      );
      assert.equal(numbers[0], 1);
      assert.deepEqual([lines.at(-1)!.level, lines.at(-1)!.text.length], ['warn', 4096]);
      const dropped = droppedLines(observed);
      assert.deepEqual(dropped, [5000 - lines.length]);
    });
  }

  it('row 37: lines after a flood are shown after it, in their order', async function () {
    this.timeout(60_000);
    // As many steps as it takes until a second is over, whatever the machine.
    const source = `let printed = 0;
    function f([x, y], { step }) {
      const lines = step === 1 ? 3000 : 1;
      for (let i = 1; i <= lines; i++) console.log(++printed);
      for (let i = 0; i < 1e6; i++) x += 1e-300;
      return x * x + y * y;
    }`;
    const observed = new Observed(pool, job(source, { steps: 2000 }));
    const shown = () => observed.of('console').map(({ text }) => Number(text));
    await observed.when((said) => said.type === 'console' && Number(said.text) > 3000);
    observed.cancel();
    await observed.ended;
    const numbers = shown();
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
    const flood = numbers.filter((number) => number <= 3000);
    assert.deepEqual(
      flood.slice(-900),
      Array.from({ length: 900 }, (_, i) => 2101 + i),
    );
  });

  it('row 32: a loop in the file itself ends at step 0', async function () {
    this.timeout(60_000);
    const limits = { memory: 400, evaluationTime: 300 };
    const observed = new Observed(pool, job(`for (;;); function f() { return 1; }`, { limits }));
    const end = await observed.ended;
    assert.equal(end.state, 'limit');
    assert.equal(end.step, 0);
    assert.match(words(end), /^Time limit: the evaluation for step 1 /);
  });

  it('row 44: built-ins that the engine needs, gone with the first evaluation', async () => {
    const ends = ['push', 'map', 'entries'].map(async (name) => {
      const owner = name === 'entries' ? 'Object' : 'Array.prototype';
      const source = `function f(x = 1, y = 2) { ${owner}.${name} = null; return x * x + y; }`;
      const end = await new Observed(pool, job(source)).ended;
      // Where nothing of the engine's comes to need it, the run goes on as if nothing were.
      if (end.state === 'done') return name;
      assert.equal(end.state, 'user-error');
      const expected = `The objective changes ${owner}.${name}, a built-in function that`;
      assert.equal(words(end).slice(0, expected.length), expected);
      return null;
    });
    assert.ok((await Promise.all(ends)).includes(null));
  });
});
