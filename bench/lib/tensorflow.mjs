import { loadPackages } from './build.mjs';
import { installed } from './install.mjs';
import { hyperparameters, start, width } from './rosenbrock.mjs';

const version = '4.22.0';

/** TensorFlow.js with its CPU backend. */
export function loadTensorflow() {
  const folder = installed({
    '@tensorflow/tfjs-core': version,
    '@tensorflow/tfjs-backend-cpu': version,
  });
  return loadPackages(folder, [
    "export * from '@tensorflow/tfjs-core';",
    "import '@tensorflow/tfjs-core/dist/register_all_gradients';",
    "import '@tensorflow/tfjs-backend-cpu';",
  ]);
}

/**
 * Adam of TensorFlow.js (float32, CPU backend). Its state is private: reading it at every step, as
 * one must to see it, goes through the optimizer's accumulators.
 */
export async function tensorflow(steps) {
  const tf = await loadTensorflow();
  const { lr, beta1, beta2, eps } = hyperparameters;
  const rows = new Float64Array(steps * width);
  return {
    name: `TensorFlow.js ${version}, CPU backend, float32`,
    rows,
    run() {
      const x = tf.variable(tf.scalar(start[0]), true, undefined, 'float32');
      const y = tf.variable(tf.scalar(start[1]), true, undefined, 'float32');
      const optimizer = tf.train.adam(lr, beta1, beta2, eps);
      const one = tf.scalar(1);
      const hundred = tf.scalar(100);
      const objective = () =>
        tf.add(tf.square(tf.sub(one, x)), tf.mul(hundred, tf.square(tf.sub(y, tf.square(x)))));
      let at = 0;
      const record = (tensor) => {
        rows[at++] = tensor.dataSync()[0];
      };
      for (let t = 1; t <= steps; t++) {
        tf.tidy(() => {
          const { value, grads } = tf.variableGrads(objective, [x, y]);
          optimizer.applyGradients(grads);
          record(value);
          for (const variable of [x, y]) record(variable);
          for (const variable of [x, y]) record(grads[variable.name]);
          for (const { variable } of optimizer.accumulatedFirstMoment) record(variable);
          for (const { variable } of optimizer.accumulatedSecondMoment) record(variable);
        });
      }
      optimizer.dispose();
      tf.dispose([x, y, one, hundred]);
    },
  };
}
