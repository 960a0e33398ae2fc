/** What is said where runs are compared; see index.ts. The command line's own words follow. */
export const compare = {
  'compare.contender': '“{0}” names no optimizer: write adam, or adam@keras for a dialect.',
  'compare.twice': '{0} is there twice.',
  'compare.too-many': 'At most {0} runs can be compared, not {1}.',
  'compare.hyperparameters':
    'Hyper-parameters of a comparison go by optimizer, as in {"adam":{"lr":0.01}}.',
  'compare.hyperparameters-of': 'There are hyper-parameters for {0}, which is not compared: {1}.',
  'compare.grid':
    '“{0}” is no grid: write lr=1e-4:1:13 for 13 values (2 to {1}) from 1e-4 up to 1.',
  'compare.by': 'losses are those of {0}, evaluated every {1} steps',
  'compare.not-tuned': 'not tuned: the learning rates are each optimizer’s default',
  'compare.not-tuned-given':
    'not tuned: the learning rates are each optimizer’s default, but of {0} what was given',
  'compare.tuned': 'tuned: each optimizer with its best {0} of {1} from {2} to {3}; seeds: {4}',
  'compare.one-seed': 'The objective draws no random numbers: one seed says all.',
  'compare.at-edge': '{0}: the best {1} is at the edge of the grid: widen the grid',
  'compare.none-best':
    '{0}: no {1} of the grid ends with a finite loss that is not far above the start',
  'compare.not-swept': '{0} has no {1} that could be swept: it stays as it is.',
  'compare.failed': '{0}: {1}',
  'compare.stopped': 'The sweep was stopped after {0} of {1} runs.',
  'compare.eps': 'eps beside √v̂, step {0}',
  'compare.own-state': 'state of its own',

  'commandLine.compare-what':
    'Say what to compare: --optimizer adam,sgd,… or --diff adam,adam@keras.',
  'commandLine.compare-needs': '{0} needs {1}.',
  'commandLine.compare-either': '{0} cannot be used with {1}.',
  'commandLine.compare-two': '--diff compares two runs, not {0}.',
  'commandLine.compare-to': '--to must be losses as in 1e-3,1e-6, not “{0}”.',
  'commandLine.compare-seeds': '--seeds must be a whole number from 1 to {0}, not “{1}”.',
  'commandLine.compare-tolerance': '--tolerance must be at least 0 and below 1, not “{0}”.',
  'commandLine.compare-of': '{0}: {1}',
  'commandLine.compare-title': '{0}, {1} steps, seed {2}',
  'commandLine.compare-start': 'loss {0} at the start',
  'commandLine.compare-sweep': '{0}: final loss against {1}, seeds: {2}',
  'commandLine.diff-title': '{0}: {1} beside {2}, {3} steps',
  'commandLine.diff-none': 'No relative difference above {0} in {1} steps.',
  'commandLine.diff-first': 'First relative difference above {0}: step {1}, {2}',
  'commandLine.diff-relative': '  relative difference {0}',
  'commandLine.diff-inherited':
    'It comes from θ: the small differences of the steps before have grown to this.',
  'commandLine.diff-same-bits': 'Every number is the same to the last bit.',
  'commandLine.diff-bit': 'First difference of any size: step {0}, {1}',
  'commandLine.compare-ended': '{0}: {1} after {2} of {3} steps',
} as const;
