import { useMemo } from 'preact/hooks';
import { levelLook } from '../charts/look';
import type { ChartGroup } from '../state/groups';
import { shownValue } from '../text';
import { usePanel } from './context';
import type { PlotLine } from './Plot';

/** The values that decide something, each as a line over the whole window with its words on it. */
export function useLevels({ series }: ChartGroup): PlotLine[] {
  const { panel } = usePanel();
  const [from, to] = panel.window;
  const declared = series.flatMap(({ level }) => level ?? []);
  const key = JSON.stringify(declared);
  return useMemo(
    () =>
      declared.map(({ value, formula }) => {
        const shown = shownValue(value);
        return {
          key: `level ${formula}`,
          points: Float64Array.of(from, value, to, value),
          look: levelLook,
          label: formula === shown ? shown : `${formula} = ${shown}`,
          value: undefined,
        };
      }),
    [key, from, to],
  );
}
