import type { SweepCurveView, SweepView } from '../../src/protocol/panel';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { Swatch } from '../views/Swatch';
import { lookOfRun } from './looks';

/** The best value of every optimizer, what it reaches there, and what the default reaches. */
export function SweepTable({ sweep }: { sweep: SweepView }) {
  const { words } = usePanel();
  const name = shownName(sweep.hyperparameter);
  const title = words.say('sweep', name);
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
      <table class="values comparison sweep-table">
        <thead>
          <tr>
            <th scope="col">{words.say('compare.optimizer')}</th>
            <th scope="col">{words.say('sweep.best', name)}</th>
            <th scope="col">{words.say('sweep.median')}</th>
            {sweep.seeds > 1 && <th scope="col">{words.say('sweep.spread')}</th>}
            <th scope="col">{words.say('sweep.default', name)}</th>
            <th scope="col">{words.say('sweep.median')}</th>
            <th scope="col">{words.say('sweep.diverged')}</th>
          </tr>
        </thead>
        <tbody>
          {sweep.curves.map((curve) => (
            <Row key={curve.run} curve={curve} seeds={sweep.seeds} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ curve, seeds }: { curve: SweepCurveView; seeds: number }) {
  const { view, words } = usePanel();
  const { points } = curve;
  const best = points.find(({ value }) => value === curve.best);
  const usual = points.find(({ isDefault }) => isDefault);
  const bad = points.filter(({ diverged, failed }) => diverged + failed > 0).length;
  return (
    <tr data-run={curve.run}>
      <th scope="row">
        <Swatch look={{ ...lookOfRun(view, curve.run), dash: [] }} marker />{' '}
        {shownName(curve.title)}
      </th>
      <td data-number="best">
        {best ? shownValue(best.value, 3) : words.say('sweep.none')}
        {curve.atEdge && <span class="muted"> {words.say('sweep.edge')}</span>}
      </td>
      <td data-number="median">{loss(best?.median)}</td>
      {seeds > 1 && (
        <td data-number="spread">{best ? `${loss(best.minimum)} … ${loss(best.maximum)}` : '–'}</td>
      )}
      <td data-number="default">{shownValue(usual?.value, 3)}</td>
      <td data-number="defaultMedian">
        {usual?.median === null ? words.say('sweep.diverged') : loss(usual?.median)}
      </td>
      <td data-number="diverged">
        {words.say('sweep.divergedOf', words.count(bad), words.count(points.length))}
      </td>
    </tr>
  );
}

function loss(value: number | null | undefined): string {
  return shownValue(value ?? undefined);
}
