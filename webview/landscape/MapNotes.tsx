import type { Plane } from '../../src/protocol/landscape';
import type { RunView } from '../../src/protocol/panel';
import { evaluatedLoss, type SeriesDeclaration } from '../../src/protocol/series';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import type { Contours } from './contours';

/** Whose loss the map shows where that is not the objective's own. */
export function evaluatedOf({ series }: RunView): SeriesDeclaration | undefined {
  return series.find(({ name }) => name === evaluatedLoss);
}

/** What the colours mean. */
export function MapScale({ contours }: { contours: Contours | null }) {
  const { view, words } = usePanel();
  if (!contours) return null;
  const { logarithmic, min, max } = contours.scale;
  return (
    <span class="map-scale">
      <span class="ramp" aria-hidden="true" />
      {words.say(
        logarithmic ? 'landscape.scale.log' : 'landscape.scale',
        shownValue(min),
        shownValue(max),
        shownName(evaluatedOf(view)?.symbol ?? words.say('loss')),
      )}
    </span>
  );
}

interface MapNotesProps {
  plane: Plane;
  /** The plane is not known before the run has ended. */
  waits: boolean;
  /** There is no function to draw, only a path. */
  isPath: boolean;
}

/** Why there is no map; of one that is one of many, which: of what step's loss, of what slice. */
export function MapNotes({ plane, waits, isPath }: MapNotesProps) {
  const { panel, view, words } = usePanel();
  const { landscape, through, explained, step } = panel.answers.map;
  const percent = explained === null ? null : shownValue(100 * explained, 3);
  const missing = view.can.draw ? 'landscape.absent' : 'landscape.notKept';
  const notes = [
    waits && words.say('landscape.atEnd'),
    landscape === null && !isPath && words.say(missing),
    view.lossVaries &&
      landscape?.step !== undefined &&
      words.say('landscape.varies', words.count(landscape.step)),
    plane !== 'principal' &&
      panel.names.length > 2 &&
      landscape &&
      through !== null &&
      words.say('landscape.slice', words.count(panel.names.length - 2), words.count(through)),
    plane === 'principal' && percent !== null && words.say('landscape.explained', percent),
    plane === 'principal' &&
      step?.offPlane != null &&
      words.say('landscape.offPlane', words.count(step.step), shownValue(step.offPlane, 3)),
  ].filter((note) => typeof note === 'string');
  if (notes.length === 0) return null;
  return <p class="muted map-notes">{notes.join(' ')}</p>;
}
