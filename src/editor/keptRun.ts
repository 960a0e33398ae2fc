import { derivationsOf } from '../optimizers/derivations';
import type { Message } from '../protocol/message';
import { specOf } from '../protocol/optimizer';
import type { Run, Session } from '../session/session';
import type { DrawnLandscape } from './drawnLandscapes';

/** A finished run without the window it ran in. */
type Finished = Parameters<Session['adopt']>[0];

/** A run as bytes, as numbers and never as code; a problem where they would be too many. */
export async function dumpOf(
  run: Run,
  landscapes: DrawnLandscape[],
): Promise<{ bytes: Uint8Array } | { problem: Message } | null> {
  const { trace, request } = run;
  if (!trace) return null;
  const { objective, start, bounds, minimum } = request;
  const { writeDump } = await import('../trace/dump');
  return writeDump({ ...run, trace, objective, start, bounds, minimum, landscapes });
}

/**
 * The run that `dumpOf` wrote, for the session to take in; null where the bytes are none.
 * @param key that of its objective in this window
 */
export async function runOf(
  bytes: Uint8Array,
  key: string,
): Promise<{ run: Finished; landscapes: DrawnLandscape[] } | null> {
  const { readDump } = await import('../trace/dump');
  const kept = readDump(bytes, (header, bounds) => derivationsOf(header, header.leaves, bounds));
  if (!kept) return null;
  const { objective, start, bounds, minimum, landscapes, ...finished } = kept;
  const { header } = kept.trace;
  const run = {
    ...finished,
    // What the panel's own view state calls it.
    id: header.run,
    request: {
      objective: { ...objective, key },
      // Nothing of the code is kept; Run Again reads the document.
      bundle: {
        ...{ name: objective.name, code: '', file: objective.file, map: null },
        ...{ parameters: [], context: -1 },
      },
      ...specOf(header),
      steps: header.steps,
      seed: header.seed,
      ...{ start, bounds, minimum },
      limits: { memory: 0, evaluationTime: 0 },
      ...(header.evaluated && {
        evaluate: { name: header.evaluated.name, every: header.evaluated.every },
      }),
    },
  };
  return { run, landscapes };
}
