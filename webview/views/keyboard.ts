import { useEffect } from 'preact/hooks';
import type { Panel } from '../state/panel';
import { zoom } from '../state/zoom';

const steps: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -100,
  PageDown: 100,
};

/** The keys of the cursor, wherever in the panel the focus is, except in fields that need them. */
export function useCursorKeys(panel: Panel): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || takesKeys(event.target)) return;
      if (!press(panel, event.key, event.shiftKey)) return;
      event.preventDefault();
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
  else if (key === '+') zoom(panel, 1 / 4);
  else if (key === '-') zoom(panel, 4);
  else return false;
  return true;
}

/** Text fields move their caret and lists their choice by the same keys; the slider does not. */
function takesKeys(target: EventTarget | null): boolean {
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox'
  );
}
