import type { Unrolled } from '../state/answers';
import { barsOf, drift, type Bar } from '../state/unrolled';
import { shownValue } from '../text';
import { usePanel } from './context';
import { Weights } from './Weights';

/** Where g² is so many times larger or smaller now, the average lags visibly behind. */
const muchDrift = 2;
/** Units of the picture, which is stretched to the width there is. */
const [width, height] = [1000, 150];
/** A single bar is not as wide as the chart. */
const leastSlots = 12;

/** v of one coordinate as the sum of what each past step put in, and what is missing of it. */
export function UnrolledV({ unrolled, name }: { unrolled: Unrolled; name: string }) {
  const { words } = usePanel();
  const { step, missing, v } = unrolled;
  const bars = barsOf(unrolled);
  const whole = 1 - missing;
  const ratio = drift(bars);
  return (
    <figure class="chart why-unrolled" data-chart="unrolled">
      <figcaption>
        <h3 class="chart-title">
          <span class="chart-name">{words.say('why.unrolled', name, words.count(step))}</span>
        </h3>
      </figcaption>
      <Parts bars={bars} />
      <p>{words.say('why.sum', shownValue(v))}</p>
      <Weights bars={bars} missing={missing} of={1} label="v" />
      <p>{words.say('why.share', shownValue(whole), shownValue(missing))}</p>
      <Weights bars={bars} missing={0} of={whole} label="v̂" />
      <p>
        {whole === 1
          ? words.say('why.same')
          : words.say('why.corrected', shownValue(v / whole), shownValue(1 / whole))}
      </p>
      {ratio !== null && (ratio > muchDrift || ratio < 1 / muchDrift) && (
        <p class="why-drift">
          {words.say(
            ratio > 1 ? 'why.drift.larger' : 'why.drift.smaller',
            shownValue(Math.max(ratio, 1 / ratio), 2),
          )}
        </p>
      )}
    </figure>
  );
}

/** A bar per past step, as high as its part of v; the newest at the right. */
function Parts({ bars }: { bars: readonly Bar[] }) {
  const { words } = usePanel();
  const highest = Math.max(...bars.map((bar) => bar.value), Number.MIN_VALUE);
  const slot = width / Math.max(bars.length, leastSlots);
  const inWords = ({ from, to, weight, value }: Bar) =>
    from === to
      ? words.say('why.bar', words.count(from), shownValue(weight), shownValue(value))
      : words.say(
          'why.bars',
          ...[words.count(from), words.count(to), shownValue(weight), shownValue(value)],
        );
  return (
    <svg
      class="why-bars"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={bars.slice(-3).map(inWords).join('; ')}
    >
      {bars.map((bar, k) => (
        <rect
          key={bar.from}
          class="why-bar"
          x={width - (bars.length - k) * slot}
          width={0.86 * slot}
          y={height * (1 - bar.value / highest)}
          height={height * (bar.value / highest)}
        >
          <title>{inWords(bar)}</title>
        </rect>
      ))}
    </svg>
  );
}
