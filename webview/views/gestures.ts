import { useEffect, useMemo } from 'preact/hooks';
import type { LineChart } from '../charts/lineChart';
import { mark } from '../marks/state';
import type { Panel } from '../state/panel';
import { WheelTurn } from '../state/wheelTurn';
import { pan, select, showAll, stepAt, zoom } from '../state/zoom';

/** Pixels that a pointer may move while a person means to press and no more. */
export const steady = 4;
/** Pixels around the cursor's line in which it is taken hold of. */
const grip = 5;

/** Pixels of the wheel that make the window half as wide, and how far one event may go. */
export const halving = 250;
const longestTurn = 300;
/** Pixels that a wheel which counts in lines or pages means by one. */
const unit = [1, 33, 400];

/** All charts zoom together, and only one is under the pointer. */
export const turn = new WheelTurn();

/** What a press on a chart became, once it has moved. */
type Drag = 'press' | 'cursor' | 'select' | 'mark' | 'pan';

/** What a chart gives to be worked with; each is null before it is laid out. */
export interface Grasp {
  chart: () => LineChart | null;
  /** The rectangle that shows what is being selected. */
  selection: () => HTMLElement | null;
}

/**
 * A wheel of which charts know nothing turns the page: the turn is the page's to its end.
 */
export function usePageWheel(): void {
  useEffect(() => {
    const onWheel = (event: WheelEvent) => {
      if (!event.defaultPrevented) turn.pass(event.timeStamp);
    };
    document.addEventListener('wheel', onWheel, { passive: true });
    return () => document.removeEventListener('wheel', onWheel);
  }, []);
}

/**
 * The gestures of a chart over steps, those of chartjs-plugin-zoom: the wheel zooms around the
 * pointer, a drag selects a window, a drag with Shift or the middle button moves it, a double click
 * shows all steps. A press moves the cursor, with Shift it marks the step, and whoever drags the
 * cursor's line drags it.
 */
export function useGestures(panel: Panel, grasp: Grasp) {
  return useMemo(() => gestures(panel, grasp), [panel, grasp]);
}

function gestures(panel: Panel, { chart, selection }: Grasp) {
  let drag: Drag | null = null;
  let [start, last] = [0, 0];

  const isOnCursor = (x: number) => {
    const place = chart()?.place(panel.cursor);
    return place != null && Math.abs(place.x - x) <= grip;
  };
  const begun = ({ button, shiftKey, offsetX }: PointerEvent): Drag | null => {
    if (button === 1) return 'pan';
    if (button !== 0) return null;
    if (shiftKey) return 'mark';
    return isOnCursor(offsetX) ? 'cursor' : 'press';
  };
  const end = () => {
    drag = null;
    document.removeEventListener('keydown', onKey, true);
    selection()?.toggleAttribute('hidden', true);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  };

  return {
    onPointerDown(event: PointerEvent & { currentTarget: HTMLElement }) {
      drag = begun(event);
      panel.peek.leave();
      if (!drag || !chart()) return;
      // A middle button would scroll the page by itself.
      if (drag === 'pan' || drag === 'mark') event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      document.addEventListener('keydown', onKey, true);
      start = last = event.offsetX;
    },

    onPointerMove(event: PointerEvent & { currentTarget: HTMLElement }) {
      const { offsetX: x, currentTarget } = event;
      const drawn = chart();
      if (!drawn) return;
      if (drag === null) {
        currentTarget.style.cursor = isOnCursor(x) ? 'ew-resize' : '';
        if (event.pointerType !== 'touch') panel.peek.at(drawn.stepAt(x), event);
        return;
      }
      if (Math.abs(x - start) > steady) {
        if (drag === 'press') drag = 'select';
        if (drag === 'mark') drag = 'pan';
      }
      if (drag === 'cursor') panel.setCursor(drawn.stepAt(x));
      else if (drag === 'select') showSelection(drawn, selection(), start, x);
      else if (drag === 'pan') {
        currentTarget.style.cursor = 'grabbing';
        pan(panel, (last - x) / width(drawn));
      }
      if (drag !== 'mark') last = x;
    },

    onPointerUp({ offsetX: x }: PointerEvent) {
      const drawn = chart();
      if (drawn && drag === 'press') panel.setCursor(drawn.stepAt(x));
      if (drawn && drag === 'mark') mark(panel, drawn.stepAt(x));
      if (drawn && drag === 'select') {
        select(panel, drawn.shareAt(start), drawn.shareAt(x));
      }
      end();
    },

    onPointerCancel: end,
    onPointerLeave: () => panel.peek.leave(),
    onDblClick: () => showAll(panel),

    onWheel(event: WheelEvent) {
      const drawn = chart();
      if (!drawn) return;
      const isWhole = panel.state.window === null;
      const pixels = (delta: number) => turned(delta, event);
      const across = pixels(event.shiftKey ? event.deltaX || event.deltaY : event.deltaX);
      const along = event.shiftKey ? 0 : pixels(event.deltaY);
      const pans = Math.abs(across) > Math.abs(along);
      // Where all steps are in sight there is nothing to move and nothing to add.
      if (!turn.take(event.timeStamp, !isWhole || (!pans && along < 0))) return;
      event.preventDefault();
      if (pans) pan(panel, across / width(drawn));
      else zoom(panel, 2 ** (along / halving), stepAt(panel, drawn.shareAt(event.offsetX)));
    },
  };
}

/** Pixels that a wheel was turned by. */
export function turned(delta: number, { deltaMode }: Pick<WheelEvent, 'deltaMode'>): number {
  return Math.max(-longestTurn, Math.min(longestTurn, delta * (unit[deltaMode] ?? 1)));
}

function width({ area: { left, right } }: LineChart): number {
  return Math.max(1, right - left);
}

/** Positions are set through the style object: the content security policy allows no attribute. */
function showSelection(chart: LineChart, element: HTMLElement | null, a: number, b: number): void {
  const { left, right, top, bottom } = chart.area;
  if (!element) return;
  const inside = (x: number) => Math.min(right, Math.max(left, x));
  const [from, to] = [inside(Math.min(a, b)), inside(Math.max(a, b))];
  element.toggleAttribute('hidden', false);
  element.style.transform = `translate(${from}px, ${top}px)`;
  element.style.width = `${to - from}px`;
  element.style.height = `${bottom - top}px`;
}
