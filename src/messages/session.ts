/** What the session room says; see index.ts. */
export const session = {
  'session.too-large':
    '{0} steps take at least {1} of numbers; a trace may take {2} (setting adamscope.traceSize). Up to {3} steps fit.',
  'session.checkpoints':
    'About {0} of numbers: full rows are kept every {1} steps, those between are computed again when you look at them.',
  'fork.no-code': 'The code of this run is not at hand: run it again, then fork.',
  'fork.text':
    'A fork is written as @optimizer is, as in “lr=0.001” or “adamw lr=0.01 steps=2000”, not “{0}”.',
  'fork.steps': 'A fork of step {0} cannot end at step {1}.',
  'fork.step': 'There is no state at step {0}: this run has those of steps {1} to {2}.',
  'replay.no-rows': 'There are no steps yet.',
  'replay.no-code':
    'This step was not kept, and the code of this run is not at hand: run it again.',
  'replay.too-many': 'At most {0} steps can be at hand at once.',
  'replay.stopped': 'Computing the step again was stopped.',
  'replay.superseded': 'Another step is computed first.',
  'replay.differs':
    'A second computation differs at step {0}: {1} was {2} and is now {3}. The objective is not deterministic; the recorded values are shown.',
  'session.not-recorded':
    'This run cannot be written to {0} ({1}). It goes on in memory and is gone after a reload.',
  'session.no-room':
    'The disk takes no more of this trace, and memory has no room for it: the run was ended after {0} steps.',
  'session.rows-out-of-order': 'The engine sent rows out of order (step {0}); the run was ended.',
  'setting.number': '{0} must be a whole number from {1} to {2}, not {3}; {4} is used.',
  'setting.object': '{0} must be an object of values by name, not {1}; it is not used.',
  'setting.ignored': '{0} cannot be {1}; it is not used.',
  'configure.steps': 'steps must be a whole number of at least 0, not {0}.',
  'configure.steps-too-many':
    'The losses of {0} steps alone take {1}; a trace may take {2} (setting adamscope.traceSize), which {3} steps fit into.',
  'configure.steps-very-many':
    'The losses of {0} steps alone take {1}. Use --trace-size MEGABYTES to say how much the trace may take.',
  'configure.trace-size':
    'The trace size must be a whole number of megabytes from {0} to {1}, not {2}.',
  'configure.seed': 'seed must be a whole number of at least 0, not {0}.',
  'configure.start': 'The start must be an array with one value per argument, not {0}.',
  'configure.hyperparameters': 'Hyper-parameters must be an object of values by name, not {0}.',
  'verdict.try': 'Try',
  'verdict.running-before': 'Waiting for the first step.',
  'verdict.done-before': 'The loss at the start is not finite.',
  'verdict.stopped-before': 'Stopped before the first step.',
  'verdict.user-error-before': 'An error ended the run before the first step.',
  'verdict.limit-before': 'A limit ended the run before the first step.',
  'verdict.crashed-before': 'The engine process ended before the first step.',
  'verdict.start': 'loss {0} at the start; no steps were asked for',
  'verdict.short': 'loss {0} → {1} after step {2}',
  'verdict.running': 'loss {0} → {1}, step {2} of {3}',
  'verdict.stopped': 'loss {0} → {1}, stopped after {2} of {3} steps',
  'verdict.user-error': 'loss {0} → {1}, ended by an error after {2} of {3} steps',
  'verdict.limit': 'loss {0} → {1}, ended by a limit after {2} of {3} steps',
  'verdict.crashed': 'loss {0} → {1}, then the engine process ended, after {2} of {3} steps',
  'verdict.diverged': 'loss {0} → {1} in {2} steps: it diverged',
  'verdict.diverged-try': 'loss {0} → {1} in {2} steps: it diverged; try {3}',
  'verdict.spike-recovered': 'loss fell to {0}, then spiked to {1} near step {2} and recovered',
  'verdict.spike': 'loss fell to {0}, then spiked to {1} near step {2}; it ended at {3}',
  'verdict.constant': 'loss stayed at {0} over {1} steps: the gradient is 0',
  'verdict.flat': 'loss stayed at {0} over {1} steps',
  'verdict.converged': 'loss {0} → {1}, converged by step {2}',
  'verdict.flat-since': 'loss {0} → {1}, flat since step {2}, though the gradient is not small',
  'verdict.falling': 'loss {0} → {1}, still falling after {2} steps',
  'verdict.falling-try-lr': 'loss {0} → {1}, still falling after {2} steps: try {3}',
  'verdict.falling-try-steps': 'loss {0} → {1}, still falling after {2} steps: try {3} steps',
  'verdict.by': 'that loss is {0}, evaluated every {1} steps',
  'verdict.ended': 'loss {0} → {1} after {2} steps; lowest {3} at step {4}',
} as const;
