import { contours } from 'd3-contour';
import type { Landscape } from '../../src/protocol/run';
import { contourLevels, type Levels } from './levels';
import { resample } from './resample';

/** Samples a side that contours are taken of: more makes no line straighter that can be seen. */
const finest = 256;
/** And so many times those of the landscape, where it is coarse. */
const finer = 4;

/** Rings of a contour in shares of the landscape's box: x to the right, y down, each 0 to 1. */
type Rings = readonly (readonly (readonly [number, number])[])[];

/** A landscape as bands and lines; they know no pixel, so that zooming is drawing again. */
export interface Contours {
  scale: Levels;
  /** Of each level the edge of all that lies at or above it. */
  lines: { level: number; rings: Rings }[];
  /** Around all points at which the loss is no finite number. */
  holes: Rings;
}

/** Null where no point of the landscape is finite. */
export function contoursOf(landscape: Landscape): Contours | null {
  const { nx, ny } = landscape;
  const scale = contourLevels(landscape.values);
  if (!scale) return null;
  const { levels, logarithmic, min, max } = scale;
  // Where the loss is no number its surroundings are drawn as high: a run does not want to go there.
  const values = landscape.values.map((loss) => (Number.isFinite(loss) ? loss : max));
  const [width, height] = [Math.min(finest, finer * nx), Math.min(finest, finer * ny)];
  const heights = resample({ nx, ny, values }, width, height, min);
  const edge = (level: number) => (logarithmic ? Math.log(level) : level);
  if (logarithmic) {
    // Deeper than one band below the lowest edge all is alike.
    const [first = max, second = first] = levels.map(edge);
    const ground = 2 * first - second;
    for (let i = 0; i < heights.length; i++) heights[i] = Math.max(ground, Math.log(heights[i]!));
  }
  const lines = contours().size([width, height]);
  const samples = Array.from(heights);
  // Samples stand in the middle of cells, and cells fill the box.
  const share = ([x, y]: readonly number[]): [number, number] => [x! / width, y! / height];
  return {
    scale,
    lines: levels.map((level) => ({
      level,
      rings: ringsOf(lines.contour(samples, edge(level)).coordinates, share),
    })),
    holes: holesOf(landscape),
  };
}

/** Of the samples themselves: between a number and none there is nothing to interpolate. */
function holesOf({ nx, ny, values }: Landscape): Rings {
  if (values.every((loss) => Number.isFinite(loss))) return [];
  const isHole = Array.from({ length: nx * ny }, (_, i) => {
    const upperFirst = (ny - 1 - Math.floor(i / nx)) * nx + (i % nx);
    return Number.isFinite(values[upperFirst]!) ? 0 : 1;
  });
  const found = contours().size([nx, ny]).smooth(false).contour(isHole, 0.5);
  // Here the first and the last sample stand on the box's edges.
  const share = ([x, y]: readonly number[]): [number, number] => [
    (x! - 0.5) / (nx - 1),
    (y! - 0.5) / (ny - 1),
  ];
  return ringsOf(found.coordinates, share);
}

function ringsOf(
  polygons: readonly (readonly (readonly (readonly number[])[])[])[],
  share: (point: readonly number[]) => [number, number],
): Rings {
  return polygons.flatMap((polygon) => polygon.map((ring) => ring.map(share)));
}
