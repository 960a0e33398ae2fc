import * as v from 'valibot';
import { marksSchema, type Mark } from '../../src/protocol/marks';
import { smoothingSchema } from '../../src/protocol/smoothing';
import { speeds } from './play';
import { freshMapState, mapStateSchema, type MapState } from './mapState';
import { freshTable, tableSchema, type TableChoice } from '../table/choice';
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
  /** Of a large model: the leaf shown in detail, and whether a coordinate is shown in its place. */
  leaf: number;
  focused: boolean;
  /** Of a large model: the quantity whose norms are drawn, and the statistic of the map. */
  quantity: string;
  statistic: string;
  /** The coordinates whose lines are drawn; null: the first eight. */
  chosen: number[] | null;
  /** Axis choices by chart that differ from what its series declare. */
  axes: Record<string, AxisKind>;
  /** By how much the lines of a chart are smoothed. */
  smoothing: Record<string, number>;
  /** The steps that the charts show; null: all. */
  window: StepWindow | null;
  /** How the table of a step is sorted and filtered. */
  table: TableChoice;
  /** The landscape. */
  map: MapState;
  /** Steps of the run that are marked. */
  marks: Mark[];
  /** Steps a frame at which play goes by. */
  speed: (typeof speeds)[number];
  /** Whether keys without Ctrl do something: they can be in the way of software that speaks. */
  singleKeys: boolean;
}

export const freshViewState: ViewState = {
  run: null,
  cursor: 0,
  toggled: [],
  coordinate: 0,
  leaf: 0,
  focused: false,
  quantity: 'grad',
  statistic: 'grad.norm',
  chosen: null,
  axes: {},
  smoothing: {},
  window: null,
  table: freshTable,
  map: freshMapState,
  marks: [],
  speed: 1,
  singleKeys: true,
};

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const place = v.pipe(v.number(), v.finite(), v.minValue(0));

const schema = v.object({
  run: v.nullable(index),
  cursor: index,
  toggled: v.array(v.string()),
  coordinate: index,
  leaf: v.optional(index, freshViewState.leaf),
  focused: v.optional(v.boolean(), freshViewState.focused),
  quantity: v.optional(v.string(), freshViewState.quantity),
  statistic: v.optional(v.string(), freshViewState.statistic),
  chosen: v.nullable(v.pipe(v.array(index), v.maxLength(256))),
  axes: v.record(v.string(), v.picklist(axisKinds)),
  smoothing: v.optional(v.record(v.string(), smoothingSchema), freshViewState.smoothing),
  window: v.nullable(v.tuple([place, place])),
  table: v.optional(tableSchema, freshTable),
  map: v.optional(mapStateSchema, freshMapState),
  marks: v.optional(marksSchema, freshViewState.marks),
  speed: v.optional(v.picklist(speeds), freshViewState.speed),
  singleKeys: v.optional(v.boolean(), freshViewState.singleKeys),
});

/** What was saved, or a fresh state where it is of another version or none at all. */
export function parseViewState(saved: unknown): ViewState {
  const result = v.safeParse(schema, saved);
  return result.success ? result.output : freshViewState;
}
