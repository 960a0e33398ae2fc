import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { LineChart, type LineChartInput } from '../charts/lineChart';
import { useSize } from './size';

/**
 * A line chart on a canvas, as large as its frame. It is made when there is something to draw and
 * its size is known, and redrawn when `input` is another one.
 *
 * @param known whether there is something to draw
 * @param onLayout hears of every draw: where steps stand may have changed
 */
export function useLineChart(
  frame: RefObject<HTMLElement | null>,
  canvas: RefObject<HTMLCanvasElement | null>,
  input: LineChartInput,
  known: boolean,
  onLayout: () => void,
): { readonly current: LineChart | null } {
  const chart = useRef<LineChart | null>(null);
  const build = () => {
    if (chart.current || !known || !size.current) return;
    chart.current = new LineChart(canvas.current!, size.current, input, onLayout);
  };
  const size = useSize(frame, () => {
    if (chart.current && size.current) chart.current.resize(size.current);
    else build();
  });
  useLayoutEffect(() => {
    if (chart.current) chart.current.update(input);
    else build();
  }, [input, known]);
  useEffect(() => () => chart.current?.destroy(), []);
  return chart;
}
