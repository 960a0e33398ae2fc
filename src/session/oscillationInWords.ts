import { message } from '../messages';
import type { Message } from '../protocol/message';
import { formatNumber } from '../protocol/number';
import type { Trace } from '../trace/trace';
import { oscillations, type Oscillation } from './oscillation';
import { formatCount } from './size';

/** Within so many steps of the end, an oscillation is taken to go on. */
const nearEnd = 50;

/**
 * The oscillation most worth a word, in two parts: what was measured, and why; none where there is
 * none. One that goes on comes before those that are over, a larger one before a smaller one.
 */
export function oscillationInWords(trace: Trace): Message[] {
  const all = oscillations(trace);
  const lasting = all.filter((each) => each.to > trace.length - nearEnd);
  const [main] = (lasting.length > 0 ? lasting : all).sort((a, b) => b.amplitude - a.amplitude);
  if (!main) return [];
  return [measured(trace, main, lasting.length > 0), cause(main, lasting.length > 0)];
}

function measured(trace: Trace, seen: Oscillation, lasts: boolean): Message {
  const name = trace.header.leaves.flatMap((leaf) => leaf.coordinates)[seen.coordinate] ?? '';
  const amplitude = formatNumber(seen.amplitude, 2);
  const period = seen.period === null ? [] : [formatNumber(seen.period, 2)];
  const words = [name, formatCount(seen.from), amplitude, ...period];
  if (!lasts) {
    const [from, to] = [formatCount(seen.from), formatCount(seen.to)];
    const over = [name, from, to, amplitude, ...period];
    if (seen.period === null) return message('oscillation.over-noise', over);
    const dying = seen.trend === 'damped' ? 'oscillation.over-damped' : 'oscillation.over';
    return message(dying, over);
  }
  if (seen.period === null) return message('oscillation.lasts-noise', words);
  return message(`oscillation.lasts-${seen.trend}`, words);
}

function cause({ cause: why }: Oscillation, lasts: boolean): Message {
  return message(lasts ? `oscillation.${why}` : `oscillation.was-${why}`);
}
