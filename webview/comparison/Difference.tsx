import type { DifferenceAt, DifferenceView } from '../../src/protocol/panel';
import { manyDigits, shownName, shownValue, type Words } from '../text';
import { seriesName } from '../views/Chart';
import { usePanel } from '../views/context';

/** Where the shown run and the one chosen in the table part, and why. */
export function Difference() {
  const { panel, words } = usePanel();
  const { difference } = panel.answers;
  if (!difference || difference.other !== panel.other) return null;
  const [a, b] = difference.titles.map(shownName) as [string, string];
  return (
    <section class="difference" aria-label={words.say('difference.title', a, b)}>
      <div class="section-head">
        <h3 class="chart-name">{words.say('difference.title', a, b)}</h3>
        <button class="button small secondary" onClick={() => panel.showDifference(null)}>
          {words.say('difference.close')}
        </button>
      </div>
      <First difference={difference} />
      {difference.formulas?.map(({ symbols, numbers }, k) => (
        <div class="formula" key={k}>
          <span class="muted">{[a, b][k]}</span>
          <code>{symbols}</code>
          <code>= {numbers}</code>
        </div>
      ))}
      <Numbers difference={difference} />
    </section>
  );
}

/** The first number in which they differ, in words. */
function First({ difference }: { difference: DifferenceView }) {
  const { words } = usePanel();
  const { first, firstBit, inherited, tolerance, steps } = difference;
  const small = shownValue(tolerance, 2);
  const another = firstBit && !(first?.step === firstBit.step && first.series === firstBit.series);
  return (
    <>
      <p>
        {first
          ? words.say(
              'difference.first',
              small,
              words.count(first.step),
              quantity(first, words),
              shownValue(first.relative, 3),
            )
          : words.say('difference.none', small, words.count(steps))}
      </p>
      {inherited && <p class="muted">{words.say('difference.inherited')}</p>}
      {!firstBit && steps > 0 && <p class="muted">{words.say('difference.same')}</p>}
      {another && (
        <p class="muted">
          {words.say('difference.bit', words.count(firstBit.step), quantity(firstBit, words))}
        </p>
      )}
    </>
  );
}

/** The first difference, what may be its cause, and what came of it. */
function Numbers({ difference }: { difference: DifferenceView }) {
  const { words } = usePanel();
  const { titles, first, firstBit, causes, finalLosses } = difference;
  const at = first ?? firstBit;
  const number = (value: number | null) => shownValue(value ?? undefined, manyDigits);
  const rows = [
    ...(at ? [{ name: quantity(at, words), values: at.values.map(number) }] : []),
    ...causes.map(({ name, values }) => ({ name, values: values.map(shownName) })),
    { name: words.say('compare.finalLoss'), values: finalLosses.map(number) },
  ];
  return (
    <div class="table-frame">
      <table class="values">
        <thead>
          <tr>
            <th />
            {titles.map((title, k) => (
              <th scope="col" key={k}>
                {shownName(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">{shownName(name)}</th>
              {values.map((value, k) => (
                <td key={k}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `v̂[x]`; what is named by a long formula by its word. */
function quantity({ series, symbol, owner }: DifferenceAt, words: Words): string {
  const short = series === 'effectiveLearningRate' ? seriesName(series, words) : shownName(symbol);
  return owner === null ? short : `${short}[${shownName(owner)}]`;
}
