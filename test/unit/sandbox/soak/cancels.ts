import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EnginePool } from '../../../../src/sandbox/pool';
import { dice } from '../../trace/file/damage';
import { exists, job, Observed } from '../harness';
import { busy } from './objectives';

export interface Cancelled {
  /** Processes that there have been. */
  started: number;
  /** Processes that are still there once the pool is idle and has no spare. */
  left: number;
  /** Bytes of this process's heap, and of its memory, behind the first tenth and at the end. */
  heap: [number, number];
  resident: [number, number];
}

/** Starts runs and cancels them, two at a time, each at another point of its life. */
export async function cancelCycles(
  newPool: () => EnginePool,
  count: number,
  seed = 1,
): Promise<Cancelled> {
  const roll = dice(seed);
  const pool = newPool();
  const kinds = Object.values(busy);
  const pids = new Set<number>();
  const result: Cancelled = { started: 0, left: 0, heap: [0, 0], resident: [0, 0] };
  const cycle = async () => {
    const observed = new Observed(pool, job(kinds[roll(kinds.length)]!), false);
    for (const pid of pool.pids) pids.add(pid);
    await when[roll(when.length)]!(observed);
    for (const pid of pool.pids) pids.add(pid);
    observed.cancel();
    if (roll(3) === 0) observed.cancel();
    await observed.ended;
  };
  for (let i = 0; i < count; i += 2) {
    await Promise.all([cycle(), cycle()]);
    if (i === 2 * Math.floor(count / 20)) remember(0);
  }
  await pool.idle();
  pool.dispose();
  await pool.idle();
  while (pool.pids.length > 0) await new Promise((resolve) => setImmediate(resolve));
  remember(1);
  result.started = pids.size;
  result.left = [...pids].filter(exists).length;
  return result;

  function remember(at: 0 | 1): void {
    collectGarbage();
    const { heapUsed, external, rss } = process.memoryUsage();
    result.heap[at] = heapUsed + external;
    result.resident[at] = rss;
  }
}

/** Points in the life of a run; one that ends before has reached its point, too. */
const when: ((observed: Observed) => Promise<unknown>)[] = [
  () => Promise.resolve(),
  () => new Promise((resolve) => setImmediate(resolve)),
  () => new Promise((resolve) => setTimeout(resolve, 10)),
  (observed) => reached(observed, 'hello'),
  (observed) => reached(observed, 'frame'),
  (observed) => reached(observed, 'heartbeat'),
];

function reached(observed: Observed, type: 'hello' | 'frame' | 'heartbeat'): Promise<unknown> {
  // An objective that never gets so far is waited for until it says that it lives.
  const said = observed.when((message) => message.type === type || message.type === 'heartbeat');
  return Promise.race([said, observed.ended]);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
