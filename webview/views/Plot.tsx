import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { LineId } from '../../src/protocol/panel';
import type { ChartLine, LineChart } from '../charts/lineChart';
import type { Span } from '../charts/spans';
import { usePeekLine } from '../crosshair/line';
import { useMarkedSteps } from '../marks/state';
import { lineKey } from '../state/answers';
import type { AxisKind } from '../state/viewState';
import { usePanel } from './context';
import { useGestures } from './gestures';
import { useLineChart } from './lineChart';
import { SavePicture } from './SavePicture';
import { sectionId } from './Section';

/** A line and its exact value under the cursor, which gets a dot. */
export interface PlotLine extends ChartLine {
  value: number | undefined;
}

/**
 * Asks for lines as long as the calling view stands, at once: the answer is under way while the
 * rest of the panel is built. The last points of each, and whether all were answered.
 */
export function useLines(ids: readonly LineId[]): { points: Float64Array[]; known: boolean } {
  const { panel } = usePanel();
  const view = useRef({}).current;
  const key = ids.map(lineKey).join('|');
  useLayoutEffect(() => panel.wantLines(view, ids), [key]);
  useEffect(() => () => panel.wantLines(view, []), []);
  const lines = ids.map((id) => panel.answers.line(id));
  return {
    points: lines.map((points) => points ?? nothing),
    known: lines.every((points) => points !== undefined),
  };
}

const nothing = new Float64Array();
const none: readonly Span[] = [];

interface PlotProps {
  /** Of what is drawn, in few words. */
  name: string;
  /** What a screen reader says of the picture. */
  label: string;
  lines: readonly PlotLine[];
  /** Whether there is something to draw: no chart is made before, to be drawn anew at once. */
  known: boolean;
  axis: AxisKind;
  linearThreshold: number;
  /** Whether no line has a finite value. */
  empty: boolean;
  compact?: boolean;
  /** Stretches of steps to be marked. */
  spans?: readonly Span[];
}

/** Lines over steps with the cursor on them, which a press moves; other gestures zoom. */
export function Plot(props: PlotProps) {
  const {
    name,
    label,
    lines,
    known,
    axis,
    linearThreshold,
    empty,
    compact = false,
    spans = none,
  } = props;
  const { panel, theme, view, words } = usePanel();
  const [from, to] = panel.window;
  // As wide as any step of so many digits: a run that grows is not laid out anew with each step.
  const marks = useMarkedSteps(panel);
  const end = 10 ** String(view.length).length - 1;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ cursor: 0, values: [] as (number | undefined)[] });
  latest.current = { cursor: panel.cursor, values: lines.map((line) => line.value) };

  const placeCursor = () => {
    if (frame.current && chart.current) {
      placeOverlay(frame.current, chart.current, latest.current.cursor, latest.current.values);
    }
  };
  const input = useMemo(
    () => ({
      lines: lines.map(({ value: _, ...line }) => line),
      dashedMeans: words.say('eps.decides'),
      axis,
      linearThreshold,
      empty,
      from,
      to,
      end,
      spans,
      marks,
      compact,
      theme,
      formatStep: (step: number) => words.count(step),
    }),
    [
      axis,
      linearThreshold,
      empty,
      from,
      to,
      end,
      spans,
      marks,
      compact,
      theme,
      words,
      ...useLineIdentity(lines),
    ],
  );
  const chart = useLineChart(frame, canvas, input, known, placeCursor);
  useLayoutEffect(placeCursor);

  const peekLine = useRef<HTMLDivElement>(null);
  usePeekLine(panel.peek, chart, peekLine);
  const selection = useRef<HTMLDivElement>(null);
  const grasp = useMemo(
    () => ({ chart: () => chart.current, selection: () => selection.current }),
    [chart],
  );
  return (
    <div class={compact ? 'plot compact' : 'plot'} ref={frame}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        aria-details={sectionId('table')}
        {...useGestures(panel, grasp)}
      />
      <div class="selection" ref={selection} hidden />
      <div class="peek-line" ref={peekLine} hidden />
      <div class="cursor-line" data-testid="cursor-line" />
      {lines.map(({ key, look }) => (
        <div key={key} class={look.colour < 0 ? 'dot' : `dot line-${look.colour}`} />
      ))}
      {known && !empty && <SavePicture name={name} />}
      {known && empty && !compact && (
        <p class="plot-note">{words.say(view.length > 0 ? 'chart.noValues' : 'chart.noSteps')}</p>
      )}
    </div>
  );
}

/** What a redraw depends on, always of the same length: hooks compare it item by item. */
function useLineIdentity(lines: readonly PlotLine[]): [string, object] {
  const identity = useRef<readonly (object | undefined)[]>([]);
  const arrays = lines.flatMap(({ points, dashed }) => [points, dashed]);
  const same =
    arrays.length === identity.current.length &&
    arrays.every((array, i) => array === identity.current[i]);
  if (!same) identity.current = arrays;
  return [
    lines.map(({ key, look }) => `${key}${look.back ? '-' : look.strong ? '+' : ''}`).join('|'),
    identity.current,
  ];
}

/**
 * The cursor is an element over the canvas, so that moving it draws no chart anew. Positions are
 * set through the style object: the content security policy allows no style attribute.
 */
function placeOverlay(
  frame: HTMLElement,
  chart: LineChart,
  cursor: number,
  values: readonly (number | undefined)[],
): void {
  const place = chart.place(cursor);
  const [line, ...dots] = frame.querySelectorAll<HTMLElement>('.cursor-line, .dot');
  line!.hidden = place === null;
  if (place) {
    line!.style.transform = `translate(${place.x}px, ${place.top}px)`;
    line!.style.height = `${place.bottom - place.top}px`;
  }
  dots.forEach((dot, i) => {
    const y = place && chart.heightOf(values[i]);
    dot.hidden = y === null;
    if (y !== null) dot.style.transform = `translate(${place!.x}px, ${y}px)`;
  });
}
