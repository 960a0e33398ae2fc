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

/** Columns that a text takes. Where a font lacks them, letters of Chinese are as wide as an em. */
export function displayWidth(text: string): number {
  let narrow = 0;
  let ems = 0;
  for (const character of text) {
    if (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(character)) ems++;
    else if (!/\p{M}/u.test(character)) narrow++;
  }
  return narrow + Math.round(ems * columnsPerEm);
}

/** Of the usual monospaced fonts, whose letters are 0.6 em wide. */
const columnsPerEm = 1 / 0.6;
