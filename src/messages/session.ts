/** What the session room says; see index.ts. */
export const session = {
  'session.too-large':
    '{0} steps of {1} numbers each would take {2}; a trace may take {3}. Up to {4} steps fit.',
  'session.rows-out-of-order': 'The engine sent rows out of order (step {0}); the run was ended.',
} as const;
