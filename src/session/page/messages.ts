import { maxBuckets, type HostToPanel } from '../../protocol/panel';
import type { DrawnLandscape } from '../../protocol/run';
import { answerOf, cursor } from '../panel/answers';
import { differenceOf } from '../panel/difference';
import type { Speech } from '../panel/speech';
import { panelStrings } from '../panel/strings';
import { runView, type Shown } from '../panel/view';

/**
 * All that an exported page knows beside the numbers: words, run, cursor and loss, then answers
 * that only the engine or the comparison has.
 *
 * @param landscapes those that were drawn of the run
 */
export function pageMessages(
  shown: Omit<Shown, 'can' | 'latest'>,
  landscapes: readonly DrawnLandscape[],
  language: string,
  speech: Speech,
): HostToPanel[] {
  const { run, behind } = shown;
  const trace = run.trace!;
  const can = { run: false, reveal: false, export: false, draw: false };
  const whole = { from: 0, to: trace.length, buckets: maxBuckets };
  const loss = { lines: [{ series: 'loss', index: 0 }], ...whole };
  const compared = behind.filter(({ kind }) => kind === 'compared');
  return [
    panelStrings(language, speech),
    { type: 'run', view: runView({ ...shown, latest: run, can }, speech) },
    cursor(run),
    answerOf(trace, { type: 'ask', run: run.id, request: 0, ...loss })!,
    ...landscapes.map(({ coordinates: plane, landscape }) => {
      const answer = { plane, landscape, request: 0, coarse: false };
      return { type: 'landscape' as const, run: run.id, ...answer };
    }),
    ...compared.flatMap((other) => differenceOf(run, other, speech) ?? []),
  ];
}
