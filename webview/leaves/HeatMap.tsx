import { useEffect, useMemo } from 'preact/hooks';
import { maxMapColumns } from '../../src/protocol/leavesView';
import type { SeriesDeclaration } from '../../src/protocol/series';
import { ratioOf, summarizedQuantities } from '../state/statistics';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { gridOf, scaleOf } from './mapGrid';
import { MapPicture } from './MapPicture';
import { MapTable } from './MapTable';
import { StatisticChoice } from './StatisticChoice';

/** One statistic of every leaf at every step, as colours. */
export function HeatMap() {
  const { panel, view, words } = usePanel();
  const all = view.series.filter(({ statistic }) => statistic);
  const chosen = all.find(({ name }) => name === panel.state.statistic) ?? all[0];
  if (!chosen) return null;
  return (
    <Section
      name="map"
      title={words.say('leaves.map')}
      aside={
        <StatisticChoice
          quantities={summarizedQuantities(view.series)}
          ratio={ratioOf(view.series)}
          value={chosen.name}
        />
      }
    >
      <Body key={chosen.name} series={chosen} />
    </Section>
  );
}

function Body({ series }: { series: SeriesDeclaration }) {
  const { panel, view, words } = usePanel();
  // About a column for three pixels; the window's width is known without laying out the page.
  const columns = Math.min(maxMapColumns, Math.max(50, Math.ceil(window.innerWidth / 150) * 50));
  useEffect(() => {
    panel.wantOfLeaves({ map: { series: series.name, columns } });
    return () => panel.wantOfLeaves({ map: null });
  }, [series.name, columns]);
  const { map } = panel.answers.leaves;
  const known = map?.series === series.name ? map : null;
  const grid = useMemo(
    () => known && gridOf(known, view.leaves.length, view.length),
    [known, view.leaves.length],
  );
  const scale = useMemo(() => grid && scaleOf(grid.values, series.axis === 'log'), [grid]);
  const [from, to] = panel.window.map((step) => words.count(step)) as [string, string];
  const symbol = shownName(series.symbol);
  if (!grid) return <div class="map-waiting" />;
  return (
    <figure class="chart map" data-chart="map">
      <figcaption>
        <span class="symbol">{symbol}</span>
        {scale && (
          <span class="map-scale">
            <span class="map-ramp" aria-hidden="true" />
            {words.say(
              scale.isLog ? 'leaves.map.scale.log' : 'leaves.map.scale',
              shownValue(scale.min, 3),
              shownValue(scale.max, 3),
            )}
          </span>
        )}
      </figcaption>
      <MapPicture
        series={series}
        grid={grid}
        scale={scale}
        label={words.say('leaves.map.label', symbol, from, to)}
      />
      <MapTable series={series} grid={grid} />
      {grid.leaves < view.leaves.length && (
        <p class="muted">
          {words.say('leaves.more', words.count(grid.leaves), words.count(view.leaves.length))}
        </p>
      )}
    </figure>
  );
}
