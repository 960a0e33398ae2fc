import * as v from 'valibot';

/** How the landscape is being looked at. */
export interface MapState {
  /** Two coordinates, or the plane of the path's principal components; null: nobody has chosen. */
  plane: [number, number] | 'principal' | null;
  /** The part that is shown; null: all. */
  window: { x: [number, number]; y: [number, number] } | null;
  /** What is not drawn of all that can be: names of `mapParts`. */
  hidden: string[];
}

/** What can be hidden of the landscape. */
export const mapParts = [
  'gradient',
  'moment',
  'update',
  'effectiveLearningRate',
  'labels',
] as const;

export type MapPart = (typeof mapParts)[number];

export const freshMapState: MapState = { plane: null, window: null, hidden: [] };

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const range = v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]);

export const mapStateSchema = v.object({
  plane: v.nullable(v.union([v.tuple([index, index]), v.literal('principal')])),
  window: v.nullable(v.object({ x: range, y: range })),
  hidden: v.pipe(v.array(v.string()), v.maxLength(16)),
});
