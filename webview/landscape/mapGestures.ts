import { useMemo } from 'preact/hooks';
import { halving, steady, turn, turned } from '../views/gestures';
import { pixelX, pixelY, pointAt, type Box, type Frame } from './frame';
import { pannedBox, panStep, zoomedBox, zoomStep } from './window';

/** Pixels around the mark of the start in which it is taken hold of. */
const grip = 10;

/**
 * Somebody who lets the start be moved by hand. Each call has the place under the hand: the values
 * of the two coordinates that the map is of.
 */
export interface StartDrag {
  move(point: readonly [number, number]): void;
  /** The hand has let go. */
  end(point: readonly [number, number]): void;
  /** Escape, or the pointer is gone: the start is where it was. */
  cancel(): void;
}

/** What the map gives to be worked with. */
export interface MapGrasp {
  /** Null before it is laid out. */
  frame: () => Frame | null;
  /** What is shown without a window. */
  whole: () => Box;
  isZoomed: () => boolean;
  /** The start on the map; null where it cannot be moved. */
  start: () => readonly [number, number] | null;
  startDrag: () => StartDrag | undefined;
  /** Shows this part from now on; null: all. */
  show: (window: Box | null) => void;
  /** A press at a place on the canvas. */
  press: (x: number, y: number) => void;
}

type Drag = 'press' | 'pan' | 'start';
type OfCanvas<E> = E & { currentTarget: HTMLElement };

/**
 * The gestures of the map: the wheel zooms around the pointer, a drag moves the map, a double click
 * shows all of it, a press moves the cursor; with the focus on it `+`, `−`, `0` and the arrow keys.
 */
export function useMapGestures(grasp: MapGrasp) {
  return useMemo(() => gestures(grasp), [grasp]);
}

function gestures(grasp: MapGrasp) {
  let drag: Drag | null = null;
  let [startX, startY, lastX, lastY] = [0, 0, 0, 0];

  const isOnStart = (x: number, y: number) => {
    const [frame, start] = [grasp.frame(), grasp.startDrag() && grasp.start()];
    if (!frame || !start) return false;
    return Math.hypot(pixelX(frame, start[0]) - x, pixelY(frame, start[1]) - y) <= grip;
  };
  const at = ({ offsetX, offsetY }: MouseEvent) => pointAt(grasp.frame()!, offsetX, offsetY);
  const end = () => {
    drag = null;
    document.removeEventListener('keydown', onEscape, true);
  };
  const cancel = () => {
    if (drag === 'start') grasp.startDrag()?.cancel();
    end();
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    cancel();
  };
  const zoom = (factor: number, point: readonly [number, number]) => {
    const frame = grasp.frame();
    if (frame) grasp.show(zoomedBox(frame, grasp.whole(), point, factor));
  };
  const pan = (across: number, up: number) => {
    const frame = grasp.frame();
    if (frame) grasp.show(pannedBox(frame, across, up));
  };

  return {
    /** A press of the mouse takes no focus: the arrow keys go on moving the cursor. */
    onMouseDown(event: MouseEvent) {
      event.preventDefault();
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },

    onPointerDown(event: OfCanvas<PointerEvent>) {
      if (!grasp.frame() || event.button > 1) return;
      const { offsetX: x, offsetY: y } = event;
      drag = event.button === 1 ? 'pan' : isOnStart(x, y) ? 'start' : 'press';
      event.currentTarget.setPointerCapture(event.pointerId);
      document.addEventListener('keydown', onEscape, true);
      [startX, startY, lastX, lastY] = [x, y, x, y];
    },

    onPointerMove(event: OfCanvas<PointerEvent>) {
      const frame = grasp.frame();
      if (!frame) return;
      const { offsetX: x, offsetY: y, currentTarget } = event;
      if (drag === null) {
        currentTarget.style.cursor = isOnStart(x, y) ? 'grab' : '';
        return;
      }
      if (drag === 'press' && Math.hypot(x - startX, y - startY) > steady) drag = 'pan';
      if (drag !== 'press') currentTarget.style.cursor = 'grabbing';
      if (drag === 'start') grasp.startDrag()?.move(at(event));
      else if (drag === 'pan') pan((lastX - x) / frame.width, (y - lastY) / frame.height);
      else return;
      [lastX, lastY] = [x, y];
    },

    onPointerUp(event: OfCanvas<PointerEvent>) {
      event.currentTarget.style.cursor = '';
      if (drag === 'start') grasp.startDrag()?.end(at(event));
      else if (drag === 'press') grasp.press(event.offsetX, event.offsetY);
      end();
    },

    onPointerCancel: cancel,
    onDblClick: () => grasp.show(null),

    onWheel(event: WheelEvent) {
      if (!grasp.frame()) return;
      const along = turned(event.deltaY, event);
      // Of a map that is shown whole there is nothing to add.
      if (!turn.take(event.timeStamp, grasp.isZoomed() || along < 0)) return;
      event.preventDefault();
      zoom(2 ** (along / halving), at(event));
    },

    onKeyDown(event: KeyboardEvent) {
      const frame = grasp.frame();
      if (!frame || event.altKey || event.ctrlKey || event.metaKey) return;
      const { x, y } = frame;
      const middle = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2] as const;
      const { key } = event;
      if (key === '+' || key === '=') zoom(1 / zoomStep, middle);
      else if (key === '-') zoom(zoomStep, middle);
      else if (key === '0') grasp.show(null);
      else if (key === 'ArrowLeft') pan(-panStep, 0);
      else if (key === 'ArrowRight') pan(panStep, 0);
      else if (key === 'ArrowUp') pan(0, panStep);
      else if (key === 'ArrowDown') pan(0, -panStep);
      else return;
      // The panel's own keys zoom the charts and move the cursor.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
