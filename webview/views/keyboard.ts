import { useEffect } from 'preact/hooks';
import { keyGroups } from '../keys/commands';
import { isPressedBySpace, isSingle, isStroke, takesKeys } from '../keys/strokes';
import type { Panel } from '../state/panel';

const commands = keyGroups.flatMap((group) => group.commands);

/** The keys of the panel, wherever in it the focus is, except in what needs them itself. */
export function useKeys(panel: Panel): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!panel.view || panel.check || isTaken(event, panel)) return;
      for (const { strokes, act } of commands) {
        const stroke = strokes.find((each) => isStroke(event, each));
        if (!stroke || (isSingle(stroke) && !panel.state.singleKeys)) continue;
        event.preventDefault();
        act(panel);
        return;
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [panel]);
}

/** Whether it means something where the focus is. */
function isTaken(event: KeyboardEvent, panel: Panel): boolean {
  if (event.defaultPrevented || event.isComposing || panel.keysShown) return true;
  return takesKeys(event.target) || (event.key === ' ' && isPressedBySpace(event.target));
}
