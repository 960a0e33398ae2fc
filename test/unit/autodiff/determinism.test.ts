import assert from 'node:assert/strict';
import { bundleOf, compile, gradientAt } from './bundle';

const both =
  'const f = (x, { step, random }) => x * random() + 10 * Math.random() + 100 * random()';
const noisy = () => bundleOf(both, '[1, undefined]', ['x', null], 1);

describe('random numbers', () => {
  it('depend on seed and step alone', () => {
    const program = compile(noisy(), 3);
    const first = [1, 2, 3].map((t) => program.value(program.start, t));
    assert.equal(new Set(first).size, 3);
    assert.deepEqual([3, 2, 1].map((t) => program.value(program.start, t)).reverse(), first);
    const again = compile(noisy(), 3);
    assert.deepEqual(
      [1, 2, 3].map((t) => again.value(again.start, t)),
      first,
    );
    const other = compile(noisy(), 4);
    assert.notEqual(other.value(other.start, 1), first[0]);
  });

  it('are the same with and without the gradient', () => {
    const program = compile(noisy(), 3);
    const gradient = new Float64Array(1);
    assert.equal(
      program.valueAndGradient(program.start, 5, gradient),
      program.value(program.start, 5),
    );
    assert.ok(gradient[0]! >= 0 && gradient[0]! < 1);
  });

  it('are uniform over the steps, without correlation of neighbours', () => {
    const program = compile(
      bundleOf('const f = (x, { random }) => x * random()', '[1, undefined]', ['x', null], 1),
      0,
    );
    const n = 4000;
    const u = Array.from({ length: n }, (_, i) => program.value(program.start, i + 1));
    const mean = u.reduce((a, b) => a + b) / n;
    const lag = u.slice(1).reduce((s, x, i) => s + (x - 0.5) * (u[i]! - 0.5), 0) / n;
    assert.ok(u.every((x) => x >= 0 && x < 1));
    assert.ok(Math.abs(mean - 0.5) < 0.02, `mean ${mean}`);
    assert.ok(Math.abs(lag * 12) < 0.06, `correlation ${lag * 12}`);
  });

  it('serve the top level alike in both copies of the code', () => {
    const program = compile(
      bundleOf(
        'const data = [Math.random(), Math.random()]; const f = (x) => x * data[0] + data[1]',
        '[2]',
        ['x'],
      ),
      9,
    );
    const gradient = new Float64Array(1);
    assert.equal(
      program.valueAndGradient(program.start, 1, gradient),
      program.value(program.start, 1),
    );
  });
});

describe('time', () => {
  it('stands still', () => {
    const program = compile(
      bundleOf(
        'const f = (x) => x * (Date.now() - new Date().getTime() + performance.now()) + new Date(5).getTime() + (new Date() instanceof Date)',
        '[1]',
        ['x'],
      ),
    );
    assert.equal(program.value(program.start, 1), 6);
    assert.equal(program.value(program.start, 1), 6);
  });
});

describe('state that the objective keeps', () => {
  it('an active number of an earlier evaluation is a constant', () => {
    const program = compile(
      bundleOf(
        'let kept = 0; const f = ([x, y]) => { const v = x * y + kept * x; kept = x * y; return v; }',
        '[[2, 3]]',
      ),
    );
    const gradient = new Float64Array(2);
    assert.equal(program.valueAndGradient(program.start, 1, gradient), 6);
    assert.deepEqual([...gradient], [3, 2]);
    assert.equal(program.valueAndGradient(program.start, 2, gradient), 18);
    assert.deepEqual([...gradient], [3 + 6, 2]);
    assert.equal(program.valueAndGradient(program.start, 3, gradient), 18);
  });

  it('of the top level is no active number', () => {
    const program = compile(
      bundleOf('const k = [1, 2].map((x) => x * 3); const f = (x) => x * k[1]', '[1]', ['x']),
    );
    assert.deepEqual(gradientAt(program), [6]);
  });

  it('arguments are fresh at each evaluation', () => {
    const program = compile(
      bundleOf('const f = (p) => { p[0] *= 2; p.push(1); return p[0] * p.length; }', '[[1, 2]]'),
    );
    for (let t = 1; t < 4; t++) assert.deepEqual(gradientAt(program, program.start, t), [6, 0]);
    assert.deepEqual([...program.start], [1, 2]);
  });

  it('an evaluation that threw leaves no trace in the next', () => {
    const program = compile(
      bundleOf(
        'const f = ([x, y], { step }) => { const s = x * y * x; if (step === 2) throw s; return s; }',
        '[[2, 3], undefined]',
        ['p', null],
        1,
      ),
    );
    assert.deepEqual(gradientAt(program, program.start, 1), [12, 4]);
    assert.throws(() => gradientAt(program, program.start, 2));
    assert.deepEqual(gradientAt(program, program.start, 3), [12, 4]);
  });

  it('a long evaluation grows the tape', () => {
    const program = compile(
      bundleOf(
        'const f = (x, { step }) => { let s = x; for (let i = 0; i < step; i++) s = s + x; return s; }',
        '[1, undefined]',
        ['x', null],
        1,
      ),
    );
    for (const t of [10, 100_000, 10])
      assert.deepEqual(gradientAt(program, program.start, t), [t + 1]);
  });

  it('changed built-ins of its own change nothing of the engine', () => {
    const spoil =
      'const old = Array.prototype.map; Array.prototype.map = function () { return [7]; }; Math.sin = () => 5;';
    const restore = 'Array.prototype.map = old;';
    const program = compile(
      bundleOf(
        `const f = ([x, y]) => { ${spoil} try { return Math.max(x, y, 1) * Math.sin(x) * Math.hypot(x, y); } finally { ${restore} } }`,
        '[[3, 4]]',
      ),
    );
    const gradient = new Float64Array(2);
    assert.equal(program.valueAndGradient(program.start, 1, gradient), 4 * 5 * 5);
    assert.deepEqual([...gradient], [20 * 0.6, 25 + 20 * 0.8]);
    assert.equal(Math.sin(0), 0);
  });
});
