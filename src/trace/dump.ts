import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Landscape, RunError, RunHeader, RunState } from '../protocol/run';
import type { Derivation } from '../protocol/series';
import { parseDumpHeader } from './dumpHeader';
import { parsePlain, stringifyPlain } from './plainJson';
import { Trace } from './trace';

/**
 * A run as data: what a panel needs to come back after the window was reloaded. It holds no code,
 * so nothing can be evaluated from it.
 */
export interface KeptRun {
  trace: Trace;
  /** The objective as the session keys it. */
  objective: { key: string; name: string; file: string };
  state: Exclude<RunState, 'running'>;
  finalLoss: number | null;
  error: RunError | null;
  notes: Message[];
  isolated: boolean;
  cursor: number;
  stale: boolean;
  millisecondsPerEvaluation: number | null;
  start: unknown[] | null;
  bounds: [number, number] | null;
  minimum: number[] | null;
  /** The landscapes that were drawn. */
  landscapes: { coordinates: [number, number]; landscape: Landscape }[];
}

/** How a header's derived series are computed; the bounds are a part of Δθ. */
export type Derivations = (
  header: RunHeader,
  bounds: [number, number] | null,
) => Record<string, Derivation>;

/** Larger runs are not kept over a reload: writing them would be felt. */
export const maximumDumpBytes = 128e6;

/** Numbers written in one turn of the event loop; some milliseconds. */
const slice = 1 << 17;

/** "ADSC"; read with the other byte order it is something else, and so refused. */
const magic = 0x43534441;
/** Of the layout. A reader knows its own alone. */
const version = 1;
/** Four words of 32 bits: magic, version, bytes of the header, bytes of the whole. */
const preambleBytes = 16;

/**
 * The run as bytes: preamble, header as JSON padded with spaces to whole numbers, then as float64
 * θ of row 0, the stored rows (row-major) and the landscapes' values. `running` is kept as
 * `stopped`: after a reload nothing runs. Others get their turn between slices of the rows.
 */
export async function writeDump(
  run: Omit<KeptRun, 'state'> & { state: RunState },
): Promise<{ bytes: Uint8Array } | { problem: Message }> {
  const { trace, landscapes, ...about } = run;
  const { start, ...header } = trace.header;
  const json = new TextEncoder().encode(
    stringifyPlain({
      ...about,
      state: run.state === 'running' ? 'stopped' : run.state,
      header,
      length: trace.length,
      landscapes: landscapes.map(({ coordinates, landscape }) => {
        const { x, y, nx, ny } = landscape;
        return { coordinates, x, y, nx, ny };
      }),
    }),
  );
  const rows = trace.length * trace.rowWidth;
  const surfaces = landscapes.map(({ landscape }) => landscape.values);
  const numbers = surfaces.reduce((n, values) => n + values.length, start.length + rows);
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const size = preambleBytes + headerBytes + 8 * numbers;
  if (size > maximumDumpBytes) {
    const megabytes = [size, maximumDumpBytes].map((bytes) => Math.ceil(bytes / 1e6));
    return { problem: message('trace.too-large-to-keep', megabytes) };
  }
  const bytes = new Uint8Array(size);
  new Uint32Array(bytes.buffer, 0, 4).set([magic, version, headerBytes, size]);
  bytes.fill(0x20, preambleBytes, preambleBytes + headerBytes).set(json, preambleBytes);
  const body = new Float64Array(bytes.buffer, preambleBytes + headerBytes);
  body.set(start);
  const ofRows = body.subarray(start.length, start.length + rows);
  const atOnce = Math.max(1, Math.floor(slice / trace.rowWidth));
  for (let row = 0; row < rows / trace.rowWidth; row += atOnce) {
    trace.readRows(row + 1, ofRows.subarray(row * trace.rowWidth, (row + atOnce) * trace.rowWidth));
    await new Promise((resolve) => setTimeout(resolve));
  }
  let end = start.length + rows;
  for (const values of surfaces) {
    body.set(values, end);
    end += values.length;
  }
  return { bytes };
}

/**
 * The run that `writeDump` wrote, or null where the bytes are anything else: they may be cut off,
 * of another version or not ours at all. `derivations` computes the derived series of a header.
 */
export function readDump(given: Uint8Array, derivations: Derivations): KeptRun | null {
  try {
    return read(given, derivations);
  } catch {
    // No JSON, or a start that does not fit the leaves.
    return null;
  }
}

function read(given: Uint8Array, derivations: Derivations): KeptRun | null {
  // Numbers are read in place, so they must stand at a multiple of their size.
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  if (bytes.length < preambleBytes) return null;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  const headerBytes = words[2]!;
  const bodyBytes = bytes.length - preambleBytes - headerBytes;
  if (words[0] !== magic || words[1] !== version || words[3] !== bytes.length) return null;
  if (headerBytes % 8 !== 0 || bodyBytes < 0 || bodyBytes % 8 !== 0) return null;

  const json = bytes.subarray(preambleBytes, preambleBytes + headerBytes);
  const parsed = parseDumpHeader(parsePlain(new TextDecoder().decode(json)));
  if (!parsed) return null;
  const { header, length, landscapes, ...about } = parsed;
  const body = new Float64Array(
    bytes.buffer,
    bytes.byteOffset + preambleBytes + headerBytes,
    bodyBytes / 8,
  );
  let end = 0;
  const take = (count: number): Float64Array => body.slice(end, (end += count));

  const coordinates = header.leaves.reduce((n, leaf) => n + leaf.length, 0);
  const complete: RunHeader = { ...header, start: take(coordinates) };
  const trace = new Trace(complete, derivations(complete, about.bounds));
  const surface = landscapes.reduce((n, { nx, ny }) => n + nx * ny, 0);
  if (body.length !== coordinates + length * trace.rowWidth + surface) return null;
  trace.append(1, take(length * trace.rowWidth));
  return {
    ...about,
    trace,
    cursor: Math.min(about.cursor, trace.length),
    landscapes: landscapes.map(({ coordinates, ...box }) => ({
      coordinates,
      landscape: { ...box, values: take(box.nx * box.ny) },
    })),
  };
}
