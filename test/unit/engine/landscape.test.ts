import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../src/autodiff/objectiveError';
import { computeLandscapes } from '../../../src/engine/landscape';
import type { LandscapeJob } from '../../../src/protocol/engine';
import type { Landscape } from '../../../src/protocol/run';
import { job, program } from './fake';

const bowl = program({
  start: [0, 0, 0],
  f([x, y, z], t) {
    if (x === 2 && y === 10) throw new Error('hole');
    return x === 0 && y === 30 ? Infinity : x! + y! + 1000 * z! + 10_000 * t;
  },
  gradient: () => [0, 0, 0],
});

function landscapeJob(changes: Partial<LandscapeJob> = {}): LandscapeJob {
  const { run, token, bundle, seed, start, limits } = job();
  return {
    ...{ type: 'landscape', run, token, bundle, seed, start, limits },
    ...{ theta: Float64Array.of(5, 1, 6), coordinates: [2, 0], x: [0, 2], y: [10, 30] },
    ...{ nx: 3, ny: 2, step: 4 },
    ...changes,
  };
}

const go = { evaluating: () => true };

/** All grids of a job, the last the one that is wanted. */
function grids(changes: Partial<LandscapeJob> = {}, drawn = bowl, output = go) {
  const found: Landscape[] = [];
  const evaluations = computeLandscapes(landscapeJob(changes), drawn, output, (each) =>
    found.push(each),
  );
  return { found, evaluations };
}

describe('computeLandscape', () => {
  it('is row-major over the two coordinates, the others fixed, at the step', () => {
    const result = grids().found[0]!;
    assert.deepEqual([...result.values], [40_011, 41_011, 42_011, 40_031, 41_031, 42_031]);
    assert.deepEqual([result.x, result.y, result.nx, result.ny], [[0, 2], [10, 30], 3, 2]);
  });

  it('has holes where the objective throws or is not finite', () => {
    const result = grids({ coordinates: [0, 1] }).found[0]!;
    assert.deepEqual([...result.values].map(Number.isNaN), [
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('goes over any plane through θ', () => {
    const directions: [Float64Array, Float64Array] = [
      Float64Array.of(0.6, 0.8, 0),
      Float64Array.of(0, 0, 1),
    ];
    const { found } = grids({ coordinates: null, directions, x: [0, 10], y: [-1, 1] });
    // x + y of θ: 5 + 1 at the edge, 14 more ten along the first direction; z in thousands.
    const expected = [45_006, 45_013, 45_020, 47_006, 47_013, 47_020];
    found[0]!.values.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-9));
    assert.equal(found[0]!.values.length, expected.length);
  });

  it('gives coarse grids first, each over the whole part, at the step', () => {
    const { found, evaluations } = grids({ coarse: [2, 3] });
    assert.deepEqual(
      found.map(({ nx, ny, x, step }) => [nx, ny, x, step]),
      [
        [2, 2, [0, 2], 4],
        [3, 3, [0, 2], 4],
        [3, 2, [0, 2], 4],
      ],
    );
    assert.equal(evaluations, 4 + 9 + 6);
    assert.deepEqual([...found[0]!.values], [40_011, 42_011, 40_031, 42_031]);
  });

  it('stops when the watch says no', () => {
    let left = 4;
    const { found, evaluations } = grids({}, bowl, { evaluating: () => left-- > 0 });
    assert.deepEqual([found, evaluations], [[], null]);
  });

  it('refuses a grid that does not fit', () => {
    for (const changes of [
      { coordinates: [0, 3] },
      { coordinates: [1, 1] },
      { nx: 1 },
      { ny: 5000 },
      { coarse: [2, 2, 2, 2, 2] },
      { coarse: [1] },
      { coordinates: null },
      { coordinates: null, directions: [new Float64Array(3), new Float64Array(2)] },
      { theta: new Float64Array(2) },
    ] as Partial<LandscapeJob>[]) {
      assert.throws(() => grids(changes), ObjectiveError);
    }
  });
});
