import { markOrName } from '../marks/state';
import type { Panel } from '../state/panel';
import { faster, slower } from '../state/play';
import { pan, showAll, zoom, zoomStep } from '../state/zoom';
import type { Stroke } from './strokes';

/** What keys do, all of it: the handler obeys this list, and the sheet of keys shows it. */
export interface KeyCommand {
  /** Its words are `panel.keys.{id}`. */
  id: string;
  strokes: readonly Stroke[];
  act: (panel: Panel) => void;
}

export interface KeyGroup {
  /** Its words are `panel.keys.{id}`. */
  id: string;
  commands: readonly KeyCommand[];
}

/** How much of a zoomed window one press moves it by. */
const panStep = 1 / 4;

const by =
  (steps: number): KeyCommand['act'] =>
  (panel) =>
    panel.setCursor(panel.cursor + steps);

export const keyGroups: readonly KeyGroup[] = [
  {
    id: 'cursor',
    commands: [
      { id: 'back', strokes: [{ key: 'ArrowLeft' }], act: by(-1) },
      { id: 'forward', strokes: [{ key: 'ArrowRight' }], act: by(1) },
      { id: 'back10', strokes: [{ key: 'ArrowLeft', shift: true }], act: by(-10) },
      { id: 'forward10', strokes: [{ key: 'ArrowRight', shift: true }], act: by(10) },
      { id: 'back100', strokes: [{ key: 'PageUp' }], act: by(-100) },
      { id: 'forward100', strokes: [{ key: 'PageDown' }], act: by(100) },
      { id: 'first', strokes: [{ key: 'Home' }], act: (panel) => panel.setCursor(0) },
      {
        id: 'last',
        strokes: [{ key: 'End' }],
        act: (panel) => panel.setCursor(panel.view?.length ?? 0),
      },
    ],
  },
  {
    id: 'play',
    commands: [
      {
        id: 'play.forward',
        strokes: [{ key: ' ' }, { key: 'k' }],
        act: ({ play }) => play.toggle(1),
      },
      {
        id: 'play.back',
        strokes: [{ key: ' ', shift: true }, { key: 'j' }],
        act: ({ play }) => play.toggle(-1),
      },
      { id: 'play.slower', strokes: [{ key: '<' }, { key: ',' }], act: slower },
      { id: 'play.faster', strokes: [{ key: '>' }, { key: '.' }], act: faster },
    ],
  },
  {
    id: 'jumps',
    commands: [
      { id: 'mark', strokes: [{ key: 'm' }], act: markOrName },
      { id: 'mark.next', strokes: [{ key: 'n' }], act: ({ jumps }) => jumps.toMark(1) },
      {
        id: 'mark.previous',
        strokes: [{ key: 'n', shift: true }],
        act: ({ jumps }) => jumps.toMark(-1),
      },
      { id: 'finding.next', strokes: [{ key: 'f' }], act: ({ jumps }) => jumps.toFinding(1) },
      {
        id: 'finding.previous',
        strokes: [{ key: 'f', shift: true }],
        act: ({ jumps }) => jumps.toFinding(-1),
      },
      { id: 'extremum.next', strokes: [{ key: 'e' }], act: ({ jumps }) => jumps.toExtremum(1) },
      {
        id: 'extremum.previous',
        strokes: [{ key: 'e', shift: true }],
        act: ({ jumps }) => jumps.toExtremum(-1),
      },
    ],
  },
  {
    id: 'charts',
    commands: [
      // As many keyboards have it, + is = with Shift.
      {
        id: 'zoom.in',
        strokes: [{ key: '+' }, { key: '=' }],
        act: (panel) => zoom(panel, 1 / zoomStep),
      },
      { id: 'zoom.out', strokes: [{ key: '-' }], act: (panel) => zoom(panel, zoomStep) },
      { id: 'zoom.all', strokes: [{ key: '0' }], act: showAll },
      {
        id: 'pan.back',
        strokes: [{ key: 'ArrowLeft', control: true }],
        act: (panel) => pan(panel, -panStep),
      },
      {
        id: 'pan.forward',
        strokes: [{ key: 'ArrowRight', control: true }],
        act: (panel) => pan(panel, panStep),
      },
    ],
  },
  {
    id: 'help',
    commands: [{ id: 'sheet', strokes: [{ key: '?' }], act: (panel) => panel.showKeys(true) }],
  },
];
