import { useRef } from 'preact/hooks';
import type { LineId } from '../../src/protocol/panel';
import type { Stretch } from '../charts/input';
import { usePanel } from '../views/context';
import { useLines } from '../views/Plot';
import { epsOf, stretchesBelow } from './stretches';

/** These hang on what eps is added to. */
const depend = ['effectiveLearningRate', 'update'];

/**
 * Where eps decides, for each of a chart's lines: of the series under the root, of effective
 * learning rates and of Δθ. The same arrays as long as nothing of it has changed.
 */
export function useEps(lines: readonly LineId[]): readonly (readonly Stretch[])[] {
  const { view } = usePanel();
  const { eps } = view;
  const shows = ({ series }: LineId) =>
    eps !== null && (series === eps.series || depend.includes(series));
  const ids = lines.filter(shows).map(({ index }) => ({ series: eps!.series, index }));
  const { points } = useLines(ids);
  const kept = useRef(new Map<number, { points: Float64Array; found: Stretch[] }>()).current;
  const found = new Map(
    ids.map(({ index }, nth) => {
      let known = kept.get(index);
      if (known?.points !== points[nth]) {
        known = { points: points[nth]!, found: stretchesBelow(points[nth]!, epsOf(eps!, index)) };
        kept.set(index, known);
      }
      return [index, known!.found];
    }),
  );
  return lines.map((line) => (shows(line) && found.get(line.index)) || none);
}

const none: readonly Stretch[] = [];
