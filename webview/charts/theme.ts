/** Colours for canvases, which take no CSS variables: read anew whenever the theme changes. */
export interface Theme {
  background: string;
  foreground: string;
  muted: string;
  grid: string;
  cursor: string;
  minimum: string;
  /** Of the lines of coordinates, by index. */
  lines: readonly string[];
  textFont: string;
  numberFont: string;
  highContrast: boolean;
}

/** The variables that panel.css sets out of VS Code's, in the order in which lines take them. */
export const lineVariables = Array.from({ length: 8 }, (_, i) => `--line-${i}`);

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: read('--background'),
    foreground: read('--foreground'),
    muted: read('--muted'),
    grid: read('--grid'),
    cursor: read('--cursor'),
    minimum: read('--line-1'),
    lines: lineVariables.map(read),
    textFont: style.fontFamily,
    numberFont: read('--number-font'),
    highContrast: document.body.classList.contains('vscode-high-contrast'),
  };
}

/** VS Code puts the theme's class on body and its variables on html. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
}
