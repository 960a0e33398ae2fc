/** The panel's type, under which VS Code restores it. */
export const panelType = 'adamscope.panel';
