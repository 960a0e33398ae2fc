import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fuzz } from '../../../../scripts/fuzzing.mjs';
import { compare, pointsPerProgram, stream } from './differential';
import { writeProgram } from './generator/program';

const programs = 2000;

describe('random programs, compiled', () => {
  it('have the value of plain evaluation and the gradient of the tape and of forward mode', async function () {
    this.timeout(900_000);
    const seeds = fc.sample(fc.integer({ min: 0, max: 0x7fffffff }), {
      numRuns: programs,
      seed: 2026,
    });
    const [sizes, differences]: [number[], string[]] = [[], []];
    let [compiled, wide, compared, confirmed] = [0, 0, 0, 0];
    await fuzz(seeds, 2, (seed, { statements, declined, difference, text, isWide, ...outcome }) => {
      if (difference) differences.push(`npm run soak -- 1 ${seed} shows: ${difference}\n${text}`);
      sizes.push(statements);
      if (isWide) wide++;
      else if (declined === null) compiled++;
      compared += outcome.compared;
      confirmed += outcome.byForward;
    });
    assert.deepEqual(differences, []);
    assert.equal(sizes.length, programs);
    sizes.sort((a, b) => a - b);
    const [least, median, most] = [sizes[0]!, sizes[programs >> 1]!, sizes.at(-1)!];
    assert.ok(least >= 5 && most <= 40, `from ${least} to ${most} statements`);
    assert.ok(median >= 12, `the median program has ${median} statements`);
    assert.ok(wide > programs / 20, `only ${wide} had forms of the tape`);
    assert.ok(compiled > 0.95 * (programs - wide), `only ${compiled} were compiled`);
    assert.ok(
      compared > 0.8 * pointsPerProgram * compiled,
      `only ${compared} points were compiled`,
    );
    assert.ok(
      confirmed > 3 * pointsPerProgram * programs,
      `only ${confirmed} partials by forward mode`,
    );
  });

  it('of one seed are one and the same', () => {
    const write = () => writeProgram(stream(77)).text;
    assert.equal(write(), write());
    assert.notEqual(write(), writeProgram(stream(78)).text);
  });

  it('would show a difference', () => {
    // The value depends on how often it was evaluated, which no gradient can follow.
    const text =
      'const calls = [0];\nfunction f(p) { const g = p.map((x) => x); return g[0] * 2; }';
    assert.equal(compare(text, stream(1)).difference, null);
    const moody = compare(
      'let n = 0; const tick = () => n++;\nfunction f(p) { tick(); return p[0] * n; }',
      stream(1),
    );
    assert.match(String(moody.declined), /n/);
  });
});

/** Programs that once went wrong, cut down. */
describe('cases that fuzzing has found', () => {
  const cases: Record<string, string> = {
    'a sum that is read in a loop and then changed':
      'function f(p) { let v = p[0] ** 4; let s = p.reduce((a, x) => a - Math.asinh(v + x), 0); v -= Math.cbrt(p[2]); return s + v; }',
    'a sum whose last value is the result':
      'function f(p, { step }) { const add = (kept) => (x) => (kept += Math.min(x, step)); return add(p[0])(p[1]); }',
    'a sum that both branches of a condition overwrite':
      'function f(p) { let v = 1; for (const x of p) { v -= 1 - x; } if (p[0] <= v) { v = p[3]; } else { v = p[1] * 3; } return v + p[1]; }',
  };
  for (const [name, text] of Object.entries(cases)) {
    it(name, () => {
      const { declined, difference } = compare(text, stream(3));
      assert.deepEqual({ declined, difference }, { declined: null, difference: null });
    });
  }
});
