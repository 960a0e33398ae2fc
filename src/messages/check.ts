/** What is said of a gradient that is checked; see index.ts. */
export const check = {
  'check.agrees':
    'The gradient agrees with central differences: {0} derivatives at {1} points, none of them further off than atol 1e-5 + rtol 1e-3.',
  'check.fails':
    'The gradient fails: {0} of {1} derivatives are not those of the loss. Worst: by {2} at point {3} (0 is the start) it says {4}, central differences say {5}.',
  'check.tape':
    'Compiled code and tape differ in {0} derivatives; worst: by {1} at point {2}, {3} and {4}.',
  'check.kinks':
    '{0} of {1} derivatives are at a kink: there is none, the gradient takes one of several possible.',
  'check.unclear':
    '{0} of {1} derivatives cannot be judged: the difference quotient changes with the step (a kink closer than the steps, or rounding).',
  'check.numerical': 'The gradient itself is numerical here: there is no exact one to be checked.',
  'check.sampled': '{0} of {1} coordinates were compared at each point, drawn anew each time.',
  'check.stopped': 'The check was stopped after {0} of {1} points.',
  'check.skipped': 'Point {0} was left out: the loss has no value there, nor closer to the start.',
  'check.column.verdict': 'verdict',
  'check.column.point': 'point',
  'check.column.coordinate': 'coordinate',
  'check.column.theta': 'θ',
  'check.column.exact': 'exact',
  'check.column.numerical': 'numerical',
  'check.column.difference': 'difference',
  'check.verdict.fails': 'fails',
  'check.verdict.unclear': 'cannot be judged',
  'check.verdict.kink': 'a kink, no derivative',
  'check.verdict.agrees': 'agrees',
  'check.more': '{0} more',
} as const;
