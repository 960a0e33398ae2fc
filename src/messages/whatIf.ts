/** What sliders say. See index.ts. */
export const whatIf = {
  'whatIf.restricted':
    'Moving a number runs the objective. This workspace is in Restricted Mode, where nothing runs.',
  'whatIf.no-code':
    'These are the numbers of an earlier run, without its code. Run it again to move them.',
  'whatIf.imported': 'Another program has logged these numbers. There is no code to run again.',
  'whatIf.start': 'The start has {0} coordinates, but {1} numbers were given for it.',
  'whatIf.before': 'before',
  'whatIf.stale': 'The function has changed since this run: run it again first.',
  'whatIf.gone': 'The function is in no document any more.',
  'whatIf.not-written': 'The values were not written: {0}',
  'panel.whatIf': 'What if',
  'panel.whatIf.about':
    'Move a number: the run follows, and the one before stays behind it, dashed.',
  'panel.whatIf.range': '{0} must be a number in {1}.',
  'panel.whatIf.number': 'This must be a number.',
  'panel.whatIf.value': '{0}, as a number',
  'panel.whatIf.start': 'start of {0}',
  'panel.whatIf.reset': 'Reset',
  'panel.whatIf.reset.title': 'Back to the values of the code',
  'panel.whatIf.write': 'Write to code',
  'panel.whatIf.write.title':
    'Put these values into the tags of the function; undo takes them back',
} as const;
