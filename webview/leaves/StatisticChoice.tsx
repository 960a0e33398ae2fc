import type { SeriesDeclaration } from '../../src/protocol/series';
import type { Summarized } from '../state/statistics';
import { shownName, type Words } from '../text';
import { seriesName } from '../views/Chart';
import { usePanel } from '../views/context';

interface StatisticChoiceProps {
  quantities: readonly Summarized[];
  ratio: SeriesDeclaration | undefined;
  value: string;
}

/** A choice among all statistics, by the quantities that they are of. */
export function StatisticChoice({ quantities, ratio, value }: StatisticChoiceProps) {
  const { panel, words } = usePanel();
  return (
    <select
      class="coordinate-choice"
      aria-label={words.say('leaves.statistic')}
      title={words.say('leaves.statistic')}
      value={value}
      onChange={(event) => panel.choose({ statistic: event.currentTarget.value })}
    >
      {ratio && <option value={ratio.name}>{seriesName(ratio.name, words)}</option>}
      {quantities.map(({ series, norm, quantiles }) => (
        <optgroup key={series.name} label={seriesName(series.name, words)}>
          {[norm, ...quantiles].map((each) => (
            <option key={each.name} value={each.name}>
              {`${shownName(series.symbol)}: ${statisticInWords(each, words)}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function statisticInWords({ statistic }: SeriesDeclaration, words: Words): string {
  switch (statistic?.percent) {
    case undefined:
      return words.say('leaves.norm');
    case 0:
      return words.say('leaves.smallest');
    case 50:
      return words.say('leaves.median');
    case 100:
      return words.say('leaves.largest');
    default:
      return words.say('leaves.quantile', String(statistic!.percent));
  }
}
