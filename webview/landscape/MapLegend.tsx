import type { StepInPlane } from '../../src/protocol/landscape';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { Swatch } from '../views/Swatch';
import { lookOfRun } from '../comparison/looks';
import type { Ellipse } from './arrows';
import { stepLooks } from './stepMarks';
import { useHidden } from './hidden';

interface MapLegendProps {
  step: StepInPlane | null;
  ellipse: Ellipse | null;
  /** Of the map's axes. */
  names: readonly [string, string];
  /** Whether there is a point without a finite loss. */
  hasHoles: boolean;
  hasMinimum: boolean;
}

/** What the marks mean. */
export function MapLegend({ step, ellipse, names, hasHoles, hasMinimum }: MapLegendProps) {
  const { panel, view, words } = usePanel();
  const hidden = useHidden();
  const { pathsBehind } = panel.answers.map;
  const arrows = [
    step?.gradient && !hidden.has('gradient') && ('gradient' as const),
    step?.moment && !hidden.has('moment') && ('moment' as const),
  ].filter((part) => part === 'gradient' || part === 'moment');
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
      {hasMinimum && (
        <li>
          <svg class="mark mark-minimum" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 2l8 8m0-8l-8 8" />
          </svg>
          {words.say('landscape.minimum')}
        </li>
      )}
      {view.overlays
        .filter(({ run }) => pathsBehind.has(run))
        .map(({ run, title }) => (
          <li key={run}>
            <Swatch look={lookOfRun(view, run)} marker />
            <bdi class="name">{shownName(title)}</bdi>
          </li>
        ))}
      {arrows.map((part, nth) => (
        <li key={part} title={words.say('landscape.scaled')}>
          <ArrowSwatch part={part} />
          <span class="value-symbol">
            −{part === 'gradient' ? 'g' : shownName(step!.moment!.symbol)}
          </span>
          {nth === arrows.length - 1 && (
            <span class="muted">{words.say('landscape.notToScale')}</span>
          )}
        </li>
      ))}
      {step?.update && !hidden.has('update') && (
        <li>
          <ArrowSwatch part="update" />
          <span class="value-symbol">Δθ</span>
        </li>
      )}
      {ellipse && !hidden.has('effectiveLearningRate') && (
        <li title={words.say('landscape.ellipse')}>
          <svg class="swatch swatch-ellipse line-5" viewBox="0 0 24 10" aria-hidden="true">
            <ellipse
              cx="12"
              cy="5"
              rx="10"
              ry="4"
              stroke-dasharray={stepLooks.effectiveLearningRate.dash.join(' ')}
            />
          </svg>
          {words.say('series.effectiveLearningRate')}
          <span class="value">{ratesInWords(step!, ellipse, names)}</span>
        </li>
      )}
      {hasHoles && (
        <li>
          <svg class="mark mark-hatched" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M0 6L6 0M0 12L12 0M6 12L12 6" />
          </svg>
          {words.say('landscape.notFinite')}
        </li>
      )}
    </ul>
  );
}

/** One number an axis: of the coordinates where the ellipse lies along them. */
function ratesInWords(
  { effectiveLearningRate }: StepInPlane,
  { rates }: Ellipse,
  [x, y]: readonly [string, string],
): string {
  const [xx, xy, yy] = effectiveLearningRate!;
  if (xy !== 0) return rates.map((rate) => shownValue(rate, 3)).join(' × ');
  return `${x} ${shownValue(xx, 3)}, ${y} ${shownValue(yy, 3)}`;
}

function ArrowSwatch({ part }: { part: 'gradient' | 'moment' | 'update' }) {
  const { line, dash, head, width } = stepLooks[part];
  return (
    <svg
      class={`swatch ${line < 0 ? 'swatch-step' : `line-${line}`}`}
      viewBox="0 0 24 10"
      aria-hidden="true"
    >
      <path d="M1 5h20" stroke-width={width} stroke-dasharray={dash.join(' ')} />
      {head === 'filled' ? (
        <path d="M16 1.5l7 3.5-7 3.5z" class="swatch-marker" />
      ) : (
        <path d="M17 1.5l5.5 3.5-5.5 3.5" />
      )}
    </svg>
  );
}
