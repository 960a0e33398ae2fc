import { coordinateName } from '../../protocol/leaf';
import type { SeriesDeclaration } from '../../protocol/series';
import { exactDecimal, inertText } from '../exactNumber';
import type { Trace } from '../trace';
import { inPieces } from './pieces';
import { firstStep, isMissing, stepsOf, stretches, widthOf, type Exporting } from './rows';

/**
 * Comma-separated values in pieces (RFC 4180, but lines end with a newline alone): a head, then a
 * row per step, that of the start first; a cell is empty where a series has no value at that step.
 */
export function exportCsv(trace: Trace, exporting: Exporting = {}): AsyncGenerator<string> {
  return inPieces(csvTexts(trace, exporting));
}

async function* csvTexts(trace: Trace, exporting: Exporting): AsyncGenerator<Iterable<string>> {
  yield ['step', ...trace.series.flatMap((series) => headCells(series, trace)).map(headCell), '\n'];
  for await (const [from, to] of stretches(trace, trace.origin, exporting)) {
    yield rows(trace, from, to);
  }
}

function* rows(trace: Trace, from: number, to: number): Generator<string> {
  const columns = trace.series.map((series) => {
    return { series, first: firstStep(series, trace), width: widthOf(series, trace) };
  });
  for (const step of stepsOf(trace, from, to)) {
    yield String(step);
    for (const { series, first, width } of columns) {
      for (let index = 0; index < width; index++) {
        const value = trace.value(series.name, index, step);
        const isEmpty = step < first || isMissing(series, value, step, trace);
        yield isEmpty ? ',' : `,${exactDecimal(value)}`;
      }
    }
    yield '\n';
  }
}

function headCell(text: string): string {
  return `,${csvText(text)}`;
}

function headCells(series: SeriesDeclaration, { header: { leaves } }: Trace): string[] {
  if (series.per === 'run') return [series.name];
  const names =
    series.per === 'leaf'
      ? leaves.map((leaf) => leaf.name)
      : leaves.flatMap((leaf) =>
          Array.from({ length: leaf.length }, (_, index) => coordinateName(leaf, index)),
        );
  return names.map((name) => `${series.name}[${name}]`);
}

/**
 * A cell that spreadsheets take for text, even where a name reads like a formula (OWASP, “CSV
 * Injection”): a quotation mark stands before such a one, and a semicolon, which parts cells in some
 * countries, within quotes. What steers a terminal stands as its escape.
 */
export function csvText(text: string): string {
  const inert = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text)
    ? `'${inertText(text)}`
    : inertText(text);
  return /[",;\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
