import { requireFrom } from '../install.mjs';
import { arraysOf, result } from './data.mjs';

const version = '2.0.10';

/** adnn: the loops of the objectives on its scalars, each operation a node of a graph. */
export function open() {
  const ad = requireFrom({ adnn: version })('adnn/ad');
  const { add, sub, mul, div, exp, log, abs, tanh } = ad.scalar;
  const square = (x) => mul(x, x);
  const losses = {
    rosenbrock({ x }) {
      let loss = 0;
      for (let i = 0; i + 1 < x.length; i++) {
        const valley = square(sub(x[i + 1], square(x[i])));
        loss = add(loss, add(mul(100, valley), square(sub(1, x[i]))));
      }
      return loss;
    },
    logistic({ w }, { x, y }) {
      let loss = 0;
      for (let i = 0; i < y.length; i++) {
        let z = 0;
        for (let j = 0; j < w.length; j++) z = add(z, mul(w[j], x[i * w.length + j]));
        // Its `max` has no derivative, so max(z, 0) is (z + |z|) ÷ 2.
        const size = abs(z);
        const softplus = add(log(add(1, exp(sub(0, size)))), div(add(z, size), 2));
        loss = add(loss, sub(softplus, mul(y[i], z)));
      }
      return div(loss, y.length);
    },
    network({ w1, b1, w2, b2 }, { x, y }) {
      const d = w1.length / b1.length;
      let loss = 0;
      for (let i = 0; i < y.length; i++) {
        let out = b2[0];
        for (let h = 0; h < b1.length; h++) {
          let z = b1[h];
          for (let j = 0; j < d; j++) z = add(z, mul(w1[h * d + j], x[i * d + j]));
          out = add(out, mul(w2[h], tanh(z)));
        }
        loss = add(loss, square(sub(out, y[i])));
      }
      return div(loss, y.length);
    },
  };
  const numbers = (all, lifted) =>
    Object.fromEntries(
      Object.entries(all).map(([name, [flat]]) => [
        name,
        lifted ? Array.from(flat, ad.lift) : flat,
      ]),
    );
  return {
    version: `adnn ${version}, scalars`,
    prepare(task) {
      const { theta, data } = arraysOf(task);
      const constants = numbers(data, false);
      return () => {
        const given = numbers(theta, true);
        const loss = losses[task.kind](given, constants);
        loss.backprop();
        return result(
          ad.value(loss),
          Object.values(given).map((leaf) => leaf.map(ad.derivative)),
        );
      };
    },
  };
}
