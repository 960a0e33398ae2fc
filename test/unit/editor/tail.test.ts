import assert from 'node:assert/strict';
import { Tail } from '../../../src/editor/tail';

describe('the tail of a text', () => {
  it('row 37: of a flood of lines at least the last 1,000 stay, and at most 2,000', () => {
    const tail = new Tail();
    let text = '';
    let replaced = 0;
    for (let from = 0; from < 10_000; from += 100) {
      const lines = Array.from({ length: 100 }, (_, i) => `line ${from + i}`);
      const added = tail.add(lines);
      text = added.how === 'append' ? text + added.text : added.text;
      if (added.how === 'replace') replaced++;
      const standing = text.trimEnd().split('\n');
      assert.ok(standing.length <= 2000);
      const wanted = Array.from(
        { length: Math.min(1000, from + 100) },
        (_, i) => `line ${Math.max(0, from - 900) + i}`,
      );
      assert.deepEqual(standing.slice(-1000), wanted);
    }
    // Most lines are sent once.
    assert.equal(replaced, 8);
  });
});
