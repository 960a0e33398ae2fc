import type { Comparison } from '../../src/protocol/panel';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { Swatch } from '../views/Swatch';
import { lookOfRun } from './looks';

/** The runs of a comparison in numbers, the shown one first. */
export function RunsTable({ comparison }: { comparison: Comparison }) {
  const { panel, view, words } = usePanel();
  const { losses, rows } = comparison;
  const measured = rows.some(({ distance }) => distance !== null);
  const title = words.say('compare');
  const first = shownName(rows[0]?.title ?? '');
  const step = (value: number | null) =>
    value === null ? words.say('compare.never') : words.count(value);
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
      <table class="values comparison">
        <thead>
          <tr>
            <th scope="col">{words.say('compare.optimizer')}</th>
            <th scope="col">
              <span class="unseen">{words.say('compare.difference')}</span>
            </th>
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
          </tr>
        </thead>
        {rows.map((row) => {
          return (
            <tbody key={row.run}>
              <tr data-run={row.run}>
                <th scope="row">
                  <Swatch look={lookOfRun(view, row.run)} marker={false} /> {shownName(row.title)}
                </th>
                <td class="tools">
                  {row.run !== view.run && row.state !== 'running' && (
                    <button
                      class="link"
                      title={words.say('difference.title', first, shownName(row.title))}
                      onClick={() => panel.showDifference(row.run)}
                    >
                      {words.say('compare.difference')}
                    </button>
                  )}
                </td>
                <td>{shownValue(row.lr)}</td>
                <td>{words.say(`state.${row.state}`)}</td>
                <td data-number="finalLoss">{shownValue(row.finalLoss ?? undefined)}</td>
                <td data-number="bestLoss">
                  {shownValue(row.bestLoss ?? undefined)}{' '}
                  {row.bestStep !== null && (
                    <span class="muted step">{words.say('atStep', words.count(row.bestStep))}</span>
                  )}
                </td>
                {losses.map((loss, k) => (
                  <td key={loss} data-number={`stepsTo${k}`}>
                    {step(row.stepsTo[k] ?? null)}
                  </td>
                ))}
                {measured && <td>{shownValue(row.distance ?? undefined)}</td>}
              </tr>
              {row.oscillation !== null && (
                <tr data-run={row.run}>
                  <td class="told" colSpan={6 + losses.length + Number(measured)}>
                    <p>
                      <span class="muted">{words.say('compare.oscillation')}</span>{' '}
                      {shownName(row.oscillation)}
                    </p>
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}
