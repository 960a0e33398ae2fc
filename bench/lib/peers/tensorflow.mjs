import { loadTensorflow } from '../tensorflow.mjs';
import { arraysOf, result } from './data.mjs';

/** TensorFlow.js, vectorised by hand: float32, CPU backend. */
export async function open() {
  const tf = await loadTensorflow();
  const losses = {
    rosenbrock: (_, x) => {
      const n = x.shape[0];
      const before = x.slice([0], [n - 1]);
      const valley = x.slice([1], [n - 1]).sub(before.square());
      return valley.square().mul(100).add(before.neg().add(1).square()).sum();
    },
    logistic: ({ x, y }, w) => {
      const z = x.matMul(w.expandDims(1)).squeeze([1]);
      return tf.softplus(z).sub(y.mul(z)).mean();
    },
    network: ({ x, y }, w1, b1, w2, b2) => {
      const hidden = tf.tanh(tf.matMul(x, w1, false, true).add(b1));
      const out = hidden.matMul(w2.expandDims(1)).squeeze([1]).add(b2);
      return out.sub(y).square().mean();
    },
  };
  const tensors = (all) =>
    Object.fromEntries(
      Object.entries(all).map(([name, [numbers, shape]]) => [
        name,
        tf.tensor(Float32Array.from(numbers), shape),
      ]),
    );
  return {
    version: 'TensorFlow.js 4.22.0, CPU backend, float32',
    prepare(task) {
      const { theta, data } = arraysOf(task);
      const constants = tensors(data);
      const gradient = tf.valueAndGrads((...given) => losses[task.kind](constants, ...given));
      const given = Object.values(tensors(theta));
      return () =>
        tf.tidy(() => {
          const { value, grads } = gradient(given);
          return result(
            value.dataSync()[0],
            grads.map((each) => each.dataSync()),
          );
        });
    },
  };
}
