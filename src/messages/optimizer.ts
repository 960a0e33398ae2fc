/** What is said of optimizers and their hyper-parameters; see index.ts. */
export const optimizer = {
  'optimizer.unknown': 'There is no optimizer “{0}”. Known: {1}.',
  'hyperparameter.unknown': '{0} has no hyper-parameter “{1}”. It has: {2}.',
  'hyperparameter.type': '{0} must be {1}, not {2}.',
  'hyperparameter.range': '{0} must be in {1}, not {2}.',
  'hyperparameter.lr-zero': 'lr is 0: θ will not move.',
  'hyperparameter.eps-zero': 'eps is 0: a coordinate whose gradient is 0 gets 0/0 = NaN.',
  'hyperparameter.beta1-above-root-beta2':
    'beta1 ≥ √beta2 ({0} ≥ {1}): the bound on the size of a step is lost (Reddi et al. 2018).',
} as const;
