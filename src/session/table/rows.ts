import { mostTableRows, type TableQuery, type TableRows } from '../../protocol/table';
import type { Trace } from '../../trace/trace';
import { columnReader, tableColumns } from './columns';
import { orderOf } from './order';

/** A stretch of the table's rows, every number exact. */
export function tableRows(
  trace: Trace,
  query: TableQuery,
  { from, count }: { from: number; count: number },
): TableRows {
  const order = orderOf(trace, query);
  const first = Math.min(from, Math.max(0, order.length - count));
  const coordinates = [...order.subarray(first, first + Math.min(count, mostTableRows))];
  const columns = tableColumns(trace);
  const readers = columns.map((column) => columnReader(trace, column, query.step));
  const values = new Float64Array(coordinates.length * columns.length);
  coordinates.forEach((coordinate, row) => {
    readers.forEach((read, k) => (values[row * columns.length + k] = read(coordinate)));
  });
  return { step: query.step, all: order.length, from: first, columns, coordinates, values };
}
