/** What the panel says of the table of a step, and of charts as tables. */
export const table = {
  'panel.table.rows': '{0} rows',
  'panel.table.row.one': '1 row',
  'panel.table.rowsOf': '{0} of {1} rows',
  'panel.table.none': 'No row is like that.',
  'panel.table.name': 'Filter by name',
  'panel.table.column': 'Quantity that is filtered',
  'panel.table.condition': 'Filter by value',
  'panel.table.condition.example': '> 0.01',
  'panel.table.condition.wrong': 'Write <, <=, =, !=, >= or > and a number, as in > 0.01.',
  'panel.table.sizes': '|x|',
  'panel.table.sizes.title': '|x|: sort and filter by size, without signs',
  'panel.table.sort': 'Sort by {0}',
  'panel.table.reveal': 'Show {0} in the code',
  'panel.table.copy': 'Copy',
  'panel.table.copy.title': 'Copy all rows for a spreadsheet, tabs between cells',
  'panel.table.copy.selected': 'Copy {0} selected',
  'panel.table.copied': 'Copied {0} rows',
  'panel.table.copied.one': 'Copied 1 row',
  'panel.table.copied.most': 'Copied the first {0} rows',
  'panel.highlighted': 'Standing out in the charts, as the caret is on it: {0}',
  'panel.rate.same': 'Effective learning rate: {1} in every coordinate.',
  'panel.rate.smallest':
    'Largest effective learning rate: {0}, {1}, since its {2} is smallest ({3}).',
  'panel.rate.epsDecides':
    'Largest effective learning rate: {0}, {1}, since eps decides there: √{2} is only {3}.',
  'panel.rate.unknown': 'Largest effective learning rate: {0}, {1}.',
  'panel.rate.leftOut': '{0} coordinates without a gradient are left out.',
  'panel.rate.leftOut.one': '1 coordinate without a gradient is left out.',
  'panel.table.keys':
    'Press a row to show its coordinate everywhere. Ctrl or Shift and press: select rows to copy. Keys: ↑ ↓ Enter Space',
} as const;
