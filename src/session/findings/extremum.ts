import type { Extremum, ExtremumQuestion } from '../../protocol/extremum';
import type { Trace } from '../../trace/trace';

/** Steps that are looked at in one piece: a few milliseconds' work. */
const perPiece = 20_000;

/**
 * The local extremum of a line next to a step: its value is above, or below, the last other value
 * before it and the first other one after it. Of a level stretch it is the first step; the ends of a
 * run are none, and steps without a value do not count. Exact: every step is looked at, in pieces.
 */
export function* nextExtremum(
  trace: Trace,
  question: ExtremumQuestion,
): Generator<undefined, Extremum> {
  const { series, index, from, direction, size } = question;
  const declared = trace.series.find(({ name }) => name === series);
  if (!declared) return { step: null, kind: 'none' };
  // A run with checkpoints has no rows of coordinates between them.
  if (trace.header.checkpoints && declared.per === 'coordinate') {
    return { step: null, kind: 'unknown' };
  }
  const valueAt = (step: number) => {
    const value = trace.value(series, index, step);
    return size ? Math.abs(value) : value;
  };
  const last = trace.length;
  let step = Math.min(from, last);
  let level = valueAt(step);
  // The first step, in time, of the level stretch that the search stands on.
  let begin = step;
  let slope = 0;
  for (let looked = 1; ; looked++) {
    step += direction;
    if (step < 0 || step > last) return { step: null, kind: 'none' };
    if (looked % perPiece === 0) yield undefined;
    const value = valueAt(step);
    if (!Number.isFinite(value)) continue;
    if (Number.isFinite(level) && value !== level) {
      const now = Math.sign(value - level);
      // The step that is asked from is left out.
      if (slope === -now && begin !== from) {
        return { step: begin, kind: now < 0 ? 'maximum' : 'minimum' };
      }
      slope = now;
      level = value;
      begin = step;
    } else if (!Number.isFinite(level)) {
      level = value;
      begin = step;
    } else if (direction < 0) {
      begin = step;
    }
  }
}
