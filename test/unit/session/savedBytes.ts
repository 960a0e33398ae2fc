import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Landscape } from '../../../src/protocol/run';
import { saveRun } from '../../../src/session/saveRun';
import type { Run } from '../../../src/session/session';

/** A run as the bytes of its trace file. */
export async function savedBytes(
  run: Run,
  landscapes: { coordinates: [number, number]; landscape: Landscape }[] = [],
): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'adamscope-test-'));
  try {
    const file = path.join(folder, 'run.adamtrace');
    await saveRun(run, landscapes, file, 'Adamscope 0.0.0');
    return new Uint8Array(await readFile(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}
