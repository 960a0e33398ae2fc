import { RowThinner, rowWidths } from '../protocol/checkpoints';
import type { Landscape } from '../protocol/run';
import { sharpness } from '../protocol/sharpness';
import { TraceRecording } from '../trace/file/recording';
import { endRecordOf, headerRecordOf } from './recorder';
import type { Run } from './run';

/** Numbers copied in one turn of the event loop; a moment's work. */
const slice = 1 << 17;

/**
 * Writes a run that has ended and was not recorded into a file; one with checkpoints as it is kept.
 * Throws what the system says.
 */
export async function saveRun(
  run: Run,
  landscapes: readonly { coordinates: [number, number]; landscape: Landscape }[],
  file: string,
  by: string,
): Promise<void> {
  const trace = run.trace!;
  const { header, rowWidth } = trace;
  const failure: { error: Error | null } = { error: null };
  const record = headerRecordOf(run, header, by);
  const recording = new TraceRecording(file, record, header.start, Infinity, (error) => {
    failure.error = error;
  });
  try {
    const { series: declared, leaves, checkpoints } = header;
    const thinner = checkpoints && new RowThinner(declared, leaves, checkpoints.every);
    const { kept } = rowWidths(declared, leaves);
    const rows = recording.makeRows(thinner ? kept : rowWidth);
    const fullRows = thinner && recording.makeRows(rowWidth, 'checkpoints');
    const atOnce = Math.max(1, Math.floor(slice / rowWidth));
    const count = trace.lastRow - trace.origin;
    for (let row = 0; row < count && !failure.error; row += atOnce) {
      const numbers = new Float64Array(Math.min(atOnce, count - row) * rowWidth);
      trace.readRows(trace.origin + row + 1, numbers);
      const { data, full } = thinner?.thin(trace.origin + row + 1, numbers) ?? { data: numbers };
      rows.append(data);
      if (full) fullRows!.append(full);
      await recording.written();
    }
    for (const note of run.notes) recording.note(note);
    recording.end(endRecordOf(run));
    const series = trace.series.find(({ name }) => name === sharpness);
    if (series) {
      const values = Float64Array.from({ length: trace.length }, (_, step) =>
        trace.value(sharpness, 0, step + 1),
      );
      recording.series(series, values);
    }
    for (const { coordinates, landscape } of landscapes) {
      recording.landscape(coordinates, landscape);
    }
    recording.view({ cursor: run.cursor, stale: run.stale });
  } finally {
    await recording.close();
  }
  if (failure.error) throw failure.error;
}
