import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installed } from '../install.mjs';
import { arraysOf, result } from './data.mjs';

const version = '0.1.25';

/** jax-js, vectorised by hand and compiled by `jit`: float64, WebAssembly. */
export async function open() {
  const folder = installed({ '@jax-js/jax': version });
  const { resolve } = createRequire(path.join(folder, 'index.js'));
  const module = path.join(path.dirname(resolve('@jax-js/jax')), 'index.js');
  // Node 20 has no such arrays, and jax-js asks of everything whether it is one.
  globalThis.Float16Array ??= class Float16Array {};
  const jax = await import(pathToFileURL(module).href);
  const { numpy: np, nn, jit, valueAndGrad } = jax;
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  // Whoever uses an array twice says so by `.ref`: each use without it gives the array away.
  const losses = {
    rosenbrock: (x) => {
      const n = x.shape[0];
      const before = x.ref.slice([0, n - 1]);
      const valley = x.slice([1, n]).sub(np.square(before.ref));
      return np
        .square(valley)
        .mul(100)
        .add(np.square(before.mul(-1).add(1)))
        .sum();
    },
    logistic: (w, x, y) => {
      const z = np.matmul(x, w);
      return np.mean(nn.softplus(z.ref).sub(y.mul(z)));
    },
    network: (w1, b1, w2, b2, x, y) => {
      const hidden = np.tanh(np.matmul(x, np.transpose(w1)).add(b1));
      return np.mean(np.square(np.matmul(hidden, w2).add(b2).sub(y)));
    },
  };
  const arrays = (all) =>
    Object.values(all).map(([numbers, shape]) =>
      np.array(numbers, { dtype: np.float64 }).reshape(shape),
    );
  return {
    version: `jax-js ${version}, jit, WebAssembly, float64`,
    prepare(task) {
      const { theta, data } = arraysOf(task);
      const [given, constants] = [arrays(theta), arrays(data)];
      const argnums = given.map((_, i) => i);
      const gradient = jit(valueAndGrad(losses[task.kind], { argnums }));
      return () => {
        const [value, grads] = gradient(
          ...given.map((each) => each.ref),
          ...constants.map((c) => c.ref),
        );
        return result(
          value.dataSync()[0],
          grads.map((each) => each.dataSync()),
        );
      };
    },
  };
}
