/** What the editor room says; see index.ts. */
export const editor = {
  'editor.untrusted':
    'Adamscope runs objectives only in a trusted workspace: an objective is code of this folder. Nothing was run.',
  'editor.manage-trust': 'Manage Trust',
  'editor.no-document':
    'Open a JavaScript or TypeScript file with an objective, or run “Adamscope: Open Example”.',
  'editor.no-objective':
    'There is no objective in this file: a function whose parameters have numbers as defaults.',
  'editor.no-longer-there': 'The objective is no longer in this file.',
  'editor.no-longer': '“{0}” is no longer in its file.',
  'editor.gone': '{0} cannot be opened any more, so its objective cannot run again.',
  'editor.refused': '“{0}” cannot be traced: {1}',
  'editor.show-problem': 'Show',
  'editor.pick.title': 'Trace Which Objective?',
  'editor.pick.placeholder': 'The cursor is in no objective; these are those of the file.',
  'editor.pick.optimizer': 'Trace with Which Optimizer?',

  'editor.start.title': 'The Start of {0}',
  'editor.start.prompt': 'Where does {0} start? It has no default. A number or JSON.',
  'editor.start.json': 'A number or JSON, like 0.5 or [0, 1].',
  'editor.start.numbers': 'All values must be finite numbers.',
  'editor.start.shape': 'The value must have the shape of {0}.',
  'editor.start.remembered': '{0} starts at {1}; this is remembered for this workspace.',
  'editor.start.write': 'Write as Default',

  'editor.lens.trace': 'Trace {0}',
  'editor.lens.steps': '{0} steps',
  'editor.lens.stop': 'Stop · step {0}',
  'editor.lens.loss': 'loss {0} → {1}',
  'editor.lens.start-loss': 'loss {0} at the start',

  'editor.hover.step': 'step {0} of {1}',
  'editor.hover.first': 'step {0}',
  'editor.hover.at': '▸ step {0}',
  'editor.hover.last': 'last step, {0}',
  'editor.hover.more': '{0} more',
  'editor.hover.loss': 'loss {0}',
  'editor.inline.step': 'step {0}',
  'editor.summary.state': 'state',
  'editor.summary.loss-start': 'loss at the start',
  'editor.summary.loss-cursor': 'loss at step {0}',
  'editor.summary.loss-final': 'final loss',
  'editor.summary.error': 'error',

  'editor.badge.non-deterministic': 'non-deterministic',
  'editor.badge.isolation': 'reduced isolation',
  'editor.badge.gone': 'file gone',

  'editor.panel.title': 'Adamscope',
  'editor.output.dropped': '… {0} lines left out: they came faster than anybody reads.',
  'editor.output.not-kept': 'The run could not be kept for the next window: {0}',
  'editor.progress': 'Tracing {0}',
  'editor.progress.step': 'step {0} of {1}',
  'editor.status.running': '{0}: step {1}',
  'editor.status.step': '{0}: step {1} of {2}',
  'editor.status.tooltip': 'Adamscope: Show Panel',
  'editor.step.title': 'Go to Step',
  'editor.step.prompt': 'A step from 0 (the start) to {0}.',
  'editor.without-correction': 'without correction',
  'editor.no-code-kept':
    'This run is from before the reload and its code was not kept: run it again first.',
} as const;
