import type { SweepCurveView, SweepPointView } from '../../src/protocol/panel';
import type { LineLook } from '../charts/look';
import { shownName, shownValue, type Words } from '../text';
import { usePanel } from '../views/context';
import { markerShapes } from '../views/Swatch';
import { lineClass } from './looks';
import type { Frame, Scale } from './sweepScales';

/** Pixels of the line of crosses that each optimizer with diverged runs has above the picture. */
export const laneHeight = 11;

interface CurveProps {
  curve: SweepCurveView;
  look: LineLook;
  /** Which line of crosses is its own; -1: it needs none. */
  lane: number;
  frame: Frame;
  x: Scale;
  /** Null while no loss is finite. */
  y: Scale | null;
  name: string;
}

/** One optimizer: its medians, their spread over the seeds, and what diverged. */
export function SweepCurve({ curve, look, lane, frame, x, y, name }: CurveProps) {
  const { words } = usePanel();
  const { points, best } = curve;
  const label = (point: SweepPointView) => pointInWords(curve, point, name, words);
  return (
    <g class={`sweep-curve ${lineClass(look)}`} data-run={curve.run}>
      {y && <path class="sweep-band" d={bandPath(points, x, y, frame)} />}
      {y && <path class="sweep-line" d={linePath(points, x, y)} />}
      {y &&
        points.filter(hasMedian).map((point) => {
          const isBest = point.value === best;
          const size = isBest ? 1.7 : 0.75;
          return (
            <g
              key={point.value}
              class={isBest ? 'sweep-point best' : 'sweep-point'}
              data-value={point.value}
              transform={`translate(${x.at(point.value)} ${y.at(point.median)})`}
            >
              <title>{label(point)}</title>
              <circle class="sweep-hit" r={9} />
              {point.isDefault && <circle class="sweep-default" r={isBest ? 9 : 6.5} />}
              <path
                class="sweep-marker"
                transform={`scale(${size}) translate(-12 -5)`}
                d={markerShapes[look.marker]}
              />
            </g>
          );
        })}
      {points
        .filter(({ diverged, failed }) => diverged + failed > 0)
        .map((point) => (
          <g
            key={point.value}
            class={hasMedian(point) ? 'sweep-cross partly' : 'sweep-cross'}
            data-value={point.value}
            transform={`translate(${x.at(point.value)} ${(lane + 0.5) * laneHeight + 2})`}
          >
            <title>{label(point)}</title>
            <path d="M-3 -3l6 6m0 -6l-6 6" />
          </g>
        ))}
    </g>
  );
}

type KnownPoint = SweepPointView & { median: number; minimum: number };

/** The lowest loss is known where the median is. */
function hasMedian(point: SweepPointView): point is KnownPoint {
  return point.median !== null;
}

/** The line breaks where a median is missing: what lies between is not known. */
function linePath(points: readonly SweepPointView[], x: Scale, y: Scale): string {
  return points
    .map((point, k) => {
      if (!hasMedian(point)) return '';
      const joins = k > 0 && hasMedian(points[k - 1]!);
      return `${joins ? 'L' : 'M'}${x.at(point.value)} ${y.at(point.median)}`;
    })
    .join('');
}

/** From the lowest to the highest final loss; where a run diverged, to the upper edge. */
function bandPath(points: readonly SweepPointView[], x: Scale, y: Scale, { top }: Frame): string {
  const known = points.filter(hasMedian);
  if (known.length < 2) return '';
  const upper = known.map(({ value, maximum }) => {
    return `${x.at(value)} ${maximum === null ? top : y.at(maximum)}`;
  });
  const lower = known.map(({ value, minimum }) => `${x.at(value)} ${y.at(minimum)}`);
  return `M${[...upper, ...lower.reverse()].join('L')}Z`;
}

/** `Adam, lr 0.0316: final loss 0.12, seeds from 0.11 to 0.13 · 2 of 5 diverged` */
function pointInWords(
  { title }: SweepCurveView,
  { value, median, minimum, maximum, runs, diverged, failed }: SweepPointView,
  name: string,
  words: Words,
): string {
  const parts = [words.say('sweep.point', shownName(title), name, shownValue(value, 3))];
  if (median !== null) parts.push(words.say('sweep.point.loss', shownValue(median)));
  if (runs > 1 && minimum !== null && maximum !== null) {
    parts.push(words.say('sweep.point.spread', shownValue(minimum), shownValue(maximum)));
  }
  const of = (many: number) => [words.count(many), words.count(runs)] as const;
  if (diverged > 0) parts.push(words.say('sweep.point.diverged', ...of(diverged)));
  if (failed > 0) parts.push(words.say('sweep.point.failed', ...of(failed)));
  return parts.join(' · ');
}
