import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { mostTableRows } from '../../src/protocol/table';

/** Rows by which what is asked for moves: one question serves a few turns of the wheel. */
const stride = 16;

/** The rows of a list that a scrolled frame has in sight, with some around them. */
export interface InSight {
  from: number;
  count: number;
}

/** @param height of a row, and of the frame, in pixels */
export function inSight(scrolled: number, height: { row: number; frame: number }): InSight {
  const first = Math.floor(Math.max(0, scrolled) / height.row);
  const seen = Math.ceil(height.frame / height.row);
  const from = Math.max(0, (Math.floor(first / stride) - 1) * stride);
  const count = (Math.ceil(seen / stride) + 3) * stride;
  return { from, count: Math.min(mostTableRows, count) };
}

/** Rows are as high as the theme's font makes them: the first that is drawn is measured. */
export function useInSight() {
  const frame = useRef<HTMLDivElement>(null);
  const [row, setRow] = useState(24);
  const [sight, setSight] = useState<InSight>({ from: 0, count: 4 * stride });
  const look = () => {
    if (!frame.current) return;
    const { scrollTop, clientHeight } = frame.current;
    const next = inSight(scrollTop, { row, frame: clientHeight });
    if (next.from !== sight.from || next.count !== sight.count) setSight(next);
  };
  useLayoutEffect(() => {
    const drawn = frame.current?.querySelector('tr[data-coordinate]');
    const height = drawn?.getBoundingClientRect().height ?? 0;
    if (height > 0 && Math.abs(height - row) > 0.01) setRow(height);
    look();
  });
  return { frame, row, sight, look };
}
