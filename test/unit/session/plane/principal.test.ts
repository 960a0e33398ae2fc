import assert from 'node:assert/strict';
import fc from 'fast-check';
import { symmetricEigen } from '../../../../src/session/plane/eigen';
import { dot, planeOf } from '../../../../src/session/plane/principal';

const near = (found: ArrayLike<number>, expected: readonly number[], within = 1e-12) =>
  assert.ok(
    found.length === expected.length &&
      expected.every((value, i) => Math.abs(found[i]! - value) <= within),
    `${Array.from(found).join()} instead of ${expected.join()}`,
  );

const points = (...rows: number[][]) => rows.map((row) => Float64Array.from(row));

describe('principal components of a path', () => {
  it('are those by hand', () => {
    // Four corners of a rectangle of 6 × 2, turned by the angle of (3, 4): variances 36 and 4.
    const [along, across] = [
      [0.6, 0.8],
      [-0.8, 0.6],
    ];
    const corner = (a: number, b: number) => [
      10 + 3 * a * along[0]! + b * across[0]!,
      20 + 3 * a * along[1]! + b * across[1]!,
      7,
    ];
    const plane = planeOf(points(corner(-1, -1), corner(-1, 1), corner(1, -1), corner(1, 1)), 3);
    near(plane.mean, [10, 20, 7]);
    near(plane.directions[0], [0.6, 0.8, 0]);
    near(plane.directions[1], [-0.8, 0.6, 0]);
    near([plane.explained], [1]);
  });

  it('leave out what varies least, and say how much that is', () => {
    const plane = planeOf(
      points([3, 0, 0], [-3, 0, 0], [0, 2, 0], [0, -2, 0], [0, 0, 1], [0, 0, -1]),
      3,
    );
    near(
      plane.directions.map((each) => each.map(Math.abs)).flatMap((each) => [...each]),
      [...[1, 0, 0], ...[0, 1, 0]],
    );
    near([plane.explained], [(18 + 8) / (18 + 8 + 2)]);
  });

  it('point the way the run goes', () => {
    const { directions } = planeOf(points([0, 0], [-2, -1], [-8, -1]), 2);
    assert.ok(dot(directions[0], Float64Array.of(-8, -1)) > 0);
    assert.ok(dot(directions[1], Float64Array.of(-8, -1)) >= 0);
  });

  it('of a path along a line, or of none, are completed to a plane', () => {
    const line = planeOf(points([0, 0, 0], [1, 1, 0], [2, 2, 0]), 3);
    near(line.directions[0], [Math.SQRT1_2, Math.SQRT1_2, 0]);
    near(line.directions[1], [0, 0, 1]);
    const nowhere = planeOf(points([1, 2, 3], [1, 2, 3]), 3);
    near(nowhere.directions[0], [1, 0, 0]);
    near(nowhere.directions[1], [0, 1, 0]);
    assert.equal(nowhere.explained, 1);
  });

  it('are the same by the covariance and, of more coordinates than rows, by the Gram matrix', () => {
    const rows = Array.from({ length: 5 }, (_, t) =>
      Float64Array.from({ length: 9 }, (_, k) => Math.sin(3 * t + k) + (k === 2 ? 2 * t : 0)),
    );
    const gram = planeOf(rows, 9);
    // The same rows twice have the same components, and there are more rows than coordinates.
    const covariance = planeOf([...rows, ...rows.map((row) => row.slice())], 9);
    near(gram.directions[0], [...covariance.directions[0]], 1e-9);
    near(gram.directions[1].map(Math.abs), [...covariance.directions[1].map(Math.abs)], 1e-9);
    near([gram.explained], [covariance.explained], 1e-12);
  });

  it('are orthonormal, and no other plane has more of the variance', () => {
    const number = fc.double({ min: -10, max: 10, noNaN: true });
    const row = fc.array(number, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 12 }), (given) => {
        const rows = points(...given);
        const { directions, mean, explained } = planeOf(rows, 4);
        const [a, b] = directions;
        near([dot(a, a), dot(b, b), dot(a, b)], [1, 1, 0], 1e-9);
        const centred = rows.map((each) => each.map((value, k) => value - mean[k]!));
        const all = centred.reduce((sum, each) => sum + dot(each, each), 0);
        if (all < 1e-12) return;
        const share = (i: number, j: number) =>
          centred.reduce((sum, each) => sum + each[i]! ** 2 + each[j]! ** 2, 0) / all;
        for (const [i, j] of [
          [0, 1],
          [0, 2],
          [0, 3],
          [1, 2],
          [1, 3],
          [2, 3],
        ] as const) {
          assert.ok(explained >= share(i, j) - 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('symmetricEigen', () => {
  it('has A·v = λ·v, the largest first', () => {
    const matrix = [
      [4, 1, 0.5],
      [1, 3, -1],
      [0.5, -1, 1],
    ];
    const found = symmetricEigen(Float64Array.from(matrix.flat()), 3);
    for (const { value, vector } of found) {
      near(
        matrix.map((row) => dot(Float64Array.from(row), vector)),
        [...vector].map((each) => value * each),
      );
    }
    assert.ok(found[0]!.value > found[1]!.value && found[1]!.value > found[2]!.value);
    near([found.reduce((sum, { value }) => sum + value, 0)], [8]);
  });
});
