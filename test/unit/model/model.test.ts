import assert from 'node:assert/strict';
import { check } from './sequences';

/** `npm run soak model` does ten thousand. */
const sequences = 500;

describe('a session, whatever is done to it', function () {
  this.timeout(120_000);

  it(`is as the model says after every command of ${sequences} sequences`, async () => {
    assert.ok((await check(sequences, 20261130)) > 10 * sequences);
  });
});
