/**
 * Rows of text in columns, the first flush left and the others flush right, for a code block.
 * Combining marks (the hat of `m̂`) take no column of their own.
 */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell))));
  }
  return rows
    .map((row) =>
      row
        .map((cell, i) => {
          const blank = ' '.repeat(widths[i]! - displayWidth(cell));
          return i === 0 ? cell + blank : blank + cell;
        })
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/** Code points that take a column. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) if (!/\p{M}/u.test(character)) width++;
  return width;
}
