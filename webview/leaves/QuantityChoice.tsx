import type { SeriesDeclaration } from '../../src/protocol/series';
import { shownName } from '../text';
import { seriesName } from '../views/Chart';
import { usePanel } from '../views/context';

interface QuantityChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; series: SeriesDeclaration; text?: string }[];
  onChoose: (value: string) => void;
}

/** A choice among quantities, named as charts name them. */
export function QuantityChoice({ label, value, options, onChoose }: QuantityChoiceProps) {
  const { words } = usePanel();
  return (
    <select
      class="coordinate-choice"
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChoose(options[event.currentTarget.selectedIndex]!.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text ??
            `${seriesName(option.series.name, words)} ${shownName(option.series.symbol)}`}
        </option>
      ))}
    </select>
  );
}
