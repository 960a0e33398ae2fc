/** What is said of oscillations, in two parts that follow the verdict; see index.ts. */
export const oscillation = {
  'oscillation.lasts-damped':
    '{0} swings to and fro since step {1}: {2} lr from valley to peak, every {3} steps, dying out',
  'oscillation.lasts-sustained':
    '{0} swings to and fro since step {1}: {2} lr from valley to peak, every {3} steps, undiminished',
  'oscillation.lasts-growing':
    '{0} swings to and fro since step {1}: {2} lr from valley to peak, every {3} steps, growing',
  'oscillation.lasts-noise': '{0} wanders to and fro since step {1}: {2} lr from valley to peak',
  'oscillation.over-damped':
    '{0} swung to and fro in steps {1}–{2}, dying out: {3} lr from valley to peak, every {4} steps',
  'oscillation.over':
    '{0} swung to and fro in steps {1}–{2}: {3} lr from valley to peak, every {4} steps',
  'oscillation.over-noise': '{0} wandered to and fro in steps {1}–{2}: {3} lr from valley to peak',
  'oscillation.momentum': 'momentum carries it past the optimum: a falling lr (@schedule) ends it',
  'oscillation.noise':
    'the gradients are noise around a minimum: a falling lr (@schedule) or larger batches calm it',
  'oscillation.edge-of-stability': 'each step is too long for the curvature: a smaller lr ends it',
  'oscillation.unclear': 'a smaller or falling lr (@schedule) may end it',
  'oscillation.was-momentum': 'momentum carried it past the optimum',
  'oscillation.was-noise': 'the gradients were noise',
  'oscillation.was-edge-of-stability': 'the steps were too long for the curvature',
  'oscillation.was-unclear': 'the steps were too long',
} as const;
