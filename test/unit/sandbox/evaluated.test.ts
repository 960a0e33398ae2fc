import assert from 'node:assert/strict';
import { EnginePool } from '../../../src/sandbox/pool';
import { buildEngine, temporaryFolder } from './build';
import { job, Observed, rosenbrock, words } from './harness';

describe('the limits of what is evaluated beside the loss', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let pool: EnginePool;

  before(async () => {
    const processFile = await buildEngine(folder.path);
    pool = new EnginePool({ processFile, workingFolder: folder.path });
  });
  after(() => {
    pool.dispose();
    folder.remove();
  });

  /** How a run ended that evaluates `full`, which stands in line 7: state, steps kept, words. */
  async function end(full: string, evaluationTime: number, objective = rosenbrock) {
    const asked = job(objective, {
      evaluate: { name: 'full', every: 2 },
      limits: { memory: 200, evaluationTime },
    });
    asked.bundle.evaluated = {
      name: 'full',
      code: `${full}\nexports.evaluated = full; exports.start = () => [[-1.2, 1]];`,
      file: 'objective.js',
      map: null,
      place: { file: 'objective.js', line: 7, column: 10 },
    };
    const run = new Observed(pool, asked);
    const ended = await run.ended;
    return [ended.state, run.rows, ended.error?.message.place?.line, words(ended)] as const;
  }

  it('name the function where it never returns, and keep the steps before', async () => {
    // At the start, after step 2, after step 4.
    const full = 'let calls = 0; function full() { calls++; while (calls === 3); return 1; }';
    assert.deepEqual(await end(full, 1000), [
      ...(['limit', 3, 7] as const),
      'Time limit: full, evaluated beside the loss, did not return within 1 s after step 3 (setting adamscope.evaluationTimeLimit).',
    ]);
  });

  it('name it where its file never comes to an end', async () => {
    const [state, rows, line, said] = await end('function full() {} for (;;);', 1000);
    assert.deepEqual([state, rows, line], ['limit', 0, 7]);
    assert.match(said, /^Time limit: full, evaluated beside the loss/);
  });

  it('name it where it uses up the memory', async () => {
    const bomb = 'for (const keep = []; ; ) keep.push(new Float64Array(2 ** 18).fill(1));';
    const full = `let calls = 0; function full() { if (++calls > 1) ${bomb} return 1; }`;
    const [state, rows, line, said] = await end(full, 10_000);
    assert.deepEqual([state, rows, line], ['limit', 1, 7]);
    assert.match(
      said,
      /^Memory limit: \d+ MB were used in full, evaluated beside the loss, after step 1; 200 MB/,
    );
  });

  it('name the objective where it is the one that never returns', async () => {
    const slow = 'function f([x, y], { step }) { while (step === 4); return x * x + y * y; }';
    const [state, rows, line, said] = await end('function full() { return 1; }', 1000, slow);
    assert.deepEqual([state, rows, line], ['limit', 3, undefined]);
    assert.match(said, /^Time limit: the evaluation for step 4 did not finish/);
  });
});
