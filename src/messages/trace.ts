/** What the trace room says; see index.ts. */
export const trace = {
  'trace.too-large-to-keep':
    'This trace takes {0} MB and is kept until the window reloads; at most {1} MB are kept longer.',
} as const;
