import assert from 'node:assert/strict';
import { EnginePool } from '../../../src/sandbox/pool';
import { buildEngine, temporaryFolder } from './build';
import { allGone } from './harness';
import { cancelCycles } from './soak/cancels';
import { killHosts } from './soak/orphans';
import { stopTimes } from './soak/stops';

// Small counts of what `npm run soak` does by the thousand, with the times measured there.
describe('runs that are ended at random moments', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  let processFile: string;
  const newPool = () =>
    new EnginePool({ processFile, workingFolder: folder.path, startTime: 60_000 });

  before(async () => {
    processFile = await buildEngine(folder.path);
  });
  after(() => folder.remove());

  it('50 stops end as stopped, and their processes are gone', async () => {
    const pool = newPool();
    const times = await stopTimes(pool, 50);
    assert.deepEqual(times.others, []);
    assert.equal(times.gone.length, 50);
    await allGone(pool);
  });

  it('row 68: 200 cycles of run and cancel leave no process and no memory', async () => {
    const { started, left, heap } = await cancelCycles(newPool, 200);
    assert.ok(started > 20, String(started));
    assert.equal(left, 0);
    const drift = heap[1] - heap[0];
    assert.ok(drift < 10e6, `${drift} bytes`);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  const reason = process.platform === 'linux' ? '' : ' (processes are read from /proc)';
  onLinux(`row 66: 20 hosts that are killed leave no orphan${reason}`, async () => {
    const { working, left } = await killHosts(processFile, folder.path, 20);
    assert.ok(working > 5, String(working));
    assert.deepEqual(left, []);
  });
});
