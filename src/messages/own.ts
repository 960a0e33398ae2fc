/** What is said of the user's own optimizers and of how they are checked; see index.ts. */
export const own = {
  'own.no-name': '“{0}” needs the name of an export behind #, as in ./mine.ts#myAdam.',
  'own.no-file': 'There is no file “{0}” for the optimizer.',
  'own.file-kind': '“{0}” is neither TypeScript nor JavaScript.',
  'own.no-export': '“{0}” has no export “{1}”. It exports: {2}.',
  'own.not-exported': '“{0}” must be exported to be used as an optimizer.',
  'own.precision': 'An optimizer of your own computes in float64: precision float32 is not for it.',
  'own.schedule': 'A schedule needs a hyper-parameter lr, which this optimizer does not have.',
  'own.no-code': 'The code of the optimizer “{0}” is missing.',
  'own.not-a-pair':
    '“{0}” is {1}, not an optimizer: it must be an object with the functions init and update.',
  'own.no-function': 'The optimizer “{0}” has no function {1}: it is {2}.',
  'own.hyperparameters':
    'The hyper-parameters of “{0}” must be an object of names and defaults, not {1}.',
  'own.hyperparameter':
    'The default of the hyper-parameter {0} must be a number or a boolean, not {1}.',
  'own.threw-value': 'The optimizer threw {0}, which is no Error.',
  'own.frozen': '{0}. An optimizer must not change what it is given but return new values.',
  'own.mutates':
    '{0} changed {1} in step {2}: it must not change what it is given but return anew.',
  'own.returned': '{0} must return {1}, not {2}.',
  'own.returned-in-step': '{0} must return {1}, not {2} (step {3}).',
  'own.slot-name':
    '{0} cannot be the name of a slot: a slot has a plain name of at most 64 letters.',
  'own.slot-taken': '{0} cannot be the name of a slot: runs have a quantity of this name.',
  'own.slot-kind': 'The slot {0} must be a number or an array of numbers, not {1}.',
  'own.slot-length':
    'The slot {0} has {1} numbers: it must have {2} (one per coordinate), {3} (one per leaf) or 1.',
  'own.slot-missing': 'The slot {0} is missing from the state of step {1}.',
  'own.slot-new': 'The slot {0} appears in step {1}: init must return every slot there will be.',
  'own.slot-changed': 'The slot {0} was {1} and became {2} in step {3}.',
  'own.element': '{0} of {1} is {2} in step {3}, not a number.',
  'absent.own': 'An optimizer of your own shows its state; there is nothing derived from it.',
  'absent.own-slot': 'The state of this optimizer has no slot of this name.',
} as const;
