import { useEffect, useState } from 'preact/hooks';
import type { Histogram } from '../../src/protocol/leavesView';
import type { SeriesDeclaration } from '../../src/protocol/series';
import { shownName, shownValue, type Words } from '../text';
import { seriesName } from '../views/Chart';
import { usePanel } from '../views/context';

const bins = 48;
/** The height of the tallest bar, in the picture's own units. */
const height = 40;

interface HistogramsProps {
  leaf: number;
  quantities: readonly SeriesDeclaration[];
}

/** How the values of each quantity spread over a leaf at the cursor. */
export function Histograms({ leaf, quantities }: HistogramsProps) {
  const { panel, words } = usePanel();
  const [isLog, setLog] = useState(false);
  const names = quantities.map(({ name }) => name);
  useEffect(() => {
    panel.wantOfLeaves({ histograms: { leaf, series: names, bins } });
    return () => panel.wantOfLeaves({ histograms: null });
  }, [leaf, names.join('|')]);
  const answer = panel.answers.leaves.histograms;
  const shown = answer?.leaf === leaf ? answer : null;
  const step = shown?.step ?? panel.cursor;
  return (
    <div class="spreads" data-step={shown?.step}>
      <div class="spreads-head">
        <h3 class="chart-title">{words.say('leaves.spread', words.count(step))}</h3>
        <label class="check">
          <input
            type="checkbox"
            checked={isLog}
            onChange={(event) => setLog(event.currentTarget.checked)}
          />
          {words.say('leaves.spread.log')}
        </label>
      </div>
      {panel.cursor === 0 ? (
        <p class="muted">{words.say('leaves.spread.start')}</p>
      ) : (
        <div class="spreads-all">
          {quantities.map((series, nth) => (
            <Spread
              key={series.name}
              series={series}
              histogram={shown?.histograms[nth] ?? null}
              leaf={leaf}
              isLog={isLog}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface SpreadProps {
  series: SeriesDeclaration;
  /** Null until it is known. */
  histogram: Histogram | null;
  leaf: number;
  isLog: boolean;
}

function Spread({ series, histogram, leaf, isLog }: SpreadProps) {
  const { view, words } = usePanel();
  const symbol = shownName(series.symbol);
  const name = shownName(view.leaves[leaf]?.name ?? '');
  return (
    <figure class="spread" data-spread={series.name}>
      <figcaption>
        <span class="symbol" title={seriesName(series.name, words)}>
          {symbol}
        </span>
        {histogram && <Beside histogram={histogram} />}
      </figcaption>
      <svg
        class={`spread-bars line-${leaf % 8}`}
        viewBox={`0 0 ${bins} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={histogram ? label(histogram, words, [symbol, name]) : symbol}
      >
        {histogram && <path d={barsPath(histogram.counts, isLog)} />}
      </svg>
      {histogram && (
        <p class="spread-ends">
          <span>{shownValue(histogram.from, 3)}</span>
          {histogram.scale === 'log' && <span class="muted">{words.say('axis.log')}</span>}
          <span>{shownValue(histogram.to, 3)}</span>
        </p>
      )}
    </figure>
  );
}

/** What has no place among the bars. */
function Beside({ histogram: { zeros, others } }: { histogram: Histogram }) {
  const { words } = usePanel();
  return (
    <span class="muted">
      {zeros > 0 && words.say('leaves.spread.zeros', words.count(zeros))}
      {zeros > 0 && others > 0 && ' · '}
      {others > 0 && words.say('leaves.spread.others', words.count(others))}
    </span>
  );
}

/** Bars side by side as one path; a bar with one value in it can be seen. */
function barsPath(counts: Float64Array, isLog: boolean): string {
  const sized = (count: number) => (isLog ? Math.log1p(count) : count);
  const tallest = sized(counts.reduce((a, b) => Math.max(a, b), 1));
  const width = bins / Math.max(1, counts.length);
  let path = '';
  counts.forEach((count, nth) => {
    if (count === 0) return;
    const top = height - Math.max(0.8, (height * sized(count)) / tallest);
    path += `M${nth * width} ${height}V${top}h${width}V${height}z`;
  });
  return path;
}

function label(histogram: Histogram, words: Words, [symbol, name]: [string, string]): string {
  const { counts, from, to, scale } = histogram;
  if (counts.length === 0) return words.say('leaves.spread.none', symbol, name);
  const tallest = counts.reduce((best, count, nth) => (count > counts[best]! ? nth : best), 0);
  const share = (tallest + 0.5) / counts.length;
  const most = scale === 'log' ? from * (to / from) ** share : from * (1 - share) + to * share;
  const total = counts.reduce((a, b) => a + b, 0);
  const numbers = [String(total), ...[from, to, most].map((value) => shownValue(value, 3))];
  return words.say('leaves.spread.label', symbol, name, ...numbers);
}
