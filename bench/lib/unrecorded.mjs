import { load } from './build.mjs';
import { compiled } from './ours.mjs';

/**
 * The engine's steps without a single row: the same gradient, and as in the engine an optimizer of
 * its own for each run. (One that had run before would be a constant to V8, which no run's is.)
 */
export async function unrecorded(steps) {
  const { createOptimizer } = await load('optimizers/make');
  const { program, job } = await compiled(steps);
  return {
    run() {
      const { optimizer } = createOptimizer(job, program.leaves, null);
      let theta = program.start.slice();
      let after = theta.slice();
      const gradient = theta.slice();
      let state = optimizer.init(theta);
      let next = optimizer.init(theta);
      for (let t = 1; t <= steps; t++) {
        program.valueAndGradient(theta, t, gradient);
        optimizer.step(theta, gradient, t, state, next, after);
        [theta, after] = [after, theta];
        [state, next] = [next, state];
      }
    },
  };
}
