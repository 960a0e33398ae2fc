import { leafOf } from '../state/coordinates';
import { otherStep, thetaBefore, valueAt } from '../state/values';
import { manyDigits, shownName, shownValue } from '../text';
import { AtStep } from './AtStep';
import { seriesName } from './Chart';
import { usePanel } from './context';
import { Section } from './Section';

const theta = { name: 'theta', per: 'coordinate' } as const;

/** Puts the table on the clipboard, and says when it is there. */
function CopyTable() {
  const { panel, words } = usePanel();
  const isCopied = panel.copied === panel.cursor;
  return (
    <button class="link copy-table" onClick={() => panel.copyTable()}>
      <span role="status">{words.say(isCopied ? 'copied' : 'copyTable')}</span>
    </button>
  );
}

/** Every quantity of the drawn coordinates at one step, with many digits. */
export function ValuesTable() {
  const { panel, view, words } = usePanel();
  const { values } = panel.answers;
  if (!values) return null;
  const columns = view.series.filter(
    ({ per, name, statistic }) => per !== 'run' && name !== 'theta' && !statistic,
  );
  const ofRun = view.series.filter(({ per }) => per === 'run');
  const title =
    values.step === 0 ? words.say('table.start') : words.say('table', words.count(values.step));
  return (
    <Section
      name="table"
      title={title}
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
        <CopyTable key="copy" />,
      ]}
    >
      <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
        <table class="values" data-step={values.step}>
          <thead>
            <tr>
              <th scope="col">{words.say('coordinate')}</th>
              <th scope="col">{words.say('table.before')}</th>
              <th scope="col">{words.say('table.after')}</th>
              {columns.map((series) => (
                <th scope="col" key={series.name} title={seriesName(series.name, words)}>
                  {shownName(series.symbol)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {values.coordinates.map((coordinate) => (
              <tr key={coordinate} data-coordinate={coordinate}>
                <th scope="row" title={shownName(panel.names.at(coordinate))}>
                  <bdi class="name">{shownName(panel.names.at(coordinate))}</bdi>
                </th>
                <td data-series="thetaBefore">
                  {shownValue(thetaBefore(values, coordinate), manyDigits)}
                </td>
                {[theta, ...columns].map((series) => (
                  <td key={series.name} data-series={series.name}>
                    {shownValue(
                      valueAt(
                        values,
                        series,
                        series.per === 'leaf' ? leafOf(view.leaves, coordinate) : coordinate,
                      ),
                      manyDigits,
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
