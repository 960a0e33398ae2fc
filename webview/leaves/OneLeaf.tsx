import { summarizedQuantities } from '../state/statistics';
import { shownName } from '../text';
import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { Bands } from './Bands';
import { Histograms } from './Histograms';

/** How every quantity spreads over one leaf: over the steps, and at the cursor. */
export function OneLeaf() {
  const { panel, view, words } = usePanel();
  const { leaf } = panel;
  const size = view.leaves[leaf]?.length ?? 0;
  const quantities = summarizedQuantities(view.series);
  return (
    <Section
      name="leaf"
      title={words.say('leaves.one')}
      aside={
        <>
          <select
            class="coordinate-choice"
            aria-label={words.say('leaves.leaf')}
            value={leaf}
            onChange={(event) => panel.choose({ leaf: event.currentTarget.selectedIndex })}
          >
            {view.leaves.map(({ name }, index) => (
              <option key={index} value={index}>
                {shownName(name)}
              </option>
            ))}
          </select>
          <span class="muted">
            {size === 1
              ? words.say('leaves.size.one')
              : words.say('leaves.size', words.count(size))}
          </span>
        </>
      }
    >
      <div class="charts leaf-charts" key={leaf}>
        {quantities.map((quantity) => (
          <Bands key={quantity.series.name} quantity={quantity} leaf={leaf} />
        ))}
      </div>
      <Histograms leaf={leaf} quantities={quantities.map(({ series }) => series)} />
    </Section>
  );
}
