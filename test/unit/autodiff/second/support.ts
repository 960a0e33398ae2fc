import { compileProgram } from '../../../../src/autodiff/program';
import { hessian } from '../../../../src/autodiff/second/hessian';
import type { SecondOrder } from '../../../../src/autodiff/second/recorded';
import { bundleOf, type Short } from '../bundle';

/** An objective on the tape, and its second derivatives. */
export function twice(f: string, start: string, parameters?: Short[], context?: number) {
  const bundle = bundleOf(f, start, parameters, context);
  const program = compileProgram(bundle, {
    ...{ seed: 5, start: null, console: () => undefined },
    gradient: 'tape',
  });
  return { program, second: program.secondOrder!() };
}

/** The Hessian of `f`, the text of an expression in the coordinates `x`, `y`, `z` … there are. */
export function hessianOf(expression: string, at: readonly number[]): number[] {
  const names = ['x', 'y', 'z', 'w'].slice(0, at.length);
  const f = `function f([${names.join(', ')}]) { return ${expression}; }`;
  const { program, second } = twice(f, `[${JSON.stringify(at)}]`);
  return [...hessian(second(program.start, 1), at.length)!];
}

/** H·d by Richardson's extrapolation of central differences of the exact gradient. */
export function differences(
  second: SecondOrder,
  theta: Float64Array,
  direction: Float64Array,
  t: number,
): Float64Array {
  const along = (h: number) => {
    const [above, below] = [h, -h].map((by) => {
      const gradient = new Float64Array(theta.length);
      second(
        theta.map((x, i) => x + by * direction[i]!),
        t,
      ).gradient(gradient);
      return gradient;
    });
    return above!.map((x, i) => (x - below![i]!) / (2 * h));
  };
  const [wide, narrow] = [along(2e-4), along(1e-4)];
  return narrow.map((x, i) => (4 * x - wide[i]!) / 3);
}
