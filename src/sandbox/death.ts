import { message } from '../messages';
import type { RunEnd } from '../protocol/engine';
import type { Exit } from './engineProcess';

/** V8 aborts when it is out of memory and traps when an array grows beyond any. */
const memorySignals = new Set<string>(['SIGABRT', 'SIGTRAP', 'SIGILL']);
/** The same as exit codes: a shell's, and Windows' fail-fast and breakpoint. */
const memoryCodes = new Set([134, 133, 132, 0xc0000409, 0x80000003]);
/** So near the limit, another end than the memory's is unlikely: the last look was a moment ago. */
const nearLimit = 0.8;

/** What ended a run whose process died without a word, in terms of the user's. */
export function explainExit(
  exit: Exit,
  run: { step: number; memory: number; limit: number },
): Pick<RunEnd, 'state' | 'error'> {
  const { step, memory, limit } = run;
  const ended = (state: RunEnd['state'], said: ReturnType<typeof message>) => ({
    state,
    error: { message: said, step },
  });
  if (exit.error !== null) return ended('crashed', message('engine.start-failed', [exit.error]));
  const aborted =
    (exit.signal !== null && memorySignals.has(exit.signal)) ||
    (exit.code !== null && memoryCodes.has(exit.code));
  const used = Math.round(memory);
  if (memory > nearLimit * limit) {
    return ended('limit', message('engine.memory-limit', [used, limit, step]));
  }
  if (aborted) return ended('limit', message('engine.memory-abort', [used, step]));
  const how = exit.signal ?? `exit code ${exit.code}`;
  return ended('crashed', message('engine.crashed', [how, step]));
}
