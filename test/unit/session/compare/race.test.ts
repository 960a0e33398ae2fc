import assert from 'node:assert/strict';
import { runThrough } from '../../../../src/session/compare/race';
import { Session } from '../../../../src/session/session';
import { FakeEngine } from '../fakeEngine';
import { request } from '../handMade';

/** Lets what was promised happen. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function five() {
  const engine = new FakeEngine();
  const session = new Session(engine);
  const requests = Array.from({ length: 5 }, (_, seed) => request({ seed, steps: 1 }));
  const controller = new AbortController();
  const ended: [number, string][] = [];
  const all = runThrough(session, requests, controller.signal, (run, index) => {
    assert.equal(run.request, requests[index]);
    ended.push([index, run.state]);
  });
  const seeds = () => engine.jobs.map(({ job }) => job.seed);
  return { engine, controller, ended, all, seeds };
}

describe('runThrough', () => {
  it('runs two at a time, the others as places come free, and goes on after a failure', async () => {
    const { engine, ended, all, seeds } = five();
    assert.deepEqual(seeds(), [0, 1]);
    engine.jobs[1]!.end('user-error');
    await turn();
    assert.deepEqual(seeds(), [0, 1, 2]);
    engine.jobs[2]!.end('crashed');
    engine.jobs[0]!.end('done');
    await turn();
    assert.deepEqual(seeds(), [0, 1, 2, 3, 4]);
    engine.jobs[4]!.end('limit');
    engine.jobs[3]!.end('done');
    await all;
    assert.deepEqual(ended, [
      [1, 'user-error'],
      [2, 'crashed'],
      [0, 'done'],
      [4, 'limit'],
      [3, 'done'],
    ]);
  });

  it('stops what is under way and begins nothing more once it is aborted', async () => {
    const { engine, controller, ended, all, seeds } = five();
    engine.jobs[0]!.end('done');
    await turn();
    controller.abort();
    assert.deepEqual(
      engine.jobs.map(({ cancelled }) => cancelled),
      [0, 1, 1],
    );
    engine.jobs[1]!.end('stopped');
    engine.jobs[2]!.end('stopped');
    await all;
    assert.deepEqual(seeds(), [0, 1, 2]);
    assert.deepEqual(ended, [
      [0, 'done'],
      [1, 'stopped'],
      [2, 'stopped'],
    ]);
  });

  it('begins nothing where it was aborted before', async () => {
    const engine = new FakeEngine();
    const signal = AbortSignal.abort();
    await runThrough(new Session(engine), [request()], signal, () => assert.fail());
    assert.deepEqual(engine.jobs, []);
  });
});
