import type { MessageCode } from '../../messages';
import type { Run } from '../../session/session';
import { exportCsv, exportJson, exportNdjson, type Exporting } from '../../trace/export';
import type { Trace } from '../../trace/trace';

/** How a trace can be written, in the order in which the person is asked. */
export const exportFormats = ['html', 'csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const formatNames = {
  html: 'editor.export.html',
  csv: 'editor.export.csv',
  json: 'editor.export.json',
  ndjson: 'editor.export.ndjson',
} as const satisfies Record<ExportFormat, MessageCode>;

/** How many steps the exporter goes over, each of them once a pass. */
export function stepsToWrite(trace: Trace, format: ExportFormat): number {
  const passes = format === 'json' ? trace.series.length : 1;
  return Math.max(1, passes * (trace.length - trace.origin));
}

/** The numbers of a run in pieces. */
export function numbersOf(
  run: Run,
  format: Exclude<ExportFormat, 'html'>,
  exporting: Exporting,
  source: string,
): AsyncIterable<string> {
  const { state, finalLoss, error } = run;
  const trace = run.trace!;
  if (format === 'csv') return exportCsv(trace, exporting);
  if (format === 'ndjson') return exportNdjson(trace, exporting);
  return exportJson({ trace, state, finalLoss, error, source }, exporting);
}
