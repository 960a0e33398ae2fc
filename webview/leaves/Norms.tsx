import { ratioOf, summarizedQuantities } from '../state/statistics';
import { Chart } from '../views/Chart';
import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { drawnLeaves } from './leaves';
import { QuantityChoice } from './QuantityChoice';

/** All leaves at a glance: the norm of one quantity, and how fast each leaf goes for its size. */
export function Norms() {
  const { panel, view, words } = usePanel();
  const quantities = summarizedQuantities(view.series);
  const chosen =
    quantities.find(({ series }) => series.name === panel.state.quantity) ?? quantities[0];
  const ratio = ratioOf(view.series);
  const leaves = drawnLeaves(view.leaves.length, panel.leaf);
  if (!chosen) return null;
  return (
    <Section
      name="leaves"
      title={words.say('leaves')}
      aside={
        <QuantityChoice
          label={words.say('leaves.quantity')}
          value={chosen.series.name}
          options={quantities.map(({ series }) => ({ value: series.name, series }))}
          onChoose={(quantity) => panel.choose({ quantity })}
        />
      }
    >
      <div class="charts leaves-charts">
        <Chart
          key={chosen.norm.name}
          group={{ id: chosen.norm.name, series: [chosen.norm] }}
          leaves={leaves}
        />
        {ratio && <Chart group={{ id: ratio.name, series: [ratio] }} leaves={leaves} />}
      </div>
      {ratio && <p class="muted">{words.say('leaves.ratio.text')}</p>}
      {leaves.length < view.leaves.length && (
        <p class="muted">
          {words.say('leaves.more', words.count(leaves.length), words.count(view.leaves.length))}
        </p>
      )}
    </Section>
  );
}
