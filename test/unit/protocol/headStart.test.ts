import assert from 'node:assert/strict';
import { readHeadStart, writeHeadStart } from '../../../src/protocol/headStart';

describe('the head start of the panel', () => {
  it('is read as it was written, to the bit, and nothing in it ends its element', () => {
    const points = Float64Array.of(0, -0, 1, NaN, 2, 5e-324, 3, -Infinity).subarray(2);
    const lines = [{ series: '</script><!--', index: 0, points }];
    const asked = { run: 1, request: 0, from: 0, to: 3 };
    const cursor = { type: 'cursor', run: 1, step: NaN } as const;
    const text = writeHeadStart([{ type: 'lines', ...asked, lines }, cursor]);
    assert.ok(!text.includes('<'));
    assert.deepEqual(readHeadStart(text), [{ type: 'lines', ...asked, lines }, cursor]);
  });
});
