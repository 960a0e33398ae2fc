import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Of an element, in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/**
 * The size of an element, null until it is laid out or while it has none; `onSize` hears of each
 * change before it is painted. The browser tells it: asking (`clientWidth`) would lay the whole
 * page out anew for each of a dozen charts.
 */
export function useSize(
  element: RefObject<Element | null>,
  onSize: () => void,
): { readonly current: Size | null } {
  const size = useRef<Size | null>(null);
  const latest = useRef(onSize);
  latest.current = onSize;
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      size.current = width > 0 && height > 0 ? { width, height } : null;
      latest.current();
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return size;
}
