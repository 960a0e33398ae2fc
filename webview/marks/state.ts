import { useMemo } from 'preact/hooks';
import { longestMarkName, mostMarks, type Mark } from '../../src/protocol/marks';
import type { Panel } from '../state/panel';

/** Marks in order of step; their numbers count from 1 in it. */
export function sortedMarks(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => a.step - b.step);
}

/** The marked steps in order, the same array as long as they are the same. */
export function useMarkedSteps({ state: { marks } }: Panel): readonly number[] {
  const key = sortedMarks(marks).map(({ step }) => step);
  return useMemo(() => key, [key.join()]);
}

export function isMarked({ state }: Panel, step: number): boolean {
  return state.marks.some((mark) => mark.step === step);
}

/** Marks a step; one that is marked already stays so, and beyond 50 there is none more. */
export function mark(panel: Panel, step: number): void {
  const { marks } = panel.state;
  const last = panel.view?.length ?? 0;
  const at = Math.min(last, Math.max(0, Math.round(step)));
  if (isMarked(panel, at)) return;
  if (marks.length >= mostMarks) return panel.jumps.say('marks.full', String(mostMarks));
  panel.setMarks([...marks, { step: at, name: '' }]);
}

/** Marks the step under the cursor, and where it is marked already goes to the name. */
export function markOrName(panel: Panel): void {
  if (!isMarked(panel, panel.cursor)) return mark(panel, panel.cursor);
  document.querySelector<HTMLElement>(`[data-mark="${panel.cursor}"] .mark-name`)?.focus();
}

export function rename(panel: Panel, step: number, name: string): void {
  panel.setMarks(
    panel.state.marks.map((each) =>
      each.step === step ? { step, name: name.slice(0, longestMarkName) } : each,
    ),
  );
}

export function unmark(panel: Panel, step: number): void {
  panel.setMarks(panel.state.marks.filter((each) => each.step !== step));
}
