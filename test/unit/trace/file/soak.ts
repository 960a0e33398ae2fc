import { bytesInMemory } from '../../../../src/trace/file/bytes';
import { openTrace } from '../../../../src/trace/file/open';
import { derivations } from './support';

/** What scripts/soakTraces.mjs works with. */
export { chunksOf, dice, looked, mutated } from './damage';
export { small } from './support';

/** The losses of all steps of a file, or null where it does not open. */
export function valuesOf(bytes: Uint8Array): { losses: number[]; interrupted: boolean } | null {
  const found = openTrace(bytesInMemory(bytes), derivations);
  if ('problem' in found) return null;
  const { trace, interrupted } = found.run;
  const losses = Array.from({ length: trace.length }, (_, k) => trace.value('loss', 0, k + 1));
  return { losses, interrupted };
}
