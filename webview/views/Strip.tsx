import { Fragment } from 'preact';
import { lookOf } from '../charts/look';
import { axisFor, isEmpty, thresholdFor, valueRange } from '../charts/range';
import { stripFlow, type StripStage } from '../state/flow';
import { squares } from '../state/mapped';
import { valueAt } from '../state/values';
import { shownName, shownValue } from '../text';
import { seriesName } from './Chart';
import { CoordinateChoice } from './CoordinateChoice';
import { usePanel } from './context';
import { Plot, useLines } from './Plot';
import { Section } from './Section';
import { WhyThisSize } from './WhyThisSize';

/** How one gradient becomes one update: a small chart per quantity, in the order of the formula. */
export function Strip() {
  const { view, words, panel } = usePanel();
  const { first, second, end } = stripFlow(view.series);
  return (
    <Section
      name="strip"
      title={words.say('strip')}
      aside={panel.names.length > 1 && <CoordinateChoice />}
    >
      <div class="strip" role="group" aria-label={words.say('strip')}>
        <div class="strip-rows" style={{ '--stages': Math.max(first.length, second.length) }}>
          <Row stages={first} />
          <Row stages={second} />
        </div>
        {end.map((stage) => (
          <Stage key={stage.key} stage={stage} />
        ))}
      </div>
      <WhyThisSize />
    </Section>
  );
}

function Row({ stages }: { stages: readonly StripStage[] }) {
  return (
    <div class="strip-row">
      {stages.map((stage, i) => (
        <Fragment key={stage.key}>
          <Stage stage={stage} />
          <span class="arrow" aria-hidden="true" style={{ '--column': 2 * i + 2 }} />
        </Fragment>
      ))}
    </div>
  );
}

function Stage({ stage }: { stage: StripStage }) {
  const { panel, words } = usePanel();
  const { series, squared } = stage;
  const { coordinate, window, cursor } = panel;
  const { points, known } = useLines([{ series: series.name, index: coordinate }]);
  const drawn = squared ? squares(points[0]!) : points[0]!;
  const raw = valueAt(panel.answers.values, series, coordinate);
  const value = squared && raw !== undefined ? raw * raw : raw;
  const range = valueRange([drawn]);
  const name = seriesName(squared ? 'gradSquared' : series.name, words);
  return (
    <figure class="stage" data-stage={stage.key}>
      <figcaption class="symbol" title={name}>
        {stage.symbol ?? shownName(series.symbol)}
      </figcaption>
      <Plot
        compact
        name={name}
        label={words.say(
          'chart.label',
          name,
          words.count(window[0]),
          words.count(window[1]),
          words.count(cursor),
          shownValue(value),
        )}
        lines={[{ key: stage.key, points: drawn, look: lookOf(coordinate), value }]}
        known={known}
        axis={axisFor(undefined, squared || series.axis === 'log' ? 'log' : 'symlog', range)}
        linearThreshold={thresholdFor(range)}
        empty={isEmpty(range)}
      />
      <output class="value" data-line={stage.key}>
        {shownValue(value)}
      </output>
    </figure>
  );
}
