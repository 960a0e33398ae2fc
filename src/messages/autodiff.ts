/** What the autodiff room says; see index.ts. */
export const autodiff = {
  'evaluation.syntax': 'The objective’s code cannot be read: {0}',
  'evaluation.too-deep':
    'An expression is nested too deeply (thousands of operators); split it into statements or a loop.',
  'evaluation.no-objective': 'The code defines no objective function.',
  'evaluation.threw': '{0}: {1}',
  'evaluation.threw-value': 'The objective threw {0}, which is no Error.',
  'evaluation.returned-nothing':
    'The objective returned undefined; it must return a number. Is a return missing?',
  'evaluation.returned': 'The objective returned {1} ({0}); it must return a number.',
  'evaluation.returned-boxed':
    'The objective returned {1}, an object ({0}); it must return a plain number.',
  'evaluation.returned-vector':
    'The objective returned {1} ({0}); a scalar objective is required: one number, such as the sum or the mean.',
  'evaluation.returned-promise':
    'The objective returned a Promise; asynchronous objectives are not supported.',
  'evaluation.buffer':
    '{0} over an ArrayBuffer has no gradient here; make it from a length or from numbers.',

  'start.missing': '{0} has neither a default value nor a start.',
  'start.count': '{0} start values are given, but the objective takes {1}.',
  'start.value':
    '{1} is {2}; the start of {0} must consist of finite numbers, arrays of them, and plain objects of these.',
  'start.empty': '{1} is empty ({2}); the start of {0} must hold at least one number.',
  'start.sparse': '{1} is missing in a sparse array; the start of {0} must have no holes.',
  'start.typed-array':
    '{1} is a {2}; of the typed arrays the start of {0} may hold Float64Array alone.',
  'start.instance':
    '{1} is an instance of {2}; the start of {0} must consist of finite numbers, arrays of them, and plain objects of these.',
  'start.length': '{0} takes {1} values, but its start has {2}.',
  'start.kind': '{0} starts at {1}, which does not fit its default {2}.',
  'start.property': 'The start of {0} has no property “{1}”.',
  'start.depth': '{1} is nested too deeply, or contains itself.',
  'start.no-parameters': 'The objective has no parameters to optimise.',

  'gradient.declined': 'The gradient is exact, but by the tape: {0} is not compiled so far.',
  'gradient.differs-value':
    'The compiled value is not that of the function, which is a fault of ours: from step {0} on this run takes the exact gradient of the tape.',
  'gradient.differs':
    'The compiled gradient is {0} off (relative to its contributions), which is a fault of ours: from step {1} on this run takes the exact gradient of the tape.',
  'gradient.numerical-memory':
    'The gradient is numerical, by central differences: {0} over an ArrayBuffer is memory that neither compiler nor tape can see into.',
  'gradient.numerical-lost':
    'The gradient is numerical, by central differences: a number passes through built-in code here that neither compiler nor tape can see into.',
  'gradient.numerical-memory-from':
    'From step {1} on the gradient is numerical, by central differences: {0} over an ArrayBuffer is memory that neither compiler nor tape can see into.',
  'gradient.numerical-lost-from':
    'From step {0} on the gradient is numerical, by central differences: a number passes through built-in code here that neither compiler nor tape can see into.',
  'gradient.too-many':
    'Neither compiler nor tape can see into what happens here, and central differences are for at most {1} coordinates; this objective has {0}.',
  'gradient.lost':
    'Not differentiable here: the gradient of {0} is 0, so what stands in it gets none through it.',
  'gradient.lost-comparison':
    'A comparison is used as a number in {0}; its gradient is 0. Use a conditional instead.',
  'gradient.lost-outside':
    'A number left the differentiable code here (built-in code took its plain value): its gradient is lost.',
  'gradient.kink':
    '{0} is exactly at its kink ({1}): the gradient used is that of PyTorch, one of several possible.',
  'gradient.infinite': 'The derivative of {0} is {2} at {1}.',
  'gradient.not-a-number': '{0} is {1} here, the first of the evaluation; its operands: {2}.',
  'gradient.mutated':
    'The objective changes its argument {0}. Each step passes a fresh copy, so the change is lost.',
} as const;
