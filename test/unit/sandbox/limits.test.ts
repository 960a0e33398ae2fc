import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { memoryAllowed, outOfMemory } from '../../../src/sandbox/child/limits';
import { job, rosenbrock } from './harness';

describe('what is said of memory', () => {
  const limits = { memory: 200, evaluationTime: 1000 };
  const said = (used: number) =>
    inEnglish(outOfMemory(job(rosenbrock, { limits }), 'objective', used, limits.memory, 4));

  it('names what was used where it is more than is allowed', () => {
    for (const used of [200, 731]) {
      assert.equal(
        said(used),
        `Memory limit: the objective used ${used} MB after step 4; 200 MB are allowed (setting adamscope.memoryLimit).`,
      );
    }
  });

  it('does not where one demand was too large to be met at all', () => {
    assert.equal(
      said(47),
      'Memory limit: after step 4 the objective asked for more at once than JavaScript can give; 47 MB were in use a moment before.',
    );
  });
});

describe('the memory that a run may take', () => {
  it('is what the setting says, and more where one row of numbers is large', () => {
    assert.equal(memoryAllowed(768, 9), 768);
    assert.equal(memoryAllowed(2048, 4_000_001), 2048);
    // A million coordinates of Adam: rows of 32 MB.
    assert.equal(memoryAllowed(768, 4_000_001), 1060);
    assert.equal(memoryAllowed(64, 1e9), 4096);
  });
});
