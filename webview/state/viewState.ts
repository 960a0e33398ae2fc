import * as v from 'valibot';
import type { StepWindow } from './zoom';

export const axisKinds = ['linear', 'log', 'symlog'] as const;
export type AxisKind = (typeof axisKinds)[number];

/** How the panel is being looked at: all that survives a reload of the window. */
export interface ViewState {
  run: number | null;
  cursor: number;
  /** Names of the sections that are not as they start: unfolded, or folded. */
  toggled: string[];
  /** The coordinate of the strip. */
  coordinate: number;
  /** The coordinates whose lines are drawn; null: the first eight. */
  chosen: number[] | null;
  /** Axis choices by chart that differ from what its series declare. */
  axes: Record<string, AxisKind>;
  /** The steps that the charts show; null: all. */
  window: StepWindow | null;
}

export const freshViewState: ViewState = {
  run: null,
  cursor: 0,
  toggled: [],
  coordinate: 0,
  chosen: null,
  axes: {},
  window: null,
};

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const place = v.pipe(v.number(), v.finite(), v.minValue(0));

const schema = v.object({
  run: v.nullable(index),
  cursor: index,
  toggled: v.array(v.string()),
  coordinate: index,
  chosen: v.nullable(v.pipe(v.array(index), v.maxLength(256))),
  axes: v.record(v.string(), v.picklist(axisKinds)),
  window: v.nullable(v.tuple([place, place])),
});

/** What was saved, or a fresh state where it is of another version or none at all. */
export function parseViewState(saved: unknown): ViewState {
  const result = v.safeParse(schema, saved);
  return result.success ? result.output : freshViewState;
}
