import { message } from '../messages';
import { checkpointsWithin, rowWidths, usualTraceSize } from '../protocol/checkpoints';
import type { Limits } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { formatCount, formatNumber } from '../protocol/number';
import type { RunHeader } from '../protocol/run';

export { formatCount };

/** More steps than this run only where a person has said yes to that very many. */
export const unaskedSteps = 10_000_000;

/** `72 GB`: decimal units, three digits. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${formatNumber(size, 3)} ${units[unit]!}`;
}

/** `12 s`, `3 min`, `2 h`: as precise as an estimate is. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.95) return `${formatNumber(seconds, 1)} s`;
  if (seconds < 99.5) return `${Math.round(seconds)} s`;
  if (seconds < 99.5 * 60) return `${Math.round(seconds / 60)} min`;
  return `${formatCount(Math.round(seconds / 3600))} h`;
}

/**
 * What a run's numbers take, against what they may take: a remark where not every row is kept, a
 * problem where even the least that is kept of each step is too much.
 */
export function traceSize(
  { series, leaves, steps, fork, checkpoints }: RunHeader,
  limits: Limits,
): { refused?: { state: 'limit' | 'crashed'; said: Message }; remark?: Message } {
  const allowed = 1e6 * (limits.traceSize ?? usualTraceSize);
  const widths = rowWidths(series, leaves);
  const own = steps - (fork?.step ?? 0);
  const needed = checkpointsWithin(widths, own, allowed);
  if (needed === null) {
    const least = own * widths.kept + 2 * widths.full;
    const fitting = Math.max(0, Math.floor((allowed / 8 - 2 * widths.full) / widths.kept));
    const words = [formatCount(own), formatBytes(8 * least), formatBytes(allowed)];
    const said = message('session.too-large', [...words, formatCount(fitting)]);
    return { refused: { state: 'limit', said } };
  }
  // The engine computes the same.
  if ((checkpoints?.every ?? 0) < needed) {
    return { refused: { state: 'crashed', said: message('engine.invalid-message', [0]) } };
  }
  if (!checkpoints) return {};
  const words = [formatBytes(8 * own * widths.full), formatCount(checkpoints.every)];
  return { remark: message('session.checkpoints', words) };
}
