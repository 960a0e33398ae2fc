/** Everything that host and panel say to one another, with the check at both ends. */
export type { Comparison } from './comparison';
export type { DifferenceAt, DifferenceView } from './difference';
export { parseHostMessage, type HostToPanel } from './hostToPanel';
export { maxBuckets, parsePanelMessage, type LineId, type PanelToHost } from './panelToHost';
export type { Overlay, RunView } from './runView';
export type { SweepCurveView, SweepPointView, SweepView } from './sweep';
