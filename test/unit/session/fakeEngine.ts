import type { EngineToHost, LandscapeJob, RunEnd, TraceJob } from '../../../src/protocol/engine';
import { seriesWidth } from '../../../src/protocol/run';
import type { Engine } from '../../../src/session/engine';
import type { RunRequest } from '../../../src/session/session';
import { headerOf } from './handMade';

type Said = { [T in EngineToHost['type']]: Extract<EngineToHost, { type: T }> };

/** One job as the fake engine holds it: a test says what the process would say, when it would. */
export class FakeJob {
  cancelled = 0;
  /** Of a frame: for what the next one has to wait. */
  room: void | Promise<void> = undefined;

  constructor(
    readonly job: TraceJob | LandscapeJob,
    readonly listener: (message: EngineToHost) => void | Promise<void>,
  ) {}

  say(message: Partial<EngineToHost> & Pick<EngineToHost, 'type'>): void {
    const { run, token } = this.job;
    this.room = this.listener({ run, token, ...message } as EngineToHost);
  }

  hello(isolated = true): void {
    void this.listener({ type: 'hello', isolated, node: '20', v8: '11' });
  }

  ready(request: RunRequest, start = [0, 0], changes: Partial<Said['ready']> = {}): void {
    this.say({ type: 'ready', ...headerOf(start, request, this.job.run), ...changes });
  }

  /** `count` rows from `firstStep` on; every number of a row is its step, or `value`. */
  frame(firstStep: number, count: number, coordinates = 2, value?: number): void {
    const { series, leaves } = headerOf(Array<number>(coordinates).fill(0), this.request());
    const width = series
      .filter((one) => one.stored)
      .reduce((sum, one) => sum + seriesWidth(one, leaves), 0);
    const data = Float64Array.from(
      { length: count * width },
      (_, k) => value ?? firstStep + Math.floor(k / width),
    );
    this.say({ type: 'frame', firstStep, data });
  }

  end(state: RunEnd['state'], changes: Partial<RunEnd> = {}): void {
    const nothing = { step: 0, finalLoss: null, error: null, evaluations: 0, milliseconds: 0 };
    this.say({ type: 'end', ...nothing, state, ...changes });
  }

  private request(): RunRequest {
    const { optimizer, hyperparameters } = this.job as TraceJob;
    return { optimizer, hyperparameters, objective: {} } as RunRequest;
  }
}

/**
 * Stands for EnginePool in the suites of the session: the real one needs a process per run and
 * decides itself when something happens, whereas these suites are about the order of what happens.
 * The pool has suites of its own, and endToEnd.test.ts runs both together.
 */
export class FakeEngine implements Engine {
  readonly jobs: FakeJob[] = [];
  disposed = 0;

  start(job: TraceJob | LandscapeJob, listener: FakeJob['listener']) {
    const fake = new FakeJob(job, listener);
    this.jobs.push(fake);
    return { cancel: () => void fake.cancelled++ };
  }

  dispose(): void {
    this.disposed++;
  }

  get last(): FakeJob {
    return this.jobs.at(-1)!;
  }
}
