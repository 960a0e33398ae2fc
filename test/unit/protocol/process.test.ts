import assert from 'node:assert/strict';
import type { EngineToHost, HostToEngine } from '../../../src/protocol/engine';
import { EngineProcess } from '../../../src/sandbox/engineProcess';
import { buildEngine, temporaryFolder } from '../sandbox/build';
import { job, rosenbrock } from '../sandbox/harness';
import { diceOf } from './fuzz/dice';
import { mutated } from './fuzz/mutate';

describe('an engine process that is told nonsense', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let processFile: string;
  let engine: EngineProcess;

  before(async () => (processFile = await buildEngine(folder.path)));
  after(() => folder.remove());

  const open = () =>
    (engine = new EngineProcess({
      ...{ processFile, workingFolder: folder.path },
      ...{ permissions: true, memory: 400, yielding: false },
    }));
  const gone = () => new Promise<void>((resolve) => (engine.onGone = resolve));

  it('does its job as if nothing had been said, and listens to no other run', async () => {
    const asked = job(rosenbrock, { steps: 2000 });
    open();
    const left = gone();
    const said: EngineToHost[] = [];
    const ended = new Promise<void>((resolve) => {
      engine.onMessage = (message) => {
        assert.ok(message);
        said.push(message);
        if (message.type === 'frame') engine.send({ type: 'credit', run: asked.run });
        if (message.type === 'end') resolve();
      };
    });
    engine.send(asked);
    const others: HostToEngine[] = [
      { type: 'cancel', run: asked.run + 1 },
      { type: 'credit', run: asked.run + 1 },
      { ...asked, run: asked.run + 1 },
    ];
    for (const other of others) engine.send(other);
    for (let seed = 1; seed <= 300; seed++) {
      const given = mutated(others, diceOf(seed));
      const isOfRun = (given as HostToEngine | null | undefined)?.run === asked.run;
      // What cannot be sent at all is not said; what is of this run may rightly end it.
      if (!isOfRun && isClonable(given)) engine.send(given as HostToEngine);
    }
    await ended;
    const end = said.at(-1) as Extract<EngineToHost, { type: 'end' }>;
    assert.deepEqual([end.type, end.run, end.state, end.step], ['end', asked.run, 'done', 2000]);
    engine.kill();
    await left;
  });

  it('ends where that is the first thing it hears', async () => {
    open();
    const left = gone();
    engine.send({ type: 'trace', run: 1 } as unknown as HostToEngine);
    await left;
  });
});

function isClonable(value: unknown): boolean {
  try {
    structuredClone(value);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
