import { requireFrom } from '../install.mjs';
import { arraysOf, result } from './data.mjs';

const version = '15.2.0';

/** math.js: a formula for each partial derivative, derived and compiled beforehand. */
export function open() {
  const { parse, derivative } = requireFrom({ mathjs: version })('mathjs');
  return {
    version: `math.js ${version}, symbolic`,
    prepare({ kind, n, ...task }) {
      if (kind !== 'rosenbrock' || n > 2)
        return 'to derive a single partial of 30 terms takes it more than a minute';
      const f = parse('(1 - x)^2 + 100 * (y - x^2)^2');
      const [value, ...partials] = [f, derivative(f, 'x'), derivative(f, 'y')].map((formula) =>
        formula.compile(),
      );
      const [x, y] = arraysOf({ kind, n, ...task }).theta.x[0];
      const scope = { x, y };
      return () =>
        result(
          value.evaluate(scope),
          partials.map((each) => [each.evaluate(scope)]),
        );
    },
  };
}
