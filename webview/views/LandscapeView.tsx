import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { lookOfRun } from '../comparison/looks';
import { ellipseOf } from '../landscape/arrows';
import { contoursOf } from '../landscape/contours';
import { boxOf } from '../landscape/frame';
import { useHidden } from '../landscape/hidden';
import { mapLabel } from '../landscape/label';
import { LandscapeMap } from '../landscape/map';
import { useMapGestures, type MapGrasp, type StartDrag } from '../landscape/mapGestures';
import { MapLegend } from '../landscape/MapLegend';
import { MapMenu } from '../landscape/MapMenu';
import { evaluatedOf, MapNotes, MapScale } from '../landscape/MapNotes';
import { PlaneChoice } from '../landscape/PlaneChoice';
import type { Plane, PlaneBox } from '../../src/protocol/landscape';
import { shownName } from '../text';
import { usePanel } from './context';
import { SavePicture } from './SavePicture';
import { useSize } from './size';

interface LandscapeViewProps {
  /** Lets the start be moved by hand where two coordinates are shown. */
  startDrag?: StartDrag | undefined;
}

const nowhere = new Float64Array();

/** Loss over a plane as a map, with the run's path on it and the step under the cursor. */
export function LandscapeView({ startDrag }: LandscapeViewProps) {
  const { panel, view, words, theme } = usePanel();
  const plane = panel.plane!;
  const { window } = panel.state.map;
  const { landscape, path, step, pathsBehind } = panel.answers.map;
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useRef<LandscapeMap | null>(null);
  const hidden = useHidden();
  const isPrincipal = plane === 'principal';
  const names = isPrincipal
    ? ([words.say('landscape.component', '1'), words.say('landscape.component', '2')] as const)
    : ([shownName(panel.names.at(plane[0])), shownName(panel.names.at(plane[1]))] as const);
  useWanted(plane, window);

  const contours = useMemo(() => (landscape ? contoursOf(landscape) : null), [landscape]);
  const points = path ?? nowhere;
  const whole = landscape && !window ? landscape : boxOf(points);
  const minimum = !isPrincipal && view.minimum ? plane.map((k) => view.minimum![k]!) : null;
  const grasp = useGrasp({
    frame: () => {
      const frame = map.current?.frame;
      // The newest window: what was drawn may be a frame behind.
      return frame ? { ...frame, ...(panel.state.map.window ?? {}) } : null;
    },
    whole: () => whole,
    isZoomed: () => panel.state.map.window !== null,
    start: () => (points.length > 0 && !isPrincipal ? [points[1]!, points[2]!] : null),
    startDrag: () => startDrag,
    show: (part) => panel.choose({ map: { ...panel.state.map, window: part } }),
    press: (x, y) => {
      const nearest = map.current?.stepAt(x, y);
      if (nearest != null) panel.setCursor(nearest);
    },
  });
  const gestures = useMapGestures(grasp);

  const draw = () => {
    if (!size.current) return;
    map.current ??= new LandscapeMap(canvas.current!);
    map.current.draw({
      ...size.current,
      ...{ landscape, contours, window, names, step, hidden, minimum, theme },
      path: points,
      behind: view.overlays.flatMap(({ run }) => {
        const behind = pathsBehind.get(run);
        return behind ? [{ path: behind, look: lookOfRun(view, run) }] : [];
      }),
    });
  };
  const size = useSize(canvas, draw);
  useLayoutEffect(draw);

  // Of an imported run there is no function to draw, only the way it went.
  const isPath = view.gradientSource === 'logged';
  // Principal components are those of the whole path.
  const waits = isPrincipal && view.state === 'running';
  const evaluated = evaluatedOf(view);
  const frame = map.current?.frame;
  return (
    <figure class="chart" data-chart="landscape">
      <figcaption>
        <h3 class="chart-title">
          <span class="chart-name">{words.say(isPath ? 'path' : 'landscape')}</span>
          {evaluated && <span class="symbol">{shownName(evaluated.symbol)}</span>}
        </h3>
        {panel.names.length > 2 && <PlaneChoice plane={plane} />}
        <MapScale contours={contours} />
        <MapMenu step={step} />
      </figcaption>
      <div class="plot">
        <canvas
          ref={canvas}
          role="img"
          tabIndex={0}
          aria-label={mapLabel({ words, view, names, cursor: panel.cursor, step, panel })}
          {...gestures}
        />
        {landscape && <SavePicture name={words.say('landscape')} />}
        {window && (
          <button
            class="link map-whole"
            onClick={() => panel.choose({ map: { ...panel.state.map, window: null } })}
          >
            {words.say('landscape.whole')} ✕
          </button>
        )}
        {landscape === undefined && !isPath && !waits && (
          <p class="plot-note map-note">{words.say('landscape.waiting')}</p>
        )}
      </div>
      <MapLegend
        step={step}
        ellipse={step && frame ? ellipseOf(step, frame) : null}
        names={names}
        hasHoles={(contours?.holes.length ?? 0) > 0}
        hasMinimum={minimum !== null}
      />
      <MapNotes plane={plane} waits={waits} isPath={isPath} />
    </figure>
  );
}

/** Asks for what is drawn as long as it is. */
function useWanted(...[plane, window]: [Plane, PlaneBox | null]): void {
  const { panel } = usePanel();
  const key = JSON.stringify([plane, window]);
  useLayoutEffect(() => panel.wantMap({ plane, window }), [panel, key]);
  useLayoutEffect(() => () => panel.wantMap(null), [panel]);
}

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
