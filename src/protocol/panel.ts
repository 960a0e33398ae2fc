/** Everything that host and panel say to one another, with the check at both ends. */
export type { Comparison } from './comparison';
export { parseHostMessage, type HostToPanel } from './hostToPanel';
export { maxBuckets, parsePanelMessage, type LineId, type PanelToHost } from './panelToHost';
export type { Overlay, RunView } from './runView';
