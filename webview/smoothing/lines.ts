import type { LineId } from '../../src/protocol/panel';
import type { LineLook } from '../charts/look';
import { useLines, type PlotLine } from '../views/Plot';

/**
 * The smoothed lines of a chart, in front of the raw ones, which step back. As long as there is no
 * answer, or none is possible, the raw ones stand alone.
 */
export function useSmoothed(
  raw: readonly PlotLine[],
  ids: readonly LineId[],
  smoothing: number,
): PlotLine[] {
  const wanted = smoothing > 0 ? ids.map((id) => ({ ...id, smoothing })) : [];
  const { points } = useLines(wanted);
  if (!points.some(({ length }) => length > 0)) return [...raw];
  return [
    ...raw.map((line, i) => (points[i]!.length > 0 ? { ...line, look: behind(line.look) } : line)),
    ...raw.flatMap((line, i) => {
      if (points[i]!.length === 0) return [];
      // One line alone needs no marker to be told from its own raw one.
      const look = raw.length === 1 ? { ...line.look, bare: true } : line.look;
      return [{ ...line, key: `${line.key} smoothed`, look, points: points[i]!, value: undefined }];
    }),
  ];
}

function behind(look: LineLook): LineLook {
  return { ...look, ghost: true, bare: true, back: true };
}
