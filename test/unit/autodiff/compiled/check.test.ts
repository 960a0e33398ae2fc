import assert from 'node:assert/strict';
import { CompiledProgram } from '../../../../src/autodiff/compiled/program';
import { compileProgram } from '../../../../src/autodiff/program';
import { bundleOf } from '../bundle';

const f = 'function f([x, y], { step }) { return x * x * step + 3 * y; }';
const [theta, step] = [Float64Array.of(2, 5), 1];

/** A compiled program whose code does as told, and how often its code and its tape were run. */
function withCode(code: (theta: Float64Array, gradient: Float64Array, t: number) => number) {
  const bundle = bundleOf(f, '[[2, 5], undefined]', ['p', null], 1);
  const tape = compileProgram(bundle, {
    ...{ seed: 1, start: null, gradient: 'tape' },
    console: () => undefined,
  });
  const runs = { code: 0, tape: 0 };
  const counted = Object.create(tape) as typeof tape;
  counted.valueAndGradient = (...args) => (runs.tape++, tape.valueAndGradient(...args));
  const run: typeof code = (...args) => (runs.code++, code(...args));
  return { program: new CompiledProgram(counted, run, () => undefined), runs };
}

function right(by: number, value = 0) {
  return (at: Float64Array, gradient: Float64Array, t: number) => {
    gradient[0] = 2 * at[0]! * t * (1 + by);
    gradient[1] = 3;
    return at[0]! * at[0]! * t + 3 * at[1]! + value;
  };
}

describe('compiled code held against the tape', () => {
  it('at the first evaluation of two steps, and then no more', () => {
    const { program, runs } = withCode(right(1e-13));
    const gradient = new Float64Array(2);
    assert.equal(program.valueAndGradient(theta, step, gradient), 19);
    assert.deepEqual(gradient, Float64Array.of(4 * (1 + 1e-13), 3));
    // The start once more, as every run asks; then two further steps.
    for (const t of [1, 2, 3, 3]) program.valueAndGradient(theta, t, gradient);
    assert.deepEqual(runs, { code: 5, tape: 2 });
    assert.equal(program.gradientSource, 'compiled');
    assert.equal(program.declined, undefined);
  });

  it('a gradient that differs: the tape goes on, and the largest deviation is told', () => {
    const { program, runs } = withCode(right(3e-9));
    const gradient = new Float64Array(2);
    assert.equal(program.valueAndGradient(theta, step, gradient), 19);
    assert.deepEqual(gradient, Float64Array.of(4, 3));
    assert.equal(program.gradientSource, 'tape');
    assert.deepEqual(
      [program.declined?.code, program.declined?.arguments],
      ['gradient.differs', ['3.0e-9', 1]],
    );
    program.valueAndGradient(theta, 2, gradient);
    assert.deepEqual(gradient, Float64Array.of(8, 3));
    assert.deepEqual(runs, { code: 1, tape: 3 });
  });

  it('a value that differs in its last bit', () => {
    const { program } = withCode(right(0, 4e-15));
    assert.equal(program.valueAndGradient(theta, step, new Float64Array(2)), 19);
    assert.equal(program.declined?.code, 'gradient.differs-value');
  });

  it('a tape that would be too long is not waited for', () => {
    const long =
      'function f([x, n]) { let s = x; for (let i = 0; i < 600000; i++) s = s * 0.5 + x; return s; }';
    const program = compileProgram(bundleOf(long, '[[1, 2]]'), {
      ...{ seed: 1, start: null },
      console: () => undefined,
    });
    const gradient = new Float64Array(2);
    assert.equal(program.valueAndGradient(program.start, 1, gradient), 2);
    assert.deepEqual(gradient, Float64Array.of(2, 0));
    assert.equal(program.gradientSource, 'compiled');
  });
});
