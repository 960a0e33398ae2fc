import { rowWidths } from '../../protocol/checkpoints';
import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import type { DrawnLandscape } from '../../protocol/run';
import type { Trace } from '../../trace/trace';
import type { Speech } from '../panel/speech';
import type { Shown } from '../panel/view';
import { pageMessages } from './messages';
import type { PageContent } from './page';

/** Bytes of numbers in memory that a page may hold: beyond, opening it is felt. */
const mostBytes = 256e6;

/**
 * What a page of a run holds, those behind it among it, or why there can be none. The run must have
 * a trace.
 *
 * @param landscapes those that were drawn of the run
 */
export function pageContent(
  shown: Omit<Shown, 'can' | 'latest'>,
  landscapes: readonly DrawnLandscape[],
  language: string,
  speech: Speech,
): PageContent | { problem: Message } {
  const behind = shown.behind.filter(({ run }) => run.trace);
  const runs = [shown.run, ...behind.map(({ run }) => run)].map(({ trace, request }) => {
    return { trace: trace!, bounds: request.bounds };
  });
  const bytes = runs.reduce((sum, { trace }) => sum + bytesOf(trace), 0);
  if (bytes > mostBytes) {
    const [megabytes, most] = [bytes, mostBytes].map((each) => speech.count(Math.ceil(each / 1e6)));
    return { problem: message('page.too-large', [megabytes!, most!]) };
  }
  return {
    title: `${shown.run.request.objective.name} · Adamscope`,
    language,
    messages: pageMessages({ ...shown, behind }, landscapes, language, speech),
    runs,
  };
}

function bytesOf({ header, origin, lastRow, rowWidth }: Trace): number {
  const rows = lastRow - origin;
  const { checkpoints } = header;
  if (!checkpoints) return 8 * rows * rowWidth;
  const { full, kept } = rowWidths(header.series, header.leaves);
  return 8 * (rows * kept + ((2 * rows) / checkpoints.every) * full);
}
