import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import { formatCount } from '../../protocol/number';
import type { Landscape, RunError, RunHeader, RunState } from '../../protocol/run';
import type { Derivation } from '../../protocol/series';
import { Trace } from '../trace';
import type { ByteSource } from './bytes';
import { version, versionOf } from './chunk';
import { FileRows } from './fileRows';
import type { HeaderRecord, PrintedRecord } from './records';
import { scan, type Scanned } from './scan';

/** A run as a file has it: numbers and words, and nothing of it that could be evaluated. */
export interface OpenedRun {
  trace: Trace;
  about: HeaderRecord;
  state: Exclude<RunState, 'running'>;
  finalLoss: number | null;
  error: RunError | null;
  /** The run's own, and what is to be said of the file. */
  notes: Message[];
  printed: PrintedRecord[];
  isolated: boolean;
  cursor: number;
  stale: boolean;
  millisecondsPerEvaluation: number | null;
  millisecondsPerEvaluated?: number;
  landscapes: { coordinates: [number, number]; landscape: Landscape }[];
  /** The file has no end: whoever wrote it was interrupted, or is writing still. */
  interrupted: boolean;
  /** Where its last whole chunk ends. */
  wholeTo: number;
  /** Those of every step, and full ones of checkpoints. */
  rows: readonly FileRows[];
}

/** How a header's derived series are computed; the bounds are a part of Δθ. */
export type Derivations = (
  header: RunHeader,
  bounds: [number, number] | null,
) => Record<string, Derivation>;

/**
 * The run that a trace file holds, as far as it is whole; nothing is evaluated. Where it is no trace,
 * or one that nothing can be made of, the reason. Only what tells where the rows stand is read.
 */
export function openTrace(
  source: ByteSource,
  derivations: Derivations,
): { run: OpenedRun } | { problem: Message } {
  const found = versionOf(source);
  if (found === null) return { problem: message('trace.file.none') };
  if (found > version) return { problem: message('trace.file.newer', [found, version]) };
  try {
    const scanned = found === version ? scan(source) : null;
    if (scanned) return { run: open(scanned, source, derivations) };
  } catch {
    // Leaves and hyper-parameters that do not belong together, or a file that cannot be read on.
  }
  return { problem: message('trace.file.unreadable') };
}

function open(scanned: Scanned, source: ByteSource, derivations: Derivations): OpenedRun {
  const { about, start, end, view, wholeTo } = scanned;
  const header: RunHeader = { ...about.header, start };
  const rows: FileRows[] = [];
  const trace = new Trace(header, derivations(header, about.bounds), (width, kind) => {
    // Chunks of another width are not of this header.
    const own = scanned[kind].filter((stretch) => stretch.width === width);
    const made = new FileRows(width, source, own);
    rows.push(made);
    return made;
  });
  for (const { declaration, values } of scanned.series) {
    if (values.length <= trace.length) trace.add(declaration, values);
  }
  const opened: OpenedRun = {
    ...{ trace, about },
    ...{ state: end?.state ?? 'stopped', finalLoss: end?.finalLoss ?? null },
    error: end?.error ?? null,
    notes: [...scanned.notes, ...saidOfFile(scanned, source, trace.length)],
    printed: scanned.printed,
    isolated: end?.isolated ?? about.isolated,
    cursor: Math.min(view?.cursor ?? trace.length, trace.length),
    stale: view?.stale ?? false,
    millisecondsPerEvaluation: end?.millisecondsPerEvaluation ?? null,
    ...(end?.millisecondsPerEvaluated !== undefined && {
      millisecondsPerEvaluated: end.millisecondsPerEvaluated,
    }),
    landscapes: scanned.landscapes,
    interrupted: end === null,
    wholeTo,
    rows,
  };
  rows.forEach((each, i) => {
    each.onDamage = ({ first, count }) => {
      const [from, to] = [first + 1, first + count];
      const { origin } = trace;
      opened.notes.push(
        i === 0
          ? message('trace.file.damaged-rows', [origin + from, origin + to].map(formatCount))
          : message('trace.file.damaged-checkpoints', [from, to].map(formatCount)),
      );
    };
  });
  return opened;
}

function saidOfFile(
  { end, damaged, wholeTo }: Scanned,
  source: ByteSource,
  steps: number,
): Message[] {
  const said: Message[] = [];
  if (!end) said.push(message('trace.file.interrupted', [formatCount(steps)]));
  if (source.size > wholeTo)
    said.push(message('trace.file.cut', [formatCount(source.size - wholeTo)]));
  if (damaged > 0) said.push(message('trace.file.damaged', [formatCount(damaged)]));
  return said;
}
