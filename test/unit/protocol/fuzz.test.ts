import assert from 'node:assert/strict';
import { ways } from './fuzz/fuzz';

/** `npm run soak messages` does a million of each. */
const count = 20_000;

describe('fuzzed messages', function () {
  // Some of the jobs that pass are compiled and done.
  this.timeout(120_000);

  for (const [way, fuzz] of Object.entries(ways)) {
    it(`${way}: ${count} a little beside valid ones: no throw, no effect that is not allowed`, () => {
      const { messages, accepted } = fuzz(count, 1);
      assert.ok(messages >= count);
      // A fuzz that nothing passes, or all of it, looks at nothing.
      assert.ok(accepted > count / 50 && accepted < 0.9 * count, `${accepted} accepted`);
    });
  }
});
