import { beforeColumn, mostCopiedRows, type TableQuery } from '../../protocol/table';
import { exactDecimal } from '../../trace/exactNumber';
import type { Trace } from '../../trace/trace';
import { nameOf } from '../leaves/places';
import type { MarkdownWords } from '../panel/markdown';
import { columnReader, seriesOf, tableColumns } from './columns';
import { orderOf } from './order';

/**
 * Rows of the table with tabs between their cells, as spreadsheets take them from a clipboard: every
 * digit, so that the numbers read back as the same doubles; an empty cell where there is none.
 *
 * @param chosen the coordinates whose rows are wanted, in the table's order; null: all that are there
 */
export function tabbedTable(
  trace: Trace,
  query: TableQuery,
  chosen: readonly number[] | null,
  inWords: MarkdownWords,
): { text: string; rows: number } {
  const among = chosen && new Set(chosen);
  const order = orderOf(trace, query);
  const rows = (among ? order.filter((i) => among.has(i)) : order).subarray(0, mostCopiedRows);
  const columns = tableColumns(trace);
  const readers = columns.map((column) => columnReader(trace, column, query.step));
  const heads = columns.map((column) => {
    if (column === beforeColumn) return inWords.before;
    return column === 'theta' ? inWords.after : (seriesOf(trace, column)?.symbol ?? column);
  });
  const lines = [[inWords.coordinate, ...heads].map(plain).join('\t')];
  for (const i of rows) {
    lines.push(
      [plain(nameOf(trace.header.leaves, i)), ...readers.map((read) => shown(read(i)))].join('\t'),
    );
  }
  return { text: `${lines.join('\n')}\n`, rows: rows.length };
}

function shown(value: number): string {
  return Number.isNaN(value) ? '' : exactDecimal(value);
}

/** Without what would begin another cell or row, or turn the direction of text. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
