import assert from 'node:assert/strict';
import { Summary, summaryLength } from '../../../../src/engine/statistics/summary';
import { percents } from '../../../../src/protocol/statistics';

/** A seeded stream (mulberry32), so that a failure can be repeated. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** NumPy's definition by a full sort. */
function naive(values: Float64Array, percent: number): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const place = (sorted.length - 1) * (percent / 100);
  const below = Math.floor(place);
  const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  const share = place - below;
  if (a === b || share === 0) return a;
  if (b - a === Infinity) return a * (1 - share) + b * share;
  return share >= 0.5 ? b - (b - a) * (1 - share) : a + (b - a) * share;
}

function summarized(given: Float64Array): number[] {
  const summary = new Summary(given.length);
  summary.values.set(given);
  const target = new Float64Array(summaryLength);
  summary.write(given.length, target, 0, 1);
  return [...target];
}

const kinds: Record<string, (random: () => number, i: number) => number> = {
  'both signs': (random) => random() - 0.5,
  normal: (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  'many powers of ten': (random) => 10 ** (600 * random() - 300),
  tied: (random) => Math.floor(5 * random()) - 2,
  'half zeros': (random) => Math.max(0, random() - 0.5),
  'zeros of both signs': (random) => (random() < 0.5 ? -0 : 0),
  'all the same': () => -3.25,
  'close together': (random) => 1 + 1e-12 * random(),
  'close together but one': (random, i) => (i === 3 ? -1e300 : 1 + 1e-3 * random()),
  tiny: (random) => Number.MIN_VALUE * Math.floor(100 * random() - 50),
  huge: (random) => 1.7e308 * (2 * random() - 1),
  ascending: (_, i) => i,
  descending: (_, i) => -i,
  'organ pipe': (_, i) => Math.min(i % 1000, 1000 - (i % 1000)),
  'some infinite': (random) => (random() < 0.2 ? Infinity : random()),
};

describe('summaries of many numbers', () => {
  // Around where few are told from many, and far beyond.
  const counts = [1, 2, 3, 7, 21, 100, 1023, 1024, 1025, 5000, 50_000];
  for (const [kind, make] of Object.entries(kinds)) {
    it(`have the quantiles of a full sort: ${kind}`, () => {
      for (const count of counts) {
        const random = uniform(count);
        const given = Float64Array.from({ length: count }, (_, i) => make(random, i));
        const [, ...quantiles] = summarized(given);
        const expected = percents.map((percent) => naive(given, percent));
        assert.deepEqual(
          quantiles.map((each) => each + 0),
          expected.map((each) => each + 0),
          `${count}`,
        );
      }
    });
  }

  it('interpolate as NumPy does by default', () => {
    // numpy.percentile([15, 20, 35, 40, 50], [0, 5, 25, 50, 75, 95, 100])
    const [norm, ...quantiles] = summarized(Float64Array.of(15, 20, 35, 40, 50));
    assert.deepEqual(quantiles, [15, 16, 20, 35, 40, 48, 50]);
    assert.equal(norm, Math.sqrt(15 ** 2 + 20 ** 2 + 35 ** 2 + 40 ** 2 + 50 ** 2));
  });

  it('have norms that neither overflow nor vanish', () => {
    const norm = (...values: number[]) => summarized(Float64Array.from(values))[0]!;
    assert.equal(norm(3, -4), 5);
    assert.equal(norm(-7), 7);
    assert.equal(norm(0, 0, -0), 0);
    for (const scale of [1e200, 1e-200, 2 ** 1020, 2 ** -1060]) {
      const found = norm(3 * scale, -4 * scale);
      assert.ok(Math.abs(found / (5 * scale) - 1) < 1e-15, `${scale}: ${found}`);
    }
    assert.equal(norm(1, -Infinity), Infinity);
  });

  it('are NaN where one number is', () => {
    const values = new Float64Array(3000).fill(1);
    values[1234] = NaN;
    assert.ok(summarized(values).every(Number.isNaN));
  });

  it('go where they are to go, and nowhere else', () => {
    const summary = new Summary(10);
    summary.values.set([2, 1, 3, 99, 99]);
    const target = new Float64Array(3 + 2 * summaryLength).fill(-1);
    summary.write(3, target, 2, 2);
    assert.deepEqual(
      [...target].map((each) => Number(each.toPrecision(4))),
      [-1, -1, 3.742, -1, 1, -1, 1.1, -1, 1.5, -1, 2, -1, 2.5, -1, 2.9, -1, 3, -1, -1],
    );
  });
});
