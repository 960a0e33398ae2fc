import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import { onThemeChange, readTheme, type Theme } from '../charts/theme';
import type { RunView } from '../../src/protocol/panel';
import type { Panel } from '../state/panel';
import type { Words } from '../text';

/** What every view reads. */
export interface PanelContext {
  panel: Panel;
  words: Words;
  view: RunView;
  theme: Theme;
}

export const Context = createContext<PanelContext | null>(null);

export function usePanel(): PanelContext {
  return useContext(Context)!;
}

/** Draws anew with every frame in which the panel learned something. */
export function useRedraw(panel: Panel): void {
  const [, redraw] = useReducer((count: number, _: void) => count + 1, 0);
  // Before the next message can arrive, or the first would be missed.
  useLayoutEffect(() => panel.subscribe(() => redraw()), [panel]);
}

export function useTheme(): Theme {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => onThemeChange(() => setTheme(readTheme())), []);
  return theme;
}
