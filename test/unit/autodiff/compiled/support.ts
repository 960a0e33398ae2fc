import assert from 'node:assert/strict';
import { CompiledProgram } from '../../../../src/autodiff/compiled/program';
import { compileProgram, type Program } from '../../../../src/autodiff/program';
import { contributions } from '../../../../src/autodiff/tape';
import { bundleOf, type Short } from '../bundle';

const options = { seed: 7, start: null, console: () => undefined };

/** The program on its highest rung up to the compiled one. */
export function onLadder(
  f: string,
  start: string,
  parameters?: Short[],
  context?: number,
): Program {
  const bundle = bundleOf(f, start, parameters, context);
  return compileProgram(bundle, { ...options, gradient: 'compiled' });
}

/** The compiled program; fails where it is declined. */
export function compiled(
  f: string,
  start: string,
  parameters?: Short[],
  context?: number,
): CompiledProgram {
  const program = onLadder(f, start, parameters, context);
  assert.ok(
    program instanceof CompiledProgram,
    `declined: ${String(program.declined?.arguments[0])}`,
  );
  return program;
}

/** Asserts the value's bits and the gradient of compiled code against those of the tape. */
export function agrees(program: CompiledProgram, theta = program.start, t = 1): number[] {
  const [a, b, sizes] = [0, 0, 0].map(() => new Float64Array(theta.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const plain = program.value(theta, t);
  const onTape = program.tape.valueAndGradient(theta, t, a);
  contributions(sizes);
  const value = program.valueAndGradient(theta, t, b);
  assert.equal(program.gradientSource, 'compiled');
  assert.ok(Object.is(value, plain), `value ${value}, plain ${plain}`);
  assert.ok(Object.is(value, onTape), `value ${value}, ${onTape} on the tape`);
  b.forEach((x, i) => {
    const isClose = Object.is(x, a[i]) || Math.abs(x - a[i]!) <= 1e-12 * sizes[i]!;
    assert.ok(isClose, `g[${i}] ${x}, ${a[i]} on the tape`);
  });
  return [...b];
}
