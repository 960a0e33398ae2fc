import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../src/autodiff/objectiveError';
import { computeLandscape } from '../../../src/engine/landscape';
import type { LandscapeJob } from '../../../src/protocol/engine';
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

describe('computeLandscape', () => {
  it('is row-major over the two coordinates, the others fixed, at the step', () => {
    const result = computeLandscape(landscapeJob(), bowl, go)!;
    assert.deepEqual([...result.values], [40_011, 41_011, 42_011, 40_031, 41_031, 42_031]);
    assert.deepEqual([result.x, result.y, result.nx, result.ny], [[0, 2], [10, 30], 3, 2]);
  });

  it('has holes where the objective throws or is not finite', () => {
    const result = computeLandscape(landscapeJob({ coordinates: [0, 1] }), bowl, go)!;
    assert.deepEqual([...result.values].map(Number.isNaN), [
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('stops when the watch says no', () => {
    let left = 4;
    assert.equal(computeLandscape(landscapeJob(), bowl, { evaluating: () => left-- > 0 }), null);
  });

  it('refuses a grid that does not fit', () => {
    for (const changes of [
      { coordinates: [0, 3] },
      { coordinates: [1, 1] },
      { nx: 1 },
      { ny: 5000 },
      { theta: new Float64Array(2) },
    ] as Partial<LandscapeJob>[]) {
      assert.throws(() => computeLandscape(landscapeJob(changes), bowl, go), ObjectiveError);
    }
  });
});
