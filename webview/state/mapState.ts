import * as v from 'valibot';
import { boxSchema, planeSchema, type Plane, type PlaneBox } from '../../src/protocol/landscape';

/** How the landscape is being looked at. */
export interface MapState {
  /** Two coordinates, or the plane of the path's principal components; null: nobody has chosen. */
  plane: Plane | null;
  /** The part that is shown; null: all. */
  window: PlaneBox | null;
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

export const mapStateSchema = v.object({
  plane: v.nullable(planeSchema),
  window: v.nullable(boxSchema),
  hidden: v.pipe(v.array(v.string()), v.maxLength(16)),
});

/** Of more coordinates than this a step is not projected onto principal components: it takes too long. */
export const mostProjected = 2000;

/** The plane that is shown of a run with so many coordinates; null: there are not two. */
export function planeOf({ plane }: MapState, coordinates: number): Plane | null {
  if (coordinates < 2) return null;
  if (coordinates === 2) return [0, 1];
  const usual = coordinates <= mostProjected ? 'principal' : ([0, 1] satisfies Plane);
  if (plane === null || plane === 'principal') return usual;
  const [first, second] = plane;
  const fits = first < coordinates && second < coordinates && first !== second;
  return fits ? plane : usual;
}
