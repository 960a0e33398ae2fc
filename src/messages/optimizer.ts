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
  'hyperparameter.nesterov':
    'Nesterov needs momentum above 0 and dampening 0, not momentum {0} and dampening {1}.',
  'optimizer.dialect-unknown': 'There is no dialect “{0}”. Known: {1}.',
  'optimizer.dialect-lacks': '{0} has no {1}. It can run as: {2}.',
  'optimizer.precision': 'precision must be one of {1}, not {0}.',
  'optimizer.clip-unknown': 'Clipping knows value and norm, not “{0}”.',
  'optimizer.clip-range': 'The limit of clipping by {0} must be in (0, ∞), not {1}.',
  'optimizer.no-leaf': 'No parameter is named “{0}”. There are: {1}.',
  'optimizer.groups-differ':
    'Groups must differ in numbers alone: one would have the series {0}, another {1}.',
  'schedule.phase': '“{0}” is no phase of a learning-rate schedule. There are: {1}.',
  'schedule.numbers':
    '“{0}” must be {1} in a schedule: steps, every and from are whole numbers in [1, ∞), last and factor numbers in [0, ∞).',
  'schedule.endless': 'In the schedule “{0}” phase {1} never ends, so that none can follow it.',
  'remark.tfjs-centered-rmsprop':
    'TF.js subtracts eps in centered RMSProp, √(v − (ḡ² + eps)): a known bug, not copied. Here eps is added.',
  'remark.tfjs-adadelta':
    'TF.js divides in Adadelta by the average of g² before this step, so that the first step is lr·g: a known bug, not copied.',
  'remark.lamb-one-number':
    'LAMB on “{0}”: the trust ratio of one number makes every step lr·|{0}|, so that its sign cannot change while lr < 1.',
  'absent.correction-off': 'Bias correction is off.',
  'absent.never-corrected': 'This optimizer has no bias correction.',
  'absent.no-momentum':
    'Without momentum there is no buffer: each step sees its own gradient alone.',
  'absent.momentum-off': 'momentum is 0: there is no buffer, the step goes along the gradient.',
  'absent.infinity-norm':
    'Adamax keeps u, a decaying maximum of |g|, in place of an average of squared gradients.',
  'absent.two-corrections':
    'NAdam’s direction mixes m and g, each with a correction of its own, so that there is no one m̂.',
  'absent.no-first-moment': 'This optimizer keeps no average of gradients.',
  'absent.no-second-moment': 'This optimizer keeps no average of squared gradients.',
} as const;
