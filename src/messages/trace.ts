/** What the trace room says; see index.ts. */
export const trace = {
  'page.too-large':
    'A page with {0} MB of numbers is too large; at most {1} MB can be in one. Export CSV or NDJSON instead, or save the trace.',
  'trace.file.none': 'This file is not a trace.',
  'trace.file.newer':
    'This trace has version {0} of the file format; this Adamscope reads version {1}. Update Adamscope to open it.',
  'trace.file.unreadable': 'The beginning of this trace is damaged: nothing can be shown of it.',
  'trace.file.interrupted': 'Interrupted at step {0}: the file has no end.',
  'trace.file.cut':
    'The last {0} bytes of the file are cut off or damaged; all before them is here.',
  'trace.file.deleted': 'The file is no longer on the disk. What was read of it is shown.',
  'trace.file.replaced':
    'The file on the disk holds another trace now. Shown is the one that was opened.',
  'trace.file.no-longer':
    'The file on the disk cannot be opened any more ({0}). What was read of it before is shown.',
  'trace.file.damaged': '{0} parts of the file are damaged and left out.',
  'trace.file.damaged-rows': 'Steps {0} to {1} are damaged in the file: they have no values.',
  'trace.file.damaged-checkpoints':
    'Checkpoints {0} to {1} are damaged in the file: their full rows are lost.',
} as const;
