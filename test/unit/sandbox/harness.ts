import assert from 'node:assert/strict';
import type { EnginePool } from '../../../src/sandbox/pool';
import type { EngineToHost, LandscapeJob, TraceJob } from '../../../src/protocol/engine';
import { seriesWidth } from '../../../src/protocol/run';
import { inEnglish } from '../../../src/messages';
import { spec } from '../optimizers/support';

type Of<T extends EngineToHost['type']> = Extract<EngineToHost, { type: T }>;

let lastRun = 0;

/** A job on the function `f` of `source`, which may take `{ step }` as its second argument. */
export function job(source: string, changes: Partial<TraceJob> = {}): TraceJob {
  const run = ++lastRun;
  return {
    type: 'trace',
    run,
    token: `token ${run}`,
    bundle: {
      name: 'f',
      code: `${source}\nexports.objective = f; exports.start = () => [[-1.2, 1]];`,
      parameters: [{ kind: 'name', name: 'p' }, null],
      context: 1,
      file: 'objective.js',
      map: null,
    },
    seed: 0,
    start: null,
    limits: { memory: 400, evaluationTime: 10_000 },
    ...spec({ hyperparameters: { lr: 0.1 } }),
    steps: 100,
    bounds: null,
    ...changes,
  };
}

export const rosenbrock = 'function f([x, y]) { return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2; }';

/** What one job gave, as it arrives; the order of frames is asserted on the way. */
export class Observed {
  readonly messages: EngineToHost[] = [];
  rows = 0;
  width = 0;
  /** The last row. */
  last: Float64Array | null = null;
  readonly cancel: () => void;
  readonly ended: Promise<Of<'end'>>;
  private readonly waiting: { until: (said: EngineToHost) => boolean; resolve: () => void }[] = [];

  constructor(pool: EnginePool, job: TraceJob | LandscapeJob, keep = true) {
    let end: (said: Of<'end'>) => void;
    this.ended = new Promise((resolve) => (end = resolve));
    let ends = 0;
    const started = pool.start(job, (said) => {
      assert.equal(ends, 0, `${said.type} after the end`);
      if (said.type !== 'hello') assert.equal(said.token, job.token);
      if (said.type === 'ready') {
        const stored = said.series.filter((one) => one.stored);
        this.width = stored.reduce((sum, one) => sum + seriesWidth(one, said.leaves), 0);
      }
      if (said.type === 'frame') {
        assert.equal(said.firstStep, this.rows + 1);
        assert.equal(said.data.length % this.width, 0);
        this.rows += said.data.length / this.width;
        this.last = said.data.slice(-this.width);
      }
      if (keep || said.type !== 'frame') this.messages.push(said);
      this.waiting.filter(({ until }) => until(said)).forEach(({ resolve }) => resolve());
      if (said.type !== 'end') return;
      ends++;
      end(said);
    });
    this.cancel = () => started.cancel();
  }

  /** When the first message arrives that `until` accepts. */
  when(until: (said: EngineToHost) => boolean): Promise<void> {
    return new Promise((resolve) => this.waiting.push({ until, resolve }));
  }

  of<T extends EngineToHost['type']>(type: T): Of<T>[] {
    return this.messages.filter((said): said is Of<T> => said.type === type);
  }
}

/** The error of an end in words. */
export function words(end: Of<'end'>): string {
  return end.error ? inEnglish(end.error.message) : '';
}

/** Ends the pool and waits until no process of it is left. */
export async function allGone(pool: EnginePool): Promise<void> {
  pool.dispose();
  await pool.idle();
  assert.deepEqual(pool.pids, []);
}

/** Whether a process exists that is not yet a zombie. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
