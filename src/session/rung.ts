import type { MessageCode } from '../messages';
import type { Message } from '../protocol/message';
import type { GradientSource } from '../protocol/run';
import type { Run } from './run';

/** The notes that tell from which step on a run's gradient comes from a lower rung. */
const falls = new Map<string, GradientSource>([
  ['gradient.differs', 'tape'],
  ['gradient.differs-value', 'tape'],
  ['gradient.numerical-lost-from', 'numerical'],
  ['gradient.numerical-memory-from', 'numerical'],
] satisfies [MessageCode, GradientSource][]);

/** From which rung a run's gradient comes once a note has been said, and from which step on. */
export function rungAfter(said: Message): { source: GradientSource; from: number } | null {
  const source = falls.get(said.code);
  const from = Number(said.arguments.at(-1));
  return source && Number.isInteger(from) ? { source, from } : null;
}

/** What is said of a run's gradient is what it ended on; a note says since when. */
export function fallTo({ trace }: Pick<Run, 'trace'>, source: GradientSource): void {
  if (trace) trace.header.gradientSource = source;
}

/** The same for a run that was kept with the rung it began on. */
export function settleRung(run: Pick<Run, 'trace' | 'notes'>): void {
  for (const note of run.notes) {
    const fall = rungAfter(note);
    if (fall) fallTo(run, fall.source);
  }
}
