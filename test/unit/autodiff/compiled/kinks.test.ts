import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../../src/autodiff/program';
import { agrees, compiled } from './support';

/** PyTorch's gradients at kinks, by compiled code alone: [expression in x and y, at, gradient]. */
const kinks: [string, [number, number], [number, number]][] = [
  ['Math.abs(x)', [0, 0], [0, 0]],
  ['Math.abs(x)', [-0, 0], [0, 0]],
  ['Math.max(0, x)', [0, 0], [0.5, 0]],
  ['Math.max(x, y)', [2, 2], [0.5, 0.5]],
  ['Math.min(x, y)', [2, 3], [1, 0]],
  ['Math.max(x, y, x * 1, 0)', [2, 2], [2 / 3, 1 / 3]],
  ['Math.max(...[x, y, 2])', [2, 2], [1 / 3, 1 / 3]],
  ['Math.sign(x) * y', [0, 3], [0, 0]],
  ['Math.floor(x) * y', [1.5, 3], [0, 1]],
  ['x ** 0 + y', [0, 1], [0, 1]],
  ['x ** y', [0, 0], [0, 0]],
  ['x > 0 ? Math.sqrt(x) : y', [0, 1], [0, 1]],
  ['(x || y) * 2', [0, 1], [0, 2]],
  ['x % y', [7, 2], [1, -3]],
  ['Math.fround(x) * 3', [0.1, 0], [3, 0]],
];

describe('kinks in compiled code', () => {
  for (const [expression, at, gradient] of kinks) {
    it(`${expression} at ${at.join(', ')}`, () => {
      const program = compiled(`const f = ([x, y]) => ${expression};`, '[[1, 1]]');
      const found = agrees(program, Float64Array.from(at));
      gradient.forEach((each, i) => assert.ok(Math.abs(found[i]! - each) < 1e-15));
      assert.equal(program.fallbacks, 0);
    });
  }

  it('what is infinite or NaN is the tape’s: it knows what never arrived', () => {
    for (const expression of [
      'Math.sqrt(x)',
      'Math.atan2(x, y)',
      'Math.log(x - 1)',
      'x ** (1 / 3)',
    ]) {
      const program = compiled(`const f = ([x, y]) => ${expression};`, '[[1, 1]]');
      agrees(program, Float64Array.from([0, 0]));
      assert.equal(program.fallbacks, 1, expression);
    }
    // The root is worked out, but the result does not depend on it.
    const unused = compiled(
      'const f = ([x, y]) => { const r = Math.sqrt(x); return y > 0 ? y : r; };',
      '[[1, 1]]',
    );
    assert.deepEqual(agrees(unused, Float64Array.from([0, 1])), [0, 1]);
  });
});

describe('what compiled code cannot do', () => {
  it('errors have the words and the place that they have on the tape', () => {
    const program = compiled(
      'function f([x, y]) {\n  if (x > 5) throw new RangeError(`x is ${1}`.slice(0, 4) + "far");\n  return x * y;\n}',
      '[[1, 2]]',
    );
    agrees(program);
    const gradient = new Float64Array(2);
    const far = Float64Array.from([6, 2]);
    const said = (evaluate: () => unknown) => {
      try {
        evaluate();
      } catch (error) {
        assert.ok(error instanceof ObjectiveError);
        return error.said;
      }
      return assert.fail('nothing thrown');
    };
    const own = said(() => program.valueAndGradient(far, 1, gradient));
    assert.deepEqual(
      own,
      said(() => program.tape.valueAndGradient(far, 1, gradient)),
    );
    assert.equal(own.place?.line, 2);
    agrees(program);
  });

  it('an index outside an array gives what JavaScript gives', () => {
    const program = compiled(
      'function f(p) { const i = Math.floor(p[0]); return p[i] === undefined ? 7 : p[i] * p[1]; }',
      '[[1, 2, 3]]',
    );
    agrees(program);
    assert.equal(program.fallbacks, 0);
    for (const first of [3, -1, 1e9]) {
      const theta = Float64Array.from([first, 2, 3]);
      assert.equal(program.valueAndGradient(theta, 1, new Float64Array(3)), 7);
      agrees(program, theta);
    }
  });

  it('the same random numbers, on the second try as well', () => {
    const program = compiled(
      'function f(p, { random }) { let s = 0; for (let i = 0; i < 3000; i++) { s = Math.sin(s + random() * p[0]); } return s; }',
      '[[0.5], undefined]',
      ['p', null],
      1,
    );
    agrees(program, program.start, 2);
    agrees(program, program.start, 3);
  });
});
