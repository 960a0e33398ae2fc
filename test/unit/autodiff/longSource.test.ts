import assert from 'node:assert/strict';
import { compileProgram } from '../../../src/autodiff/program';
import { descendants, parseBody } from '../../../src/autodiff/rewrite/syntax';
import { bundleOf } from './bundle';

const lines = 100_000;

/** The rung of a program of so many lines, why it is not a higher one, its value and gradient. */
function outcome(f: string) {
  const program = compileProgram(bundleOf(f, '[[3, 2]]'), {
    ...{ seed: 1, start: null },
    console: () => undefined,
  });
  const gradient = new Float64Array(2);
  const value = program.valueAndGradient(program.start, 1, gradient);
  const why = program.declined?.arguments[0] ?? null;
  return { rung: program.gradientSource, why, value, gradient: [...gradient] };
}

describe('programs of 100,000 lines', function () {
  this.timeout(300_000);

  it('of data are compiled', () => {
    const f = `const rows = [\n${'[1, 2],\n'.repeat(lines)}];
      function f([x, y]) { let s = 0; for (const [a, b] of rows) s += a * x + b * y; return s; }`;
    assert.deepEqual(outcome(f), {
      ...{ rung: 'compiled', why: null, value: 7 * lines, gradient: [lines, 2 * lines] },
    });
  });

  it('of statements are for the tape, and the compiler says that they are too many', () => {
    const f = `function f([x, y]) { let s = 0;\n${'s += x * y;\n'.repeat(lines)}return s; }`;
    assert.deepEqual(outcome(f), {
      ...{ rung: 'tape', why: 'a program of this size' },
      ...{ value: 6 * lines, gradient: [2 * lines, 3 * lines] },
    });
  });

  it('through foreign memory have numerical differences', () => {
    const f = `function f([x, y]) { const b = new Float64Array(new ArrayBuffer(8)); b[0] = x; let s = 0;\n${'s += b[0];\n'.repeat(lines)}return s / ${lines} + y; }`;
    const { rung, value, gradient } = outcome(f);
    assert.deepEqual([rung, value], ['numerical', 5]);
    for (const each of gradient) assert.ok(Math.abs(each - 1) < 1e-5, `${each}`);
  });

  it('have more nodes in one block than a call takes arguments', () => {
    const nodes = [...descendants(parseBody('a;'.repeat(2 * lines)).program)];
    // The program, and a statement and its name for each.
    assert.equal(nodes.length, 1 + 2 * (2 * lines));
  });
});
