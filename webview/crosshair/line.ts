import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { LineChart } from '../charts/lineChart';
import type { Peek } from './peek';

/** Keeps a chart's line on the step under the pointer, over whichever chart that is. */
export function usePeekLine(
  peek: Peek,
  chart: { readonly current: LineChart | null },
  line: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    const place = () => {
      const at = peek.step === null ? null : (chart.current?.place(peek.step) ?? null);
      const element = line.current!;
      element.hidden = at === null;
      if (!at) return;
      element.style.transform = `translate(${at.x}px, ${at.top}px)`;
      element.style.height = `${at.bottom - at.top}px`;
    };
    place();
    return peek.subscribe(place);
  });
}
