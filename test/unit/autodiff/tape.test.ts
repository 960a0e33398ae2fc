import assert from 'node:assert/strict';
import { usual } from '../../../src/autodiff/store';
import { tapeLength } from '../../../src/autodiff/tape';
import { compileProgram } from '../../../src/autodiff/program';
import { bundleOf } from './bundle';

/** Gradient on the tape, and how many nodes it took beside those of θ. */
function taped(f: string, start: number[]) {
  const bundle = bundleOf(f, JSON.stringify([start]));
  const program = compileProgram(bundle, {
    ...{ seed: 1, start: null, gradient: 'tape' },
    console: () => undefined,
  });
  const gradient = new Float64Array(start.length);
  const value = program.valueAndGradient(program.start, 1, gradient);
  const nodes = tapeLength() - start.length;
  assert.ok(Object.is(value, program.value(program.start, 1)), 'the bits of the plain function');
  return { value, gradient: [...gradient], nodes };
}

describe('the tape', () => {
  it('records one node for a chain of operations that nobody keeps', () => {
    // 2 · 3 · 100 · (1 − x) …, of which only the last result is kept.
    const { gradient, nodes } = taped('const f = ([x]) => 100 * (1 - x) ** 2 / 4;', [3]);
    assert.deepEqual([gradient, nodes], [[100], 1]);
  });

  it('one for each place where two numbers meet, and one for what has a name', () => {
    const meet = taped('const f = ([x, y]) => 3 * x * (y - 2) + -(x / 4);', [5, 7]);
    assert.deepEqual([meet.gradient, meet.nodes], [[14.75, 15], 2]);
    const named = taped('const f = ([x]) => { const y = 2 * x; return y * y; };', [5]);
    assert.deepEqual([named.gradient, named.nodes], [[40], 2]);
  });

  it('takes functions of Math as links of a chain', () => {
    const { gradient, nodes } = taped('const f = ([x]) => 2 * Math.exp(3 * x) + 1;', [0]);
    assert.deepEqual([gradient, nodes], [[6], 1]);
  });

  it('functions of Math as callbacks leave alone what else they are given', () => {
    const map = taped('const f = (x) => x.map(Math.exp).reduce((a, b) => a + b);', [0, 0, 0]);
    assert.deepEqual(map.gradient, [1, 1, 1]);
    const pair = taped(
      'const f = ([x, y]) => { const e = Math.exp(x, y); return e * y; };',
      [0, 5],
    );
    assert.deepEqual(pair.gradient, [5, 1]);
  });

  it('the same number on both sides', () => {
    assert.deepEqual(taped('const f = ([x]) => (2 * x) * (2 * x) - x * x;', [3]).gradient, [18]);
    assert.deepEqual(taped('const f = ([x]) => x / x + (x - x) * 7;', [3]).gradient, [0]);
  });

  it('expressions deeper than there are places for scratch numbers', () => {
    const depth = 100;
    const text = `${'(x + 0) * ('.repeat(depth)}x${')'.repeat(depth)}`;
    const { value, gradient } = taped(`const f = ([x]) => ${text};`, [1]);
    assert.deepEqual([value, gradient], [1, [depth + 1]]);
  });

  it('more nodes than most programs need', () => {
    const f = `function f([x, y]) { let s = x; for (let i = 0; i < ${usual}; i++) s = (s + y) / 2; return s; }`;
    const { gradient, nodes } = taped(f, [1, 3]);
    assert.ok(nodes > usual, `${nodes} nodes`);
    assert.deepEqual(gradient, [0, 1]);
    assert.deepEqual(taped('const f = ([x]) => x * x;', [4]).gradient, [8], 'and few again');
  });

  it('what was kept from an earlier evaluation is a constant', () => {
    const f =
      'let kept = 0; const f = ([x]) => { const y = 3 * x + kept * x; kept = x; return y; };';
    const bundle = bundleOf(f, '[[2]]');
    const program = compileProgram(bundle, {
      ...{ seed: 1, start: null, gradient: 'tape' },
      console: () => undefined,
    });
    const gradient = new Float64Array(1);
    program.valueAndGradient(Float64Array.of(2), 1, gradient);
    assert.equal(program.valueAndGradient(Float64Array.of(5), 1, gradient), 25);
    assert.deepEqual([...gradient], [5]);
  });
});
