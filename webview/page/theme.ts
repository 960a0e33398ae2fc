/**
 * VS Code names the kind of its theme on body, and the panel looks there: a page follows what the
 * reader prefers. The colours are page.css's.
 */
export function followPreference(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const follow = () => {
    const kind = dark.matches ? 'vscode-dark' : 'vscode-light';
    const high = dark.matches
      ? 'vscode-high-contrast'
      : 'vscode-high-contrast vscode-high-contrast-light';
    document.body.className = contrast.matches ? high : kind;
  };
  follow();
  for (const preference of [dark, contrast]) preference.addEventListener('change', follow);
}
