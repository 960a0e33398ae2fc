import type { CheckView, CheckViewRow } from '../../src/protocol/checkView';
import type { GradientVerdict } from '../../src/protocol/gradientCheck';
import type { RunState } from '../../src/protocol/run';
import type { Panel } from '../state/panel';
import { manyDigits, shownName, shownValue, type Words } from '../text';
import { StateIcon } from './StateIcon';
import { Title } from './Title';

interface CheckProps {
  panel: Panel;
  words: Words;
  check: CheckView;
}

/** A gradient check in place of the run: how it came out, and every derivative, worst first. */
export function CheckedGradient({ panel, words, check }: CheckProps) {
  const [done, all] = check.points;
  return (
    <>
      <header class="header">
        <div class="title-row">
          <Title
            objective={check.objective}
            state={check.state}
            words={words}
            reveal={() => panel.askOfCheck('reveal')}
          />
          <span class="spring" />
          {check.state === 'running' ? (
            <button class="button secondary" onClick={() => panel.askOfCheck('stop')}>
              {words.say('stop')}
            </button>
          ) : (
            <button class="button secondary" onClick={() => panel.askOfCheck('again')}>
              {words.say('check.again')}
            </button>
          )}
          <button class="button secondary" onClick={() => panel.askOfCheck('close')}>
            {words.say('check.close')}
          </button>
        </div>
        <dl class="facts">
          <div class="fact-optimizer">
            <dt class="unseen">{words.say('check')}</dt>
            <dd>{words.say('check')}</dd>
          </div>
          {check.gradient !== null && (
            <div class="fact">
              <dt>{words.say('gradient')}</dt>
              <dd>{check.gradient}</dd>
            </div>
          )}
        </dl>
        {check.state === 'running' && (
          <progress class="progress" aria-label={words.say('progress')} max={all} value={done} />
        )}
        <Outcome words={words} check={check} />
      </header>
      {check.rows.length > 0 && <Derivatives words={words} check={check} />}
    </>
  );
}

type ShownProps = Pick<CheckProps, 'words' | 'check'>;

function Outcome({ words, check: { isBad, said, remarks } }: ShownProps) {
  return (
    <>
      {isBad ? (
        <div class="error" role="alert">
          <StateIcon state="user-error" />
          <p>{shownName(said)}</p>
        </div>
      ) : (
        <p class="verdict">
          <span>{shownName(said)}</span>
        </p>
      )}
      {remarks.length > 0 && (
        <ul class="notes" aria-label={words.say('notes')}>
          {remarks.map((remark) => (
            <li key={remark}>{shownName(remark)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Derivatives({ words, check: { columns, rows, more } }: ShownProps) {
  return (
    <main>
      <div class="table-frame" tabIndex={0} role="region" aria-label={words.say('check.table')}>
        <table class="values derivatives">
          <thead>
            <tr>
              {columns.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.point} ${row.coordinate}`} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {more !== null && <p class="muted">… {more}</p>}
    </main>
  );
}

/** A shape per verdict: colour alone would not tell them apart. */
const looks: Record<GradientVerdict, RunState> = {
  agrees: 'done',
  fails: 'user-error',
  kink: 'limit',
  unclear: 'limit',
};

function Row({ row: { verdict, inWords, point, coordinate, numbers } }: { row: CheckViewRow }) {
  const [theta, exact, numerical, difference] = numbers;
  return (
    <tr data-verdict={verdict}>
      <th scope="row">
        <span class={`state state-${looks[verdict]}`}>
          <StateIcon state={looks[verdict]} />
          {inWords}
        </span>
      </th>
      <td>{point}</td>
      <td>
        <bdi>{shownName(coordinate)}</bdi>
      </td>
      <td>{shownValue(theta, manyDigits)}</td>
      <td>{shownValue(exact, manyDigits)}</td>
      <td>{shownValue(numerical, manyDigits)}</td>
      <td>{shownValue(difference, 3)}</td>
    </tr>
  );
}
