import Papa from 'papaparse';
import { count, linesOf } from './lines';
import type { Source } from './source';
import type { Names, Report, Table, TakeRow } from './table';

/** Rows of text under a head (RFC 4180), separated by what stands most often in the first line. */
export function csvTable(source: Source): Table {
  return { read: (take, report) => read(source, take, report) };
}

/** Bytes at the beginning that tell how a file is written. */
const beginning = 1 << 16;
const separators = [',', ';', '\t', '|'];

async function read(source: Source, take: TakeRow, report: Report): Promise<void> {
  const { delimiter, newline } = dialectOf(
    new TextDecoder().decode(await source.slice(0, beginning)),
  );
  let names: Names | null = null;
  for await (const { text, line: first } of linesOf(source, newline, true)) {
    const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline });
    const broken = new Map(errors.map((error) => [error.row ?? 0, error.message] as const));
    let line = first;
    for (let row = 0; row < data.length; row++) {
      const cells = data[row]!;
      const here = line;
      line += 1 + breaksWithin(cells, newline);
      const said = broken.get(row);
      if (said !== undefined) report('import.csv-row', [said], here);
      if (cells.length === 1 && cells[0]!.trim() === '') continue;
      if (!names) {
        names = cells.map((name) => name.trim());
        continue;
      }
      if (cells.length !== names.length) {
        report('import.row-length', [cells.length, names.length], here);
      }
      if (!take(names, cells, here)) return;
    }
  }
}

/** Line breaks in cells: a row may take more lines than one. */
function breaksWithin(cells: readonly string[], newline: string): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes(newline)) breaks += count(cell, newline);
  return breaks;
}

function dialectOf(text: string): { delimiter: string; newline: '\r\n' | '\n' | '\r' } {
  const counts = new Map<string, number>();
  let quoted = false;
  let newline: '\r\n' | '\n' | '\r' = '\n';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"') quoted = !quoted;
    if (quoted) continue;
    if (letter === '\n') break;
    if (letter === '\r') {
      newline = text[at + 1] === '\n' ? '\r\n' : '\r';
      break;
    }
    if (separators.includes(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const delimiter = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
  return { delimiter, newline };
}
