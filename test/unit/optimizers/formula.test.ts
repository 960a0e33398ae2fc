import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compileLoop,
  planOf,
  simdSize,
  type LoopDeclaration,
} from '../../../src/optimizers/formula/loop';
import { parseExpression, parseFormula } from '../../../src/optimizers/formula/parse';
import { numberOf, scalarLoop } from '../../../src/optimizers/formula/scalar';
import { simdLoop } from '../../../src/optimizers/formula/simd';

const nothing = new Float64Array();

describe('a formula', () => {
  it('has the ranks of JavaScript, from left to right', () => {
    const value = (text: string) => numberOf(text, ['a', 'b', 'c'], {}, 'float64')(0.1, 0.2, 0.3);
    assert.equal(value('a + b + c'), 0.1 + 0.2 + 0.3);
    assert.equal(value('a + (b + c)'), 0.1 + (0.2 + 0.3));
    assert.equal(value('a - b * c / a'), 0.1 - (0.2 * 0.3) / 0.1);
    assert.equal(value('-a * b'), -0.1 * 0.2);
    assert.equal(value('a * -(b - c)'), 0.1 * -(0.2 - 0.3));
    assert.equal(value('max(a, 2) / sqrt(1.5)'), 2 / Math.sqrt(1.5));
    assert.equal(value('sign(a - b) * abs(-c)'), -0.3);
  });

  it('is rounded after every operation in float32', () => {
    const { fround, sqrt } = Math;
    const rounded = numberOf('sqrt(v) / c + eps', ['v', 'c'], { eps: 1e-8 }, 'float32');
    assert.equal(rounded(0.7, 0.3), fround(fround(fround(sqrt(0.7)) / 0.3) + 1e-8));
    const difference = (precision: 'float32' | 'float64') =>
      numberOf('a + b - a', ['a', 'b'], {}, precision)(1, 2 ** -30);
    assert.equal(difference('float64'), 2 ** -30);
    assert.equal(difference('float32'), 0);
  });

  it('is refused where it is none', () => {
    for (const text of ['a +', '(a', 'a b', 'pow(a, b)', 'max(a)', '= a', '']) {
      assert.throws(() => parseExpression(text), SyntaxError, text);
    }
    assert.throws(() => parseFormula('m = a = b'), SyntaxError);
    assert.throws(() => parseFormula('m'), SyntaxError);
  });

  it('changes only what is its own, and knows every name', () => {
    const refused: LoopDeclaration[] = [
      { formula: 'update = unknown * g' },
      { formula: 'theta = g' },
      { formula: 'lr = g', scalars: ['lr'] },
      { formula: 'beta = g', constants: { beta: 1 } },
    ];
    for (const each of refused) assert.throws(() => compileLoop(each, 1, 'float64'), SyntaxError);
  });
});

describe('a loop', () => {
  it('reads a slot of the state until it is assigned, then the new value', () => {
    const declaration: LoopDeclaration = {
      slots: ['m'],
      scalars: ['lr'],
      constants: { mu: 0.5 },
      formula: `
        last = m
        m = mu * m + g
        update = -lr * (m + last) + theta`,
    };
    const [state, next] = [{ m: Float64Array.of(4, 8) }, { m: new Float64Array(2) }];
    const updates = Float64Array.of(1, 2);
    compileLoop(declaration, 2, 'float64')(updates, Float64Array.of(100, 200), state, next, 10);
    assert.deepEqual(next.m, Float64Array.of(3, 6));
    assert.deepEqual(updates, Float64Array.of(100 - 70, 200 - 140));
    assert.deepEqual(state.m, Float64Array.of(4, 8));
  });

  /** Everything that there is to compute with, so that no operation is left out. */
  const everything: LoopDeclaration = {
    slots: ['a', 'b'],
    scalars: ['s', 'c'],
    constants: { k: 0.3, zero: 0, below: -0 },
    formula: `
      root = sqrt(abs(a)) / c
      b = max(b * k, g - s) + 1.5
      a = sign(g) * root - (below + zero * a)
      direction = sign(theta / b)
      update = -(a / b) * direction + max(g, theta)`,
  };
  const special = [0, -0, NaN, Infinity, -Infinity, 5e-324, -5e-324, 1.7e308, 1, -1];
  const number = fc.oneof(fc.double(), fc.constantFrom(...special));
  const arrays = fc.integer({ min: 0, max: 5 }).chain((more) => {
    const size = simdSize + more;
    const array = fc
      .array(number, { minLength: size, maxLength: size })
      .map((values) => Float64Array.from(values));
    return fc.tuple(array, array, array, array);
  });

  it('of many coordinates gives the bits of one coordinate at a time, -0 and NaN included', () => {
    fc.assert(
      fc.property(arrays, number, number, ([g, theta, a, b], s, c) => {
        const size = g.length;
        const run = (compiledFor: number) => {
          const next = { a: new Float64Array(size), b: new Float64Array(size) };
          const updates = g.slice();
          compileLoop(everything, compiledFor, 'float64')(updates, theta, { a, b }, next, s, c);
          // As numbers: there are many NaN in memory, of which JavaScript knows one.
          return [updates, next.a, next.b].map((each) => Array.from(each));
        };
        assert.deepEqual(run(size), run(1));
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('of many coordinates is not the scalar one in disguise', () => {
    const plan = planOf({ formula: 'update = -g' });
    const simd = simdLoop(plan, simdSize);
    assert.doesNotMatch(String(simd), /for \(/);
    // What it writes comes out of memory of the size that it was made for.
    assert.throws(() => simd(Float64Array.of(3), nothing, {}, {}), RangeError);
    assert.match(String(scalarLoop(plan, 'float64')), /for \(/);
  });

  it('is given at most four numbers', () => {
    const scalars = ['a', 'b', 'c', 'd', 'e'];
    assert.throws(() => compileLoop({ formula: 'update = e', scalars }, 1, 'float64'), SyntaxError);
  });

  it('does without WebAssembly where its memory cannot be had', () => {
    const size = 2 ** 33;
    const updates = Float64Array.of(3);
    compileLoop({ formula: 'update = -g' }, size, 'float64')(updates, nothing, {}, {});
    assert.deepEqual(updates, Float64Array.of(-3));
  });
});
