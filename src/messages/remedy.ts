/** What to try where a run has failed; see index.ts. */
export const remedy = {
  'remedy.not-finite':
    'Try a smaller lr. If that does not help, look at the last steps: the place above is where a number first stopped being finite.',
  'remedy.not-finite-start':
    'Start where the loss is finite, or guard the place above: a logarithm of 0, a division by 0, an overflow of exp.',
  'remedy.gradient':
    'The loss is finite here, its derivative is not: a root or a power at 0, for instance. Add a small number under it, or start elsewhere.',
  'remedy.quantity':
    'The gradient grew too large for the optimizer. Try a smaller lr, or @clip norm=1.',
  'remedy.time':
    'Look for a loop that does not end. If the objective is just slow, raise the limit.',
  'remedy.memory':
    'Look for an array that grows with every evaluation. If the objective needs that much, raise the limit.',
  'remedy.ended': 'An objective may not end its process: remove the call.',
  'remedy.again': 'Run it again. If it happens again, please report it with the objective.',
  'remedy.threw': 'The objective threw this error itself: the link leads to the line.',
  'panel.remedy.setting': 'Open the setting',
} as const;
