import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { RunView } from '../../src/protocol/panel';
import { evaluatedLoss, type SeriesDeclaration } from '../../src/protocol/series';
import { contoursOf } from '../landscape/contours';
import { boxOf } from '../landscape/frame';
import { contourLevels } from '../landscape/levels';
import { LandscapeMap } from '../landscape/map';
import { useMapGestures, type MapGrasp, type StartDrag } from '../landscape/mapGestures';
import { valueAt } from '../state/values';
import { shownName, shownValue } from '../text';
import { usePanel } from './context';
import { SavePicture } from './SavePicture';
import { useSize } from './size';

interface LandscapeViewProps {
  /** Lets the start be moved by hand; without it, it is a mark like others. */
  startDrag?: StartDrag | undefined;
}

/** Loss over the two coordinates as a map, with the run's path on it. */
export function LandscapeView({ startDrag }: LandscapeViewProps) {
  const { panel, view, words, theme } = usePanel();
  const { names } = panel;
  const { landscape, path, values } = panel.answers;
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useRef<LandscapeMap | null>(null);
  const theta = { name: 'theta', per: 'coordinate' } as const;
  const x = valueAt(values, theta, 0);
  const y = valueAt(values, theta, 1);
  const shown = [shownName(names.at(0)), shownName(names.at(1))] as const;
  const evaluated = evaluatedOf(view);
  // Of an imported run there is no function to draw, only the way it went.
  const isPath = view.gradientSource === 'logged';
  const contours = useMemo(() => (landscape ? contoursOf(landscape) : null), [landscape]);
  const { window } = panel.state.map;
  const points = path ?? nowhere;
  const whole = landscape ?? boxOf(points);
  const grasp = useGrasp({
    frame: () => {
      const frame = map.current?.frame;
      // The newest window: what was drawn may be a frame behind.
      return frame ? { ...frame, ...(panel.state.map.window ?? whole) } : null;
    },
    whole: () => whole,
    isZoomed: () => panel.state.map.window !== null,
    start: () => (points.length > 0 ? [points[1]!, points[2]!] : null),
    startDrag: () => startDrag,
    show: (window) => panel.choose({ map: { ...panel.state.map, window } }),
    press: (x, y) => {
      const step = map.current?.stepAt(x, y);
      if (step != null) panel.setCursor(step);
    },
  });
  const gestures = useMapGestures(grasp);
  const draw = () => {
    if (!size.current) return;
    map.current ??= new LandscapeMap(canvas.current!);
    map.current.draw({
      ...size.current,
      landscape,
      contours,
      labelled: true,
      window,
      path: points,
      names: shown,
      cursor: x === undefined || y === undefined ? null : [x, y],
      step: values?.step ?? 0,
      minimum: view.minimum,
      theme,
    });
  };
  const size = useSize(canvas, draw);
  useLayoutEffect(draw);
  return (
    <figure class="chart" data-chart="landscape">
      <figcaption>
        <h3 class="chart-title">
          <span class="chart-name">{words.say(isPath ? 'path' : 'landscape')}</span>
          {evaluated && <span class="symbol">{shownName(evaluated.symbol)}</span>}
        </h3>
        <MapScale />
      </figcaption>
      <div class="plot">
        <canvas
          ref={canvas}
          role="img"
          tabIndex={0}
          aria-label={words.say(
            evaluated ? 'landscape.labelOf' : 'landscape.label',
            ...shown,
            words.count(panel.cursor),
            shownValue(x),
            shownValue(y),
            shownName(evaluated?.symbol ?? ''),
          )}
          {...gestures}
        />
        {landscape && <SavePicture name={words.say('landscape')} />}
        {!landscape && !isPath && (
          <p class="plot-note">
            {words.say(landscape === null ? 'landscape.absent' : 'landscape.waiting')}
          </p>
        )}
      </div>
      <MapLegend />
    </figure>
  );
}

const nowhere = new Float64Array();

/** One object for the life of the view, behind which the newest functions stand. */
function useGrasp(newest: MapGrasp): MapGrasp {
  const latest = useRef(newest);
  latest.current = newest;
  return useMemo(
    () => ({
      frame: () => latest.current.frame(),
      whole: () => latest.current.whole(),
      isZoomed: () => latest.current.isZoomed(),
      start: () => latest.current.start(),
      startDrag: () => latest.current.startDrag(),
      show: (window) => latest.current.show(window),
      press: (x, y) => latest.current.press(x, y),
    }),
    [],
  );
}

/** Whose loss the map shows where that is not the objective's own. */
function evaluatedOf({ series }: RunView): SeriesDeclaration | undefined {
  return series.find(({ name }) => name === evaluatedLoss);
}

/** What the colours mean. */
function MapScale() {
  const { panel, view, words } = usePanel();
  const { landscape } = panel.answers;
  const levels = useMemo(() => landscape && contourLevels(landscape.values), [landscape]);
  if (!levels) return null;
  return (
    <span class="map-scale">
      <span class="ramp" aria-hidden="true" />
      {words.say(
        levels.logarithmic ? 'landscape.scale.log' : 'landscape.scale',
        shownValue(levels.min),
        shownValue(levels.max),
        shownName(evaluatedOf(view)?.symbol ?? words.say('loss')),
      )}
    </span>
  );
}

/** What the marks mean. */
function MapLegend() {
  const { panel, view, words } = usePanel();
  return (
    <ul class="legend map-legend">
      <li>
        <svg class="mark mark-start" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="6" cy="6" r="3.5" />
        </svg>
        {words.say('landscape.start')}
      </li>
      <li>
        <svg class="mark mark-cursor" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.5" />
        </svg>
        {words.say('landscape.cursor', words.count(panel.cursor))}
      </li>
      {view.minimum && (
        <li>
          <svg class="mark mark-minimum" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 2l8 8m0-8l-8 8" />
          </svg>
          {words.say('landscape.minimum')}
        </li>
      )}
    </ul>
  );
}
