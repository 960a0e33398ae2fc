import { useReducer, useRef } from 'preact/hooks';
import type { SweepView } from '../../src/protocol/panel';
import { tickLabels } from '../charts/ticks';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { useSize } from '../views/size';
import { Swatch } from '../views/Swatch';
import { lookOfRun } from './looks';
import { laneHeight, SweepCurve } from './SweepCurve';
import { lossScale, valueScale, type Frame, type Scale } from './sweepScales';

const [edgeLeft, edgeRight, edgeBottom, height] = [66, 8, 24, 260];

/** Final loss of every optimizer against the swept hyper-parameter, both logarithmic. */
export function SweepChart({ sweep }: { sweep: SweepView }) {
  const { words } = usePanel();
  const picture = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((count: number, _: void) => count + 1, 0);
  const width = useSize(picture, () => redraw()).current?.width ?? 0;
  const name = shownName(sweep.hyperparameter);
  return (
    <figure class="chart sweep" data-chart="sweep">
      <figcaption>
        <h3 class="chart-title">
          <span class="chart-name">{words.say('sweep', name)}</span>
        </h3>
        <Legend sweep={sweep} name={name} />
      </figcaption>
      <div class="sweep-picture" ref={picture}>
        {width > 0 && <Picture sweep={sweep} width={width} name={name} />}
      </div>
    </figure>
  );
}

function Picture({ sweep, width, name }: { sweep: SweepView; width: number; name: string }) {
  const { view, words } = usePanel();
  const bad = sweep.curves.filter(({ points }) =>
    points.some(({ diverged, failed }) => diverged + failed > 0),
  );
  const lanes = bad.length * laneHeight + (bad.length > 0 ? 6 : 0);
  const frame: Frame = {
    ...{ left: edgeLeft, right: width - edgeRight },
    ...{ top: lanes + 4, bottom: height + lanes - edgeBottom },
  };
  const x = valueScale(sweep, frame);
  const y = lossScale(sweep, frame);
  const best = sweep.curves.map(({ title, best: value }) =>
    value === null
      ? words.say('sweep.label.none', shownName(title))
      : words.say('sweep.label.best', shownName(title), shownValue(value, 3)),
  );
  return (
    <svg
      width={width}
      height={height + lanes}
      viewBox={`0 0 ${width} ${height + lanes}`}
      role="img"
      aria-label={[words.say('sweep', name), ...best].join('; ')}
    >
      <Axes {...{ frame, x, y, name }} />
      {bad.length > 0 && (
        <text class="sweep-tick" x={edgeLeft - 8} y={lanes / 2} text-anchor="end">
          {words.say('sweep.diverged')}
        </text>
      )}
      {/* The shown run last: it lies above the others. */}
      {[...sweep.curves].reverse().map((curve) => (
        <SweepCurve
          key={curve.run}
          {...{ curve, frame, x, y, name, look: lookOfRun(view, curve.run) }}
          lane={bad.indexOf(curve)}
        />
      ))}
    </svg>
  );
}

function Axes(props: { frame: Frame; x: Scale; y: Scale | null; name: string }) {
  const { frame, x, y, name } = props;
  const { left, right, top, bottom } = frame;
  const losses = tickLabels(y?.ticks ?? []);
  const values = tickLabels(x.ticks);
  return (
    <g>
      {y?.ticks.map((tick, k) => (
        <g key={tick}>
          <line class="sweep-grid" x1={left} x2={right} y1={y.at(tick)} y2={y.at(tick)} />
          <text class="sweep-tick" x={left - 8} y={y.at(tick)} text-anchor="end">
            {losses[k]}
          </text>
        </g>
      ))}
      {x.ticks.map((tick, k) => (
        <g key={tick}>
          <line class="sweep-grid" x1={x.at(tick)} x2={x.at(tick)} y1={top} y2={bottom} />
          <text class="sweep-tick" x={x.at(tick)} y={bottom + 13} text-anchor="middle">
            {values[k]}
          </text>
        </g>
      ))}
      <text class="sweep-tick sweep-name" x={left - 14} y={bottom + 13} text-anchor="end">
        {name}
      </text>
    </g>
  );
}

/** Which line is whose, and what the marks mean. */
function Legend({ sweep, name }: { sweep: SweepView; name: string }) {
  const { view, words } = usePanel();
  return (
    <ul class="legend">
      {sweep.curves.map(({ run, title }) => (
        <li key={run}>
          <Swatch look={{ ...lookOfRun(view, run), dash: [] }} marker />
          <span class="name">{shownName(title)}</span>
        </li>
      ))}
      <li class="muted">
        <svg class="mark" viewBox="0 0 12 12" aria-hidden="true">
          <circle class="sweep-best-mark" cx="6" cy="6" r="4.5" />
        </svg>
        {words.say('sweep.best', name)}
      </li>
      <li class="muted">
        <svg class="mark" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.5" />
        </svg>
        {words.say('sweep.default', name)}
      </li>
      {sweep.seeds > 1 && (
        <li class="muted">
          <svg class="mark" viewBox="0 0 12 12" aria-hidden="true">
            <rect class="sweep-band-mark" x="0" y="2" width="12" height="8" />
          </svg>
          {words.say('sweep.band', words.count(sweep.seeds))}
        </li>
      )}
    </ul>
  );
}
