/** What a trace is written as, streamed: nothing holds all of it. */
export { csvText, exportCsv } from './export/csv';
export { exportJson, type ExportedRun } from './export/json';
export { exportNdjson } from './export/ndjson';
export type { Exporting } from './export/rows';
