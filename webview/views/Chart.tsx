import { useMemo } from 'preact/hooks';
import type { LineId } from '../../src/protocol/panel';
import type { Span } from '../charts/spans';
import { evaluatedLoss, type SeriesDeclaration } from '../../src/protocol/series';
import { batchLook, evaluatedLook, heldLook, lookOf, runLook, type LineLook } from '../charts/look';
import { axisFor, isEmpty, logIsPossible, thresholdFor, valueRange } from '../charts/range';
import { highlightedLook, isHighlighted } from '../linked/highlight';
import { lineIndices } from '../state/coordinates';
import { EpsLegend } from '../eps/EpsLegend';
import { useEps } from '../eps/useEps';
import type { ChartGroup } from '../state/groups';
import { useSmoothed } from '../smoothing/lines';
import { SmoothingChoice, useSmoothing } from '../smoothing/SmoothingChoice';
import { sizes } from '../state/mapped';
import { otherStep, valueAt } from '../state/values';
import { shownName, shownValue, type Words } from '../text';
import { AtStep } from './AtStep';
import { AxisChoice } from './AxisChoice';
import { Behind, ghostLines } from './Behind';
import { NameInCode } from '../linked/NameInCode';
import { usePanel, type PanelContext } from './context';
import { useLevels } from './levels';
import { Plot, useLines, type PlotLine } from './Plot';
import { Swatch } from './Swatch';

export interface DeclaredLine extends Omit<PlotLine, 'points'> {
  id: LineId;
  series: SeriesDeclaration;
  /** Of the coordinate or leaf; empty for a line of the run. */
  name: string;
  /** The step that the value is of, where it is none of the step under the cursor. */
  at: number | null;
}

interface ChartProps {
  group: ChartGroup;
  /** Whether its axis can be chosen. */
  choice?: boolean;
  /** Of its title: h2 for one that stands in no section. */
  heading?: 'h2' | 'h3';
  /** The leaves whose lines are drawn, where they are not those of the coordinates chosen. */
  leaves?: readonly number[];
}

/** A chart of declared series with what its lines are worth under the cursor. */
export function Chart({ group, choice = true, heading = 'h3', leaves }: ChartProps) {
  const context = usePanel();
  const { panel, words } = context;
  const lines = declaredLines(group, context, leaves);
  const { points: values, known } = useLines(lines.map((line) => line.id));
  const points = group.size ? values.map(sizes) : values;
  const ghosts = ghostLines(group, lines, context);
  const drawn = valueRange([...points, ...ghosts.map((ghost) => ghost.points)]);
  const levels = useLevels(group);
  const range = isEmpty(drawn)
    ? drawn
    : valueRange([...points, ...[...ghosts, ...levels].map((line) => line.points)]);
  const declared = group.series.some((series) => series.axis === 'log') ? 'log' : 'linear';
  const axis = axisFor(chosenAxis(panel.state.axes, group.id), declared, range);
  const spans = useOscillations(group, lines);
  const eps = useEps(lines.map((line) => line.id));
  const smoothed = useSmoothed(
    lines.map((line, i) => ({ ...plotLine(line, points[i]!), dashed: eps[i]! })),
    lines.map((line) => line.id),
    useSmoothing(group.id),
  );
  const symbols = group.series.map((series) => shownName(series.symbol)).join(', ');
  const [from, to] = panel.window;
  const atCursor = lines.map((line) => `${lineName(line)} ${shownValue(line.value)}`).join(', ');
  return (
    <figure class="chart" data-chart={group.id}>
      <figcaption>
        <Title group={group} words={words} heading={heading} />
        {choice && !group.size && <SmoothingChoice chart={group.id} name={symbols} />}
        {choice && (
          <AxisChoice
            name={symbols}
            value={axis}
            logPossible={logIsPossible(range)}
            onChoose={(kind) => panel.choose({ axes: { ...panel.state.axes, [group.id]: kind } })}
          />
        )}
        <Legend lines={lines} several={group.series.length > 1} />
        {spans.length > 0 && <p class="muted spans">{words.say('oscillates')}</p>}
        <EpsLegend names={lines.map(({ name }) => name)} eps={eps} />
        <Behind group={group} look={lines[0]?.look ?? runLook} ghosts={ghosts} />
      </figcaption>
      <Plot
        name={symbols}
        label={words.say(
          'chart.label',
          symbols,
          words.count(from),
          words.count(to),
          words.count(panel.cursor),
          atCursor,
        )}
        lines={[...ghosts, ...levels, ...smoothed]}
        known={known}
        spans={spans}
        axis={axis}
        linearThreshold={thresholdFor(range)}
        empty={isEmpty(range)}
      />
    </figure>
  );
}

/** A value of another step has no dot under the cursor. */
function plotLine({ key, look, value, at }: DeclaredLine, points: Float64Array): PlotLine {
  return { key, look, points, value: at === null ? value : undefined };
}

/** Where the drawn coordinates oscillate, for the charts that show it: θ and Δθ. */
function useOscillations(group: ChartGroup, lines: readonly DeclaredLine[]): readonly Span[] {
  const { view } = usePanel();
  const shows = group.id === 'theta' || group.id === 'update';
  const drawn = lines.map(({ id }) => id.index).join();
  return useMemo(
    () =>
      shows
        ? view.oscillations.flatMap(({ coordinate, from, to }) =>
            drawn.split(',').includes(String(coordinate))
              ? [{ from, to, colour: lookOf(coordinate).colour }]
              : [],
          )
        : [],
    [shows, view.oscillations, drawn],
  );
}

function chosenAxis<Kind>(axes: Record<string, Kind>, id: string): Kind | undefined {
  return Object.hasOwn(axes, id) ? axes[id] : undefined;
}

function declaredLines(
  group: ChartGroup,
  { panel, view }: PanelContext,
  leaves: readonly number[] | undefined,
): DeclaredLine[] {
  const { chosen } = panel;
  const { values } = panel.answers;
  return group.series.flatMap((series, nth) =>
    (leaves ?? lineIndices(series, view.leaves, chosen)).map((index): DeclaredLine => {
      const id = { series: series.name, index };
      const key = `${series.name} ${index}`;
      const at = values && otherStep(values, series, view.steps);
      const line = { id, key, series, value: sizeOf(group, valueAt(values, series, index)), at };
      if (series.per === 'run') return { ...line, name: '', look: lookOfRun(series, group) };
      const ofLeaf = series.per === 'leaf';
      return {
        ...line,
        name: ofLeaf ? (view.leaves[index]?.name ?? '') : panel.names.at(index),
        look: highlightedLook(
          lookOf(index, nth, group.series.length),
          panel.highlighted,
          isHighlighted(panel, series, index),
        ),
      };
    }),
  );
}

function sizeOf({ size }: ChartGroup, value: number | undefined): number | undefined {
  return size && value !== undefined ? Math.abs(value) : value;
}

/** The loss steps back where something is evaluated beside it. */
function lookOfRun({ name, level }: SeriesDeclaration, { series }: ChartGroup): LineLook {
  if (name === evaluatedLoss) return evaluatedLook;
  if (level) return heldLook;
  return name === 'loss' && series.length > 1 ? batchLook : runLook;
}

function lineName({ name, series }: DeclaredLine): string {
  return [shownName(name), shownName(series.symbol)].filter(Boolean).join(' ');
}

/** Names a series for people: its own word where there is one, else as it is declared. */
export function seriesName(name: string, words: Words): string {
  return words.find(`series.${name}`) ?? shownName(name);
}

function Title(props: { group: ChartGroup; words: Words; heading: 'h2' | 'h3' }) {
  const { group, words, heading: Heading } = props;
  const [first] = group.series;
  const name = words.find(`group.${group.id}`) ?? seriesName(first!.name, words);
  const symbols = name === first!.symbol ? [] : group.series;
  return (
    <Heading class="chart-title">
      <span class="chart-name">{name}</span>
      {symbols.map((series, nth) => (
        <span class="symbol" key={series.name} title={seriesName(series.name, words)}>
          {shownName(series.symbol)}
          {group.series.length > 1 && (
            <Swatch look={{ ...lookOf(0, nth, group.series.length), colour: -1 }} marker={false} />
          )}
        </span>
      ))}
    </Heading>
  );
}

/** Per coordinate: its line, its name and its values under the cursor. */
function Legend({ lines, several }: { lines: readonly DeclaredLine[]; several: boolean }) {
  const rows = new Map<string, DeclaredLine[]>();
  for (const line of lines) {
    const row = line.name || line.key;
    rows.set(row, [...(rows.get(row) ?? []), line]);
  }
  return (
    <ul class="legend">
      {[...rows].map(([key, row]) => (
        <li key={key}>
          <RowName {...row[0]!} swatch={row[0]!.name !== '' || several} marker={rows.size > 1} />
          {row.map((line) => (
            <span class="value" key={line.key} data-line={line.key}>
              {several && <span class="value-symbol">{shownName(line.series.symbol)} </span>}
              {shownValue(line.value)}
              {line.at !== null && <AtStep step={line.at} />}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The look of a coordinate or a leaf and its name; of a line of the run its look alone. */
function RowName(props: DeclaredLine & { swatch: boolean; marker: boolean }) {
  const { name, look, swatch, marker, series, id } = props;
  return (
    <>
      {swatch && <Swatch look={{ ...look, dash: [] }} marker={marker} />}
      {name !== '' && <NameInCode name={name} per={series.per} index={id.index} look={look} />}
    </>
  );
}
