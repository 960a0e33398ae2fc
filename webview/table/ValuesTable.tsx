import { beforeColumn } from '../../src/protocol/table';
import { otherStep, valueAt } from '../state/values';
import { manyDigits, shownName, shownValue } from '../text';
import { AtStep } from '../views/AtStep';
import { seriesName } from '../views/Chart';
import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { CopyMarkdown, CopyRows } from './Copy';
import { LargestRate } from './LargestRate';
import { TableGrid } from './TableGrid';
import { TableTools } from './TableTools';
import { useSelection } from './selection';

interface ValuesTableProps {
  /** The coordinates that it is of; without it, of all. */
  only?: number[];
  /** Whether it starts folded. */
  folded?: boolean;
}

/** From so many coordinates on there is something to filter. */
const fewest = 3;

/** Every quantity of the coordinates at the step under the cursor, with many digits. */
export function ValuesTable({ only, folded = false }: ValuesTableProps) {
  const { panel, view, words } = usePanel();
  const { values } = panel.answers;
  const isLarge = view.series.some(({ statistic }) => statistic);
  const selection = useSelection(view.run);
  if (!values) return null;
  const ofRun = view.series.filter(({ per, statistic }) => per === 'run' && !statistic);
  const title =
    values.step === 0 ? words.say('table.start') : words.say('table', words.count(values.step));
  return (
    <Section
      name="table"
      title={title}
      folded={folded}
      aside={[
        ...ofRun.map((series) => {
          const at = otherStep(values, series, view.steps);
          return (
            <span class="aside-value" key={series.name} title={seriesName(series.name, words)}>
              {shownName(series.symbol)}{' '}
              <b data-run-value={series.name}>
                {shownValue(valueAt(values, series, 0), manyDigits)}
              </b>
              {at !== null && <AtStep step={at} />}
            </span>
          );
        }),
        <CopyRows key="rows" selected={selection.chosen} />,
        <CopyMarkdown key="copy" selected={selection.chosen} />,
      ]}
    >
      {!only && !isLarge && panel.names.length > 1 && <LargestRate />}
      {!only && panel.names.length >= fewest && <TableTools />}
      <TableGrid label={title} only={only ?? null} selection={selection} />
    </Section>
  );
}

/** What a column is of, for its head: its symbol, and its name where that says more. */
export function useColumnHeads(): (column: string) => { text: string; title: string } {
  const { view, words } = usePanel();
  return (column) => {
    if (column === beforeColumn) return both(words.say('table.before'));
    if (column === 'theta') return both(words.say('table.after'));
    const series = view.series.find(({ name }) => name === column);
    return { text: shownName(series?.symbol ?? column), title: seriesName(column, words) };
  };
}

const both = (text: string) => ({ text, title: text });
