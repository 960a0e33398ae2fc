import { lookOf, quantileLooks } from '../charts/look';
import { axisFor, isEmpty, logIsPossible, thresholdFor, valueRange } from '../charts/range';
import type { Summarized } from '../state/statistics';
import { valueAt } from '../state/values';
import { shownName, shownValue } from '../text';
import { AxisChoice } from '../views/AxisChoice';
import { seriesName } from '../views/Chart';
import { usePanel } from '../views/context';
import { Plot, useLines } from '../views/Plot';
import { Swatch } from '../views/Swatch';

/** These have both signs and few large values: near 0 is where most of them are. */
const bothSigns = ['grad', 'm', 'update'];

/** What is so many times smaller than the largest is drawn as near 0: medians of noise jump there. */
const visible = 1000;

/** How one quantity spreads over one leaf: its median and bands between its quantiles. */
export function Bands({ quantity, leaf }: { quantity: Summarized; leaf: number }) {
  const { panel, view, words } = usePanel();
  const { series, quantiles } = quantity;
  const id = `bands ${series.name}`;
  const { points, known } = useLines(quantiles.map(({ name }) => ({ series: name, index: leaf })));
  const values = quantiles.map((each) => valueAt(panel.answers.values, each, leaf));
  const range = valueRange(points);
  const declared = bothSigns.includes(series.name) ? 'symlog' : series.axis;
  const { axes } = panel.state;
  const axis = axisFor(Object.hasOwn(axes, id) ? axes[id] : undefined, declared, range);
  const size = Math.max(Math.abs(range.min), Math.abs(range.max));
  const looks = quantileLooks(leaf);
  const middle = (quantiles.length - 1) / 2;
  const shown = values.map((value) => shownValue(value));
  const symbol = shownName(series.symbol);
  const name = shownName(view.leaves[leaf]?.name ?? '');
  const [from, to] = panel.window.map((step) => words.count(step)) as [string, string];
  const said = [middle, middle - 1, middle + 1, 0, 2 * middle].map((nth) => shown[nth]!);
  return (
    <figure class="chart" data-chart={id}>
      <figcaption>
        <h3 class="chart-title">
          <span class="chart-name">{seriesName(series.name, words)}</span>
          <span class="symbol">{symbol}</span>
        </h3>
        <AxisChoice
          name={symbol}
          value={axis}
          logPossible={logIsPossible(range)}
          onChoose={(kind) => panel.choose({ axes: { ...axes, [id]: kind } })}
        />
        <ul class="legend">
          <li>
            <Swatch look={lookOf(leaf)} marker={false} />
            {words.say('leaves.median')} <span class="value">{shown[middle]}</span>
          </li>
          {[1, 2, 3].map((outward) => (
            <li key={outward}>
              <Swatch look={looks[middle - outward]!} marker={false} />
              {`${quantiles[middle - outward]!.statistic!.percent}–${quantiles[middle + outward]!.statistic!.percent} %`}{' '}
              <span class="value">
                {words.say('leaves.between', shown[middle - outward]!, shown[middle + outward]!)}
              </span>
            </li>
          ))}
        </ul>
      </figcaption>
      <Plot
        name={`${symbol} ${name}`}
        label={words.say(
          'leaves.bands.label',
          ...[symbol, name, from, to, words.count(panel.cursor), ...said],
        )}
        lines={quantiles.map((each, nth) => ({
          key: each.name,
          points: points[nth]!,
          look: looks[nth]!,
          value: nth === middle ? values[nth] : undefined,
        }))}
        known={known}
        axis={axis}
        linearThreshold={thresholdFor({
          ...range,
          smallest: Math.max(range.smallest, size / visible),
        })}
        empty={isEmpty(range)}
      />
    </figure>
  );
}
