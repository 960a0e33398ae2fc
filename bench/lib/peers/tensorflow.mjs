import { loadTensorflow } from '../tensorflow.mjs';
import { arraysOf, result } from './data.mjs';

/** TensorFlow.js, vectorised by hand: float32, CPU backend. */
export async function open() {
  const tf = await loadTensorflow();
  const times = (matrix, vector) => tf.squeeze(tf.matMul(matrix, tf.expandDims(vector, 1)), [1]);
  const losses = {
    rosenbrock: (_, x) => {
      const n = x.shape[0];
      const before = tf.slice(x, [0], [n - 1]);
      const valley = tf.sub(tf.slice(x, [1], [n - 1]), tf.square(before));
      const rest = tf.square(tf.sub(1, before));
      return tf.sum(tf.add(tf.mul(100, tf.square(valley)), rest));
    },
    logistic: ({ x, y }, w) => {
      const z = times(x, w);
      return tf.mean(tf.sub(tf.softplus(z), tf.mul(y, z)));
    },
    network: ({ x, y }, w1, b1, w2, b2) => {
      const hidden = tf.tanh(tf.add(tf.matMul(x, w1, false, true), b1));
      return tf.mean(tf.square(tf.sub(tf.add(times(hidden, w2), b2), y)));
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
