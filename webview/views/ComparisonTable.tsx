import { ghostLook, runLook } from '../charts/look';
import { shownName, shownValue } from '../text';
import { usePanel } from './context';
import { Section } from './Section';
import { Swatch } from './Swatch';

/** The runs of a comparison in numbers, the shown one first. */
export function ComparisonTable() {
  const { view, words } = usePanel();
  const { comparison } = view;
  if (!comparison) return null;
  const { losses, rows } = comparison;
  const measured = rows.some(({ distance }) => distance !== null);
  const title = words.say('compare');
  const step = (value: number | null) =>
    value === null ? words.say('compare.never') : words.count(value);
  return (
    <Section name="comparison" title={title}>
      <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
        <table class="values comparison">
          <thead>
            <tr>
              <th scope="col">{words.say('compare.optimizer')}</th>
              <th scope="col">lr</th>
              <th scope="col">{words.say('compare.state')}</th>
              <th scope="col">{words.say('compare.finalLoss')}</th>
              <th scope="col">{words.say('compare.bestLoss')}</th>
              {losses.map((loss) => (
                <th scope="col" key={loss}>
                  {words.say('compare.stepsTo', shownValue(loss, 2))}
                </th>
              ))}
              {measured && <th scope="col">{words.say('compare.distance')}</th>}
              <th scope="col">{words.say('compare.oscillation')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const nth = view.overlays.findIndex(({ run }) => run === row.run);
              return (
                <tr key={row.run} data-run={row.run}>
                  <th scope="row">
                    <Swatch look={nth < 0 ? runLook : ghostLook(runLook, nth)} marker={false} />{' '}
                    {shownName(row.title)}
                  </th>
                  <td>{shownValue(row.lr)}</td>
                  <td>{words.say(`state.${row.state}`)}</td>
                  <td data-number="finalLoss">{shownValue(row.finalLoss ?? undefined)}</td>
                  <td data-number="bestLoss">
                    {shownValue(row.bestLoss ?? undefined)}
                    {row.bestStep !== null && (
                      <span class="muted">
                        {' '}
                        {words.say('compare.atStep', words.count(row.bestStep))}
                      </span>
                    )}
                  </td>
                  {losses.map((loss, k) => (
                    <td key={loss} data-number={`stepsTo${k}`}>
                      {step(row.stepsTo[k] ?? null)}
                    </td>
                  ))}
                  {measured && <td>{shownValue(row.distance ?? undefined)}</td>}
                  <td class="prose">
                    {row.oscillation === null ? '–' : shownName(row.oscillation)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p class="absent">{words.say('compare.not-tuned')}</p>
    </Section>
  );
}
