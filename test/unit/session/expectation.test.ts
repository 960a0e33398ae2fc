import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runThrough } from '../../../src/session/compare/race';
import { Session } from '../../../src/session/session';
import { inProcessEngine } from './inProcessEngine';
import { plan } from './realSession';

describe('examples/expectation.ts', () => {
  it('has gradients of the variances it says: v is σ²(1−β₂ᵗ) on average, v̂ is σ²', async () => {
    const source = readFileSync('examples/expectation.ts', 'utf8');
    const planned = await plan(source, { flags: { steps: 100 } });
    assert.ok('request' in planned, JSON.stringify(planned));
    const runs = 200;
    const requests = Array.from({ length: runs }, (_, seed) => ({ ...planned.request, seed }));
    const sums: Record<string, number[]> = { v: [0, 0], vHat: [0, 0] };
    const session = new Session(inProcessEngine);
    await runThrough(session, requests, new AbortController().signal, ({ id, trace, error }) => {
      assert.equal(error, null);
      for (const [name, sum] of Object.entries(sums)) {
        for (const index of [0, 1]) sum[index]! += trace!.value(name, index, 100) / runs;
      }
      session.remove(id);
    });
    // 20,000 squares of normal numbers: their mean scatters by 1 % of σ².
    for (const [index, variance] of [1, 4].entries()) {
      const expected = { v: variance * (1 - 0.999 ** 100), vHat: variance };
      for (const [name, value] of Object.entries(expected)) {
        const ratio = sums[name]![index]! / value;
        assert.ok(Math.abs(ratio - 1) < 0.04, `${name} of ${index}: ${ratio} times as expected`);
      }
    }
  });
});
