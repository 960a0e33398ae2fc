import type { EnginePool } from '../../../../src/sandbox/pool';
import { dice } from '../../trace/file/damage';
import { job, Observed, words } from '../harness';
import { busy, largeHeap } from './objectives';

/** Milliseconds from the moment of the stop, one number per trial. */
export interface StopTimes {
  /** Until the run's end is known. */
  ended: number[];
  /** Until nothing is left of its process. */
  gone: number[];
  /** Ends that were something else than a stop: the run was over, or its limit. */
  others: string[];
}

/** Longer than it takes to start a process, so that some stops come while it starts. */
const latest = 400;

/**
 * Stops runs at random moments, one after the other.
 *
 * @param large with a heap of half a gigabyte, which is there by then
 */
export async function stopTimes(
  pool: EnginePool,
  count: number,
  { seed = 1, large = false } = {},
): Promise<StopTimes> {
  const roll = dice(seed);
  const kinds = Object.values(busy);
  const times: StopTimes = { ended: [], gone: [], others: [] };
  const limits = { memory: large ? 2000 : 400, evaluationTime: 600_000 };
  for (let i = 0; i < count; i++) {
    const source = large ? largeHeap : kinds[roll(kinds.length)]!;
    const observed = new Observed(pool, job(source, { limits, steps: 10_000_000 }), false);
    // Mostly while it runs, sometimes while it starts. A large heap is there once steps come.
    const lives = observed.when((said) => said.type === 'heartbeat' && (!large || said.step > 0));
    if (large || roll(5) > 0) await Promise.race([lives, observed.ended]);
    await new Promise((resolve) => setTimeout(resolve, roll(latest)));
    const asked = performance.now();
    observed.cancel();
    const end = await observed.ended;
    times.ended.push(performance.now() - asked);
    if (end.state !== 'stopped') times.others.push(words(end));
    await pool.idle();
    times.gone.push(performance.now() - asked);
  }
  return times;
}
