import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { message } from '../../../../src/messages';
import type { RunHeader } from '../../../../src/protocol/run';
import { bytesInMemory, type ByteSource } from '../../../../src/trace/file/bytes';
import { openTrace, type Derivations, type OpenedRun } from '../../../../src/trace/file/open';
import type { EndRecord, HeaderRecord } from '../../../../src/trace/file/records';
import { TraceRecording } from '../../../../src/trace/file/recording';
import { frame, header } from '../support';

export const derivations: Derivations = () => ({
  twiceM: (read, index, step) => 2 * read.value('m', index, step),
});

export function record(of: RunHeader = header()): HeaderRecord {
  const about: Partial<RunHeader> = { ...of };
  delete about.start;
  return {
    by: 'Adamscope 0.0.0',
    engine: { node: '20.0.0', v8: '11.3' },
    header: about as HeaderRecord['header'],
    objective: { name: 'f', file: '/f.ts' },
    isolated: true,
    start: [[1, -0], 'é'],
    bounds: [-Infinity, 1],
    minimum: [1, 1, 0],
    source: { text: 'exports.objective = () => 1;', sha256: 'ab' },
  };
}

export const done: EndRecord = {
  state: 'done',
  finalLoss: 0.1,
  error: null,
  isolated: true,
  millisecondsPerEvaluation: 0.25,
};

const gigabyte = 2 ** 30;

/** A recording in a folder of its own; what the file holds once `use` has done with it. */
export async function recorded(
  use: (recording: TraceRecording) => void | Promise<void>,
  of: RunHeader = header(),
  most = gigabyte,
): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'adamscope-test-'));
  try {
    const file = path.join(folder, 'a.adamtrace');
    const fail = (error: Error) => {
      throw error;
    };
    const recording = new TraceRecording(file, record(of), of.start, most, fail);
    await use(recording);
    await recording.close();
    return new Uint8Array(await readFile(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function opened(bytes: Uint8Array): OpenedRun {
  return openedFrom(bytesInMemory(bytes));
}

export function openedFrom(source: ByteSource): OpenedRun {
  const found = openTrace(source, derivations);
  if ('problem' in found) throw new Error(found.problem.code);
  return found.run;
}

/** A small file with one of everything: three chunks of rows, of 4, 3 and 70 steps. */
export function small(): Promise<Uint8Array> {
  return recorded(async (recording) => {
    const rows = recording.makeRows(12);
    const first = frame(1, 4);
    first.set([NaN, -0, Infinity, 5e-324], 12);
    rows.append(first);
    await recording.written();
    rows.append(frame(5, 7));
    recording.note(message('hyperparameter.eps-zero'));
    recording.printed({ level: 'log', text: 'hello' });
    rows.append(frame(8, 77));
    recording.end(done);
    const values = Float64Array.from({ length: 77 }, (_, i) => i);
    recording.series(
      { name: 'sharpness', symbol: 'λ', per: 'run', stored: true, axis: 'log', every: 2 },
      values,
    );
    const box = { x: [-1, 1], y: [0, 2], nx: 3, ny: 2 } as const;
    recording.landscape([0, 2], {
      ...{ x: [...box.x], y: [...box.y], nx: 3, ny: 2 },
      values: Float64Array.of(1, 2, 3, NaN, -0, 6),
    });
    recording.view({ cursor: 5, stale: true });
  });
}
