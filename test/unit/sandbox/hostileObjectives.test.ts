import assert from 'node:assert/strict';
import { EnginePool } from '../../../src/sandbox/pool';
import type { Attack } from '../../hostile/attack';
import { hostile } from '../../hostile/all';
import { buildEngine, temporaryFolder } from './build';
import { allGone, exists } from './harness';
import { asExpected, harmless } from './hostileExpected';
import { outcomeOf, type Outcome } from './hostileRun';

describe('hostile objectives, from their text on', () => {
  const folder = temporaryFolder();
  const outcomes = new Map<Attack, Outcome>();
  let untouched: Outcome;
  let pids: number[] = [];

  before(async function () {
    this.timeout(600_000);
    const pool = new EnginePool({
      processFile: await buildEngine(folder.path),
      workingFolder: folder.path,
      startTime: 60_000,
    });
    const all = Object.values(hostile).flat();
    untouched = await outcomeOf(harmless, pool);
    await Promise.all(
      all
        .filter(({ slow }) => !slow)
        .map(async (attack) => {
          outcomes.set(attack, await outcomeOf(attack, pool));
          pids = [...pids, ...pool.pids];
        }),
    );
    await allGone(pool);
  });
  after(() => folder.remove());

  for (const [name, all] of Object.entries(hostile)) {
    describe(name, () => {
      for (const attack of all) {
        if (attack.slow) it.skip(`${attack.name} (slow: npm run soak hostile)`);
        else it(attack.name, () => asExpected(attack, outcomes.get(attack)!, untouched));
      }
    });
  }

  it('leave no process', () => {
    assert.ok(pids.length > 100);
    assert.deepEqual(pids.filter(exists), []);
  });
});
