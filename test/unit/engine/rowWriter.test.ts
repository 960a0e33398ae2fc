import assert from 'node:assert/strict';
import { rowWriter } from '../../../src/engine/rowWriter';

/** θ, g and slots of these lengths, every number another one. */
function partsOf(lengths: readonly number[]): Float64Array[] {
  let next = 0.5;
  return lengths.map((length) => Float64Array.from({ length }, () => next++));
}

describe('What writes a row', () => {
  // Few numbers, no numbers in a part, as many as fit without loops, one more, and very many.
  const shapes = [
    [1, 1],
    [2, 2, 0, 2, 1],
    [23, 24],
    [24, 24],
    [10, 100, 7],
  ];

  for (const lengths of shapes) {
    it(`puts loss and parts of ${lengths.join(', ')} behind one another`, () => {
      const parts = partsOf(lengths);
      const width = 1 + parts.flatMap((part) => [...part]).length;
      const block = new Float64Array(3 * width).fill(-1);
      assert.equal(rowWriter(lengths)(block, width, -0, parts), true);
      const row = [-0, ...parts.flatMap((part) => [...part])];
      assert.deepEqual([...block.subarray(width, 2 * width)], row);
      assert.ok(block.subarray(0, width).every((value) => value === -1));
      assert.ok(block.subarray(2 * width).every((value) => value === -1));
    });

    it(`finds each number of ${lengths.join(', ')} that is not finite, and writes it`, () => {
      const write = rowWriter(lengths);
      for (const bad of [NaN, Infinity, -Infinity]) {
        const block = new Float64Array(1 + lengths.reduce((a, b) => a + b));
        assert.equal(write(block, 0, bad, partsOf(lengths)), false);
        assert.equal(block[0], bad);
        let at = 1;
        lengths.forEach((length, p) => {
          for (let i = 0; i < length; i++, at++) {
            const parts = partsOf(lengths);
            parts[p]![i] = bad;
            assert.equal(write(block, 0, 1, parts), false, `part ${p}, number ${i}`);
            assert.ok(Object.is(block[at], bad));
          }
        });
      }
    });
  }
});
