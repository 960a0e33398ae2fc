/** What is said of what another program has logged; see index.ts. */
export const imported = {
  'import.csv-row': 'This row of the table is broken: {0}.',
  'import.row-length': 'This row has {0} cells, and the head {1}.',
  'import.not-object': 'This line is no JSON object: {0}',
  'import.too-deep': 'The objects in “{0}” stand too deep within one another.',
  'import.not-a-step': '“{0}” in the column “{1}” is no step: a whole number from 0 to a billion.',
  'import.not-a-number': '“{0}” in the column “{1}” is no number.',
  'import.unknown-quantity': '“{0}” is the name of no series that is known; its rows are left out.',
  'import.other-depth': '“{0}” has another number of dimensions here than in the rows before.',
  'import.shape': '“{0}” has the shape {1} here, and {2} in the rows before. What fits is shown.',
  'import.theta-before':
    '“{0}” is θ before a step, and the step before that one is not logged: it is left out.',
  'import.twice': 'Step {0} is there twice, with different numbers. The last one is shown.',
  'import.more-like-it': '{0} more like that.',

  'import.unreadable': 'Cannot read {0}: {1}',
  'import.empty': 'There are no rows in {0}.',
  'import.nothing':
    'No column of {0} has a name that is known. It has: {1}. Say what they are, as in --map exp_avg=m.',
  'import.too-many-coordinates': '{0} has {1} coordinates; at most {2} can be shown.',
  'import.too-large': '{0} takes {1} in memory; at most {2} can be had.',
  'import.not-in-order':
    '{0} needs {1} in memory, because its rows are not in the order of their steps. At most {2} can be had. Sort it by step.',
  'import.map-target': '“{0}” is nothing that a column can be. It can be: {1}.',
  'import.map-unused': 'No column is called “{0}”. There are: {1}.',

  'import.no-loss': '{0} steps. The loss is not logged.',
  'import.from': 'Imported from {0}',
  'import.mapped': '{0} → {1} ({2})',
  'import.not-used': 'Not used: {0}.',
  'import.no-step-column': 'No column says the step: rows are counted from 1.',
  'import.counts-from-zero': 'The file counts steps from 0: its step 0 is step 1 here.',
  'import.unsorted': 'Rows are not in the order of their steps. They were sorted.',
  'import.every': 'Steps are logged {0} apart, from {1} to {2}.',
  'import.gaps': '{0} of the steps from {1} to {2} are not logged. Lines pass over them.',
  'import.partly': '{0} is not logged for {1}.',
  'import.rows-left-out':
    'Of {0} coordinates only the statistics of leaves are kept at every step, and all numbers at every {1}th row of the file.',

  'import.absent.not-logged': 'It is not in {0}.',
  'import.absent.needs': 'It is computed from {0}, which {1} does not have.',
  'import.absent.optimizer': 'It is known once you say which optimizer it was.',
  'import.absent.rate': 'The logged lr is not the stated one, so this cannot be computed.',

  'import.rate-differs': 'At step {0} the logged lr is {1}, and by what you stated it is {2}.',
  'import.follows':
    'As {1} computes it from the logged gradient: {0}, at all {2} steps that can be checked.',
  'import.parts':
    'Not as {1} computes it from the logged gradient: {0}. First at step {2}, {3}: logged {4}, computed {5}.',
  'import.theta-is-before':
    'θ is logged before each step, it seems: the step computed for one row leads to θ of the next. Import it as thetaBefore.',
  'import.not-checkable':
    'Whether the moments are as {0} computes them cannot be checked: no two logged steps follow one another.',

  'editor.import.title': 'Import {0}',
  'editor.import.placeholder': 'Enter imports. Choose a column to say what it is.',
  'editor.import.go': 'Import',
  'editor.import.optimizer': 'Optimizer',
  'editor.import.optimizer.none': 'Not stated: nothing is derived',
  'editor.import.hyperparameters': 'Hyper-parameters',
  'editor.import.hyperparameters.usual': 'The optimizer’s defaults, and lr as it is logged',
  'editor.import.hyperparameters.prompt':
    'Those that differ from the defaults, as in lr=0.01 beta2=0.99 dialect=optax.',
  'editor.import.hyperparameters.wrong': '“{0}” is not of the form name=value.',
  'editor.import.columns': 'Columns',
  'editor.import.count': '{0} columns',
  'editor.import.ignored': 'not used',
  'editor.import.what': 'What is “{0}”?',
  'editor.import.pick': 'Import a Trace',
  'editor.import.files': 'Logged moments',
  'editor.import.progress': 'Importing {0}',
  'editor.import.partial': 'Not all of {0} could be read: {1}',
} as const;
