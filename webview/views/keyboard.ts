import { useEffect } from 'preact/hooks';
import type { Panel } from '../state/panel';
import { pan, showAll, zoom, zoomStep } from '../state/zoom';

const steps: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -100,
  PageDown: 100,
};

/** How much of a zoomed window one press moves it by. */
const panStep = 1 / 4;

/** The keys of cursor and window, wherever in the panel the focus is, except in fields that need them. */
export function useKeys(panel: Panel): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || takesKeys(event.target)) return;
      const control = event.ctrlKey || event.metaKey;
      const isOurs = control ? move(panel, event.key) : press(panel, event.key, event.shiftKey);
      if (isOurs) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [panel]);
}

function press(panel: Panel, key: string, shift: boolean): boolean {
  const by = Object.hasOwn(steps, key) ? steps[key]! : 0;
  if (by !== 0) panel.setCursor(panel.cursor + (shift ? by * 10 : by));
  else if (key === 'Home') panel.setCursor(0);
  else if (key === 'End') panel.setCursor(panel.view?.length ?? 0);
  // As many keyboards have it, + is = with Shift.
  else if (key === '+' || key === '=') zoom(panel, 1 / zoomStep);
  else if (key === '-') zoom(panel, zoomStep);
  else if (key === '0') showAll(panel);
  else return false;
  return true;
}

/** With Ctrl (on a Mac Cmd): the window moves, and the cursor stays. */
function move(panel: Panel, key: string): boolean {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  pan(panel, key === 'ArrowLeft' ? -panStep : panStep);
  return true;
}

/** Text fields move their caret and lists their choice by the same keys; the slider does not. */
function takesKeys(target: EventTarget | null): boolean {
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox'
  );
}
