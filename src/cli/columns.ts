/** What a terminal has unless somebody made it wider. */
const terminalWidth = 80;

/**
 * Rows as lines with their cells in columns: the first column to the left, numbers to the right and
 * a last column of words to the left again. Two spaces apart, one where two would not fit.
 */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => length(row[column] ?? ''))),
  );
  const shown = widths.flatMap((width, column) => (width > 0 ? [column] : []));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const gap = total + 2 * (shown.length - 1) <= terminalWidth ? '  ' : ' ';
  return rows.map((row) =>
    shown
      .map((column) => {
        const cell = row[column] ?? '';
        const space = ' '.repeat(widths[column]! - length(cell));
        return column === 0 || isWords(rows, column) ? cell + space : space + cell;
      })
      .join(gap)
      .trimEnd(),
  );
}

/** A column without a head is a remark. */
function isWords(rows: readonly (readonly string[])[], column: number): boolean {
  return rows[0]?.[column] === '';
}

/** Characters, where combining ones take no room of their own. */
function length(text: string): number {
  return [...text.normalize('NFC').replace(/\p{Mn}/gu, '')].length;
}
