import { message } from '../../messages';
import { stabilityOf, type Bound } from '../../optimizers/stability';
import type { Message } from '../../protocol/message';
import { isDue, type SeriesDeclaration } from '../../protocol/series';
import { mostCoordinates, sharpness, type SharpnessPoints } from '../../protocol/sharpness';
import type { Trace } from '../../trace/trace';
import { formatCount } from '../size';

/** What is to be computed, and the series it becomes. */
export interface SharpnessPlan {
  points: SharpnessPoints;
  declaration: SeriesDeclaration;
}

/** Steps times coordinates that are computed where nobody says how many: about a second's work. */
const usualNumbers = 20_000;
/** At most so many numbers of θ travel to the engine at once: 16 MB. */
const mostNumbers = 2_000_000;

/** Why there can be no sharpness of a run whatever its steps; null where there can. */
export function sharpnessAbsent({ header, length }: Trace): Message | null {
  const n = header.start.length;
  if (n > mostCoordinates) return message('sharpness.too-many', [n, mostCoordinates]);
  if (header.gradientSource === 'numerical') return message('sharpness.numerical');
  const stability = stabilityOf(header, header.leaves);
  if ('reason' in stability) return stability.reason;
  return length === 0 ? message('sharpness.no-steps') : null;
}

/**
 * What the engine needs of a trace for its sharpness, at every `every` steps and at the last one;
 * all numbers of the trace itself, so that nothing is run again.
 *
 * @param wanted how often; else as many steps as are a moment's work
 */
export function planSharpness(
  trace: Trace,
  wanted = usualEvery(trace),
): SharpnessPlan | { reason: Message } {
  const { header, length } = trace;
  const absent = sharpnessAbsent(trace);
  if (absent) return { reason: absent };
  const stability = stabilityOf(header, header.leaves);
  if ('reason' in stability) return stability;
  const n = header.start.length;
  // Of rows that are not kept nothing is known: checkpoints alone.
  const kept = header.checkpoints?.every ?? 1;
  const every = kept * Math.ceil(wanted / kept);
  const steps: number[] = [];
  if ((length / every) * n > mostNumbers) {
    const least = Math.ceil((length * n) / mostNumbers);
    return { reason: message('sharpness.too-many-steps', [formatCount(length), least]) };
  }
  for (let t = 1; t <= length; t++) {
    if (isDue(every, t, header.steps) && trace.has(t) && trace.has(t - 1)) steps.push(t);
  }
  if (steps.length === 0) return { reason: message('sharpness.no-steps') };
  const rows = (series: string, before: number) =>
    Float64Array.from({ length: steps.length * n }, (_, k) =>
      trace.value(series, k % n, steps[Math.floor(k / n)]! - before),
    );
  return {
    points: {
      steps: Float64Array.from(steps),
      theta: rows('theta', 1),
      rates: rows('effectiveLearningRate', 0),
      decay: stability.decay,
    },
    declaration: declare(trace, every, stability.bound),
  };
}

function declare({ header }: Trace, every: number, bound: Bound | null): SeriesDeclaration {
  const rate = header.series.find(({ name }) => name === 'effectiveLearningRate');
  return {
    name: sharpness,
    symbol: `λ max(${rate?.symbol ?? 'lr'} · H)`,
    ...{ per: 'run', stored: false, axis: 'linear' },
    ...(every > 1 && { every }),
    ...(bound && { level: bound }),
  };
}

/** 1, 2, 5, 10, 20 … */
function usualEvery({ header, length }: Trace): number {
  const wanted = (length * header.start.length) / usualNumbers;
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= wanted) return digit * power;
  }
}
