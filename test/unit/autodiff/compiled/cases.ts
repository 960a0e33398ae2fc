import assert from 'node:assert/strict';
import { compare, stream } from './differential';

/** A test of each program: it is compiled, to the tape's value and gradient at five points. */
export function itCompiles(programs: Record<string, string>): void {
  for (const [name, text] of Object.entries(programs)) {
    it(name, () => {
      const { declined, difference, compared } = compare(text, stream(3));
      assert.deepEqual(
        { declined, difference, compared },
        { declined: null, difference: null, compared: 5 },
      );
    });
  }
}

/** A test of each program: it is declined, for this reason. */
export function itDeclines(programs: Record<string, [string, RegExp]>): void {
  for (const [name, [text, what]] of Object.entries(programs)) {
    it(`${name} stays on the tape`, () => {
      assert.match(String(compare(text, stream(3)).declined), what);
    });
  }
}
