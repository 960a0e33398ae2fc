import type { Panel } from './panel';

/** The steps that charts show; fractions of steps while a gesture goes on, so that none is lost. */
export type StepWindow = [from: number, to: number];

/** Fewer steps than this show nothing more. */
const narrowest = 4;

/** How many times as wide or narrow a press of a key or a button makes the window. */
export const zoomStep = 4;

/**
 * The window `factor` times as wide, `step` keeping its place in it; null: all of `length` steps.
 * Around a step out of sight: with that step in its middle.
 */
export function zoomed(
  [from, to]: StepWindow,
  length: number,
  step: number,
  factor: number,
): StepWindow | null {
  const width = Math.max(narrowest, (to - from) * factor);
  const inside = step >= from && step <= to;
  const share = inside && to > from ? (step - from) / (to - from) : 0.5;
  return within([step - share * width, step + (1 - share) * width], length);
}

/** The window moved by so many steps, as far as there are any; null: all steps. */
export function panned([from, to]: StepWindow, length: number, by: number): StepWindow | null {
  return within([from + by, to + by], length);
}

/** The steps between two, in whichever order, with room for a few; null: all steps. */
export function selected(a: number, b: number, length: number): StepWindow | null {
  const middle = (a + b) / 2;
  const half = Math.max(narrowest, Math.abs(a - b)) / 2;
  return within([middle - half, middle + half], length);
}

function within([from, to]: StepWindow, length: number): StepWindow | null {
  const width = to - from;
  if (width >= length) return null;
  const start = Math.min(length - width, Math.max(0, from));
  return [start, start + width];
}

/** Whole steps, as many for as long as the width is the same. */
export function wholeSteps([from, to]: StepWindow): StepWindow {
  const first = Math.round(from);
  return [first, first + Math.max(1, Math.round(to - from))];
}

/** The steps in sight to a fraction: charts may not have drawn the newest window yet. */
export function windowOf({ state, view }: Panel): StepWindow {
  return state.window ?? [0, Math.max(1, view?.length ?? 0)];
}

/** The step that stands at a share (0 to 1) of the window. */
export function stepAt(panel: Panel, share: number): number {
  const [from, to] = windowOf(panel);
  return from + share * (to - from);
}

/** Zooms all charts around a step, by itself the one under the cursor. */
export function zoom(panel: Panel, factor: number, step = panel.cursor): void {
  change(panel, (length) => zoomed(windowOf(panel), length, step, factor));
}

/** Moves the window of all charts by a share of its width. */
export function pan(panel: Panel, share: number): void {
  const [from, to] = windowOf(panel);
  change(panel, (length) => panned([from, to], length, share * (to - from)));
}

/** The steps between two shares of the window, in whichever order. */
export function select(panel: Panel, a: number, b: number): void {
  change(panel, (length) => selected(stepAt(panel, a), stepAt(panel, b), length));
}

export function showAll(panel: Panel): void {
  panel.choose({ window: null });
}

function change(panel: Panel, to: (length: number) => StepWindow | null): void {
  if (panel.view) panel.choose({ window: to(panel.view.length) });
}
