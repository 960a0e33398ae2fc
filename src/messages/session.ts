/** What the session room says; see index.ts. */
export const session = {
  'session.too-large':
    '{0} steps of {1} numbers each would take {2}; a trace may take {3}. Up to {4} steps fit.',
  'session.rows-out-of-order': 'The engine sent rows out of order (step {0}); the run was ended.',
  'setting.number': '{0} must be a whole number from {1} to {2}, not {3}; {4} is used.',
  'setting.object': '{0} must be an object of values by name, not {1}; it is not used.',
  'setting.ignored': '{0} cannot be {1}; it is not used.',
  'configure.steps': 'steps must be a whole number of at least 0, not {0}.',
  'configure.steps-too-many':
    '{0} steps would take at least {1} of memory; at most {2} steps can be traced.',
  'configure.seed': 'seed must be a whole number of at least 0, not {0}.',
  'configure.start': 'The start must be an array with one value per argument, not {0}.',
  'configure.hyperparameters': 'Hyper-parameters must be an object of values by name, not {0}.',
} as const;
