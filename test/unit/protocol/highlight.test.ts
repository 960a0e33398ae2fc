import assert from 'node:assert/strict';
import { stretchesOf } from '../../../src/protocol/highlight';
import { parseHostMessage } from '../../../src/protocol/panel';

describe('the coordinates that the caret is on', () => {
  it('travel as stretches', () => {
    assert.deepEqual(stretchesOf([]), []);
    assert.deepEqual(stretchesOf([3]), [[3, 1]]);
    assert.deepEqual(stretchesOf([0, 1, 2, 7, 8, 10]), [
      [0, 3],
      [7, 2],
      [10, 1],
    ]);
    const whole = Array.from({ length: 100_000 }, (_, i) => i + 5);
    assert.deepEqual(stretchesOf(whole), [[5, 100_000]]);
  });

  it('are as many as a message may have, at most', () => {
    const scattered = Array.from({ length: 1000 }, (_, i) => 2 * i);
    const stretches = stretchesOf(scattered);
    assert.equal(stretches.length, 256);
    assert.ok(parseHostMessage({ type: 'highlight', run: 1, stretches }));
    const more = [...stretches, [5000, 1]];
    assert.equal(parseHostMessage({ type: 'highlight', run: 1, stretches: more }), null);
    assert.equal(parseHostMessage({ type: 'highlight', run: 1, stretches: [[1, 0]] }), null);
    assert.equal(parseHostMessage({ type: 'highlight', run: 1, stretches: [[-1, 2]] }), null);
  });
});
