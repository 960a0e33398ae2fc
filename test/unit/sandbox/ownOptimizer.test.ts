import assert from 'node:assert/strict';
import { EnginePool } from '../../../src/sandbox/pool';
import type { OptimizerBundle } from '../../../src/protocol/objective';
import { buildEngine, temporaryFolder } from './build';
import { job, Observed, rosenbrock, words } from './harness';

/** The pair in `mine.ts`, a function to a line. */
const pair = (init: string, update: string): OptimizerBundle => ({
  name: 'mine',
  code: `exports.mine = {\n  init() { ${init} },\n  update({ g, t }) { ${update} },\n};`,
  file: 'mine.ts',
  map: null,
  places: {
    pair: { file: 'mine.ts', line: 1, column: 1 },
    init: { file: 'mine.ts', line: 2, column: 3 },
    update: { file: 'mine.ts', line: 3, column: 3 },
  },
});
const still = 'return { update: g.map(() => 0) };';

describe("the limits of a user's own optimizer", function () {
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

  /** How the run ended: state, steps kept, words and where they point. */
  async function end(own: OptimizerBundle, evaluationTime: number, objective = rosenbrock) {
    const asked = {
      own,
      optimizer: './mine.ts#mine',
      hyperparameters: {},
      dialect: 'paper',
    } as const;
    const limits = { memory: 200, evaluationTime };
    const run = new Observed(pool, job(objective, { ...asked, limits }));
    const ended = await run.ended;
    const { file, line } = ended.error!.message.place ?? {};
    return [ended.state, run.rows, `${file}:${line} ${words(ended)}`] as const;
  }

  it('name update where it never returns, and keep the steps before', async () => {
    const own = pair('return {};', `while (t === 4); ${still}`);
    assert.deepEqual(await end(own, 1000), [
      ...(['limit', 3] as const),
      'mine.ts:3 Time limit: update of the optimizer did not return within 1 s in step 4 (setting adamscope.evaluationTimeLimit).',
    ]);
  });

  it('name update where a getter of what it returned never does', async () => {
    const own = pair('return {};', 'return { get update() { for (;;); } };');
    const [state, rows, said] = await end(own, 1000);
    assert.deepEqual([state, rows], ['limit', 0]);
    assert.match(said, /^mine\.ts:3 Time limit: update of the optimizer/);
  });

  it('name init where it never returns', async () => {
    const [state, rows, said] = await end(pair('for (;;);', still), 1000);
    assert.deepEqual([state, rows], ['limit', 0]);
    assert.match(said, /^mine\.ts:2 Time limit: init of the optimizer did not return within 1 s/);
  });

  it('name update where it uses up the memory', async () => {
    const bomb = 'for (const keep = []; t === 3; ) keep.push(new Float64Array(2 ** 18).fill(1));';
    const [state, rows, said] = await end(pair('return {};', `${bomb} ${still}`), 10_000);
    assert.deepEqual([state, rows], ['limit', 2]);
    assert.match(
      said,
      /^mine\.ts:3 Memory limit: \d+ MB were used in update of the optimizer, after step 2; 200 MB/,
    );
  });

  it('name the objective where it is the one that never returns', async () => {
    const slow = 'function f([x, y], { step }) { while (step === 3); return x * x + y * y; }';
    const [state, rows, said] = await end(pair('return {};', still), 1000, slow);
    assert.deepEqual([state, rows], ['limit', 2]);
    assert.match(said, /Time limit: the evaluation for step 3 did not finish/);
  });
});
