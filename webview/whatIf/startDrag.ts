import { useMemo } from 'preact/hooks';
import type { StartDrag } from '../landscape/mapGestures';
import { usePanel } from '../views/context';

/** Digits of a place on the map; more of it nobody means. */
const digits = 4;

/** The start in the landscape, for a hand; undefined where it cannot be moved. */
export function useStartDrag(): StartDrag | undefined {
  const { panel, view } = usePanel();
  const canMove = (view.whatIf?.start.length ?? 0) > 0;
  return useMemo(() => {
    if (!canMove) return undefined;
    const { hand } = panel;
    /** The whole start when the hand took hold. */
    let before: number[] | null = null;
    const move = (point: readonly [number, number]) => {
      const { plane } = panel;
      const start = panel.view?.whatIf?.start ?? [];
      if (!plane || plane === 'principal') return;
      const now = start.map((each) => hand.valueOf('start', each));
      before ??= now;
      hand.moveStart(
        now.map((value, i) => {
          const nth = plane.indexOf(i);
          return nth < 0 ? value : Number(point[nth]!.toPrecision(digits));
        }),
      );
    };
    return {
      move,
      end(point: readonly [number, number]) {
        // A press that did not move moves nothing.
        if (before) {
          move(point);
          hand.release();
        }
        before = null;
      },
      cancel() {
        if (before) {
          hand.moveStart(before);
          hand.release();
        }
        before = null;
      },
    };
  }, [panel, canMove]);
}
