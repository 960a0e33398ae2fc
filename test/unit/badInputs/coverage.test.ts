import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const fromTo = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
/** The rows of the bad-input catalogue. */
const promised = fromTo(1, 82);

describe('the bad-input catalogue', () => {
  it('has a test for every row, named after it', () => {
    const tested = new Set<number>();
    for (const name of readdirSync('test', { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.test.ts')) continue;
      // Titles stand in `it` or in a table; `row ${n}:` counts where the table says `[n, …]`.
      const text = readFileSync(path.join('test', name), 'utf8');
      for (const [, row] of text.matchAll(/['"`]row (\d+): /g)) tested.add(Number(row));
      if (!/`row \$\{row\}: /.test(text)) continue;
      for (const [, row] of text.matchAll(/^ *\[(\d+), '/gm)) tested.add(Number(row));
    }
    assert.deepEqual(
      promised.filter((row) => !tested.has(row)),
      [],
    );
  });
});
