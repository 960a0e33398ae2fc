/** What the engine and the sandbox say; see index.ts. */
export const engine = {
  'engine.loss-not-finite': 'The loss is {0} at step {1}.',
  'engine.gradient-not-finite': 'The gradient of {0} is {1} at step {2}.',
  'engine.quantity-not-finite': '{0} of {1} became {2} in step {3}.',
  'engine.overflow':
    '{0} of {1} overflowed to Infinity in step {2}: the step divides by it, so the parameter is frozen.',
  'engine.non-deterministic':
    'Two evaluations at the start differ ({0} in {1} and {2}): the objective is not deterministic. Use random() of the context, which is seeded.',
  'engine.zero-gradient':
    'The gradient is 0 in every coordinate at the start: a minimum, a plateau, or an objective that does not depend on its parameters.',
  'engine.evaluated-failed':
    '{0} could not be evaluated at step {1}: it has no value there, and the run goes on.',
  'engine.evaluated-not-finite': '{0} is {1} at step {2}.',
  'engine.evaluated-time-limit':
    'Time limit: {0}, evaluated beside the loss, did not return within {1} s after step {2} (setting adamscope.evaluationTimeLimit).',
  'engine.evaluated-memory-limit':
    'Memory limit: {0} MB were used in {3}, evaluated beside the loss, after step {2}; {1} MB are allowed (setting adamscope.memoryLimit).',
  'engine.steps': 'Steps must be a whole number from 0 to {0}, not {1}.',
  'engine.resume-coordinates':
    'The state to go on from has {0} coordinates, the objective has {1}.',
  'engine.resume-step': 'There is nothing to go on with: the state is that of step {0} of {1}.',
  'engine.bounds': 'The lower bound must not be above the upper one: {0}, {1}.',
  'engine.coordinates': 'A landscape needs two different coordinates out of {0}.',
  'engine.built-in':
    'The objective changes {0}, a built-in function that the engine needs too, and the engine cannot go on.',
  'engine.failed': 'The engine failed: {0}',
  'engine.memory-limit':
    'Memory limit: the objective used {0} MB after step {2}; {1} MB are allowed (setting adamscope.memoryLimit).',
  'engine.memory-abort':
    'Memory limit: after step {1} the objective asked for more at once than JavaScript can give; {0} MB were in use a moment before.',
  'engine.time-limit':
    'Time limit: the evaluation for step {1} did not finish within {0} s (setting adamscope.evaluationTimeLimit).',
  'engine.ended-by-objective': 'The objective ended the process at step {0}.',
  'engine.crashed': 'The engine process ended unexpectedly ({0}) at step {1}.',
  'engine.unresponsive': 'The engine process stopped answering at step {0} and was ended.',
  'engine.invalid-message': 'The engine process sent something invalid at step {0} and was ended.',
  'engine.start-too-slow': 'The engine process did not answer within {0} s of its start.',
  'engine.start-failed': 'The engine process could not be started: {0}',
  'engine.console-dropped':
    '{0} lines of console output were left out: at most {1} a second are shown.',
} as const;
