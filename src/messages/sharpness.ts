/** What is said of sharpness; see index.ts. */
export const sharpness = {
  'sharpness.too-many':
    'Sharpness needs the whole Hessian, of at most {1} coordinates; there are {0}.',
  'sharpness.numerical': 'The gradient is numerical: there are no exact second derivatives.',
  'sharpness.no-steps': 'There is no step whose sharpness could be computed.',
  'sharpness.too-many-steps':
    'Sharpness of {0} steps at once is too much; choose at least every={1}.',
  'sharpness.not-linear':
    'The step of {0} is no linear function of the gradient: sharpness says nothing of it.',
  'sharpness.sync': 'The slow weights of {0} take part in its stability.',
  'sharpness.own': 'How a step of your own optimizer depends on the gradient is not known.',
  'sharpness.stopped': 'Stopped before the sharpness was computed.',
  'sharpness.spike':
    'Sharpness crossed {0} at step {1}: from there on every swing grows, and the loss spikes near step {2}, {3} steps later.',
  'sharpness.crossed':
    'Sharpness crossed {0} at step {1} and reached {2} at step {3}: above {0} every swing grows.',
  'sharpness.below': 'Sharpness stayed below {0}: at most {1}, at step {2}.',
  'sharpness.no-bound':
    'At most {0}, at step {1}; from where on this optimizer is unstable is not known.',
  'sharpness.nowhere': 'The second derivatives are finite at no step.',
} as const;
