import type { Comparison } from '../../src/protocol/panel';
import { shownName } from '../text';
import { usePanel } from '../views/context';

/** What must be said beside every race, and the button that makes it a fair one. */
export function Tuning({ comparison }: { comparison: Comparison }) {
  const { panel, view, words } = usePanel();
  const { remarks, rows, sweep } = comparison;
  const [first, ...others] = remarks;
  const running = sweep?.state === 'running';
  const ended = rows.every(({ state }) => state !== 'running');
  return (
    <div class="tuning">
      <p class="tuning-said">
        <span>{shownName(first ?? '')}</span>
        {!running && ended && view.can.run && (
          <button
            class={sweep?.state === 'done' ? 'button small secondary' : 'button small'}
            title={words.say('compare.sweep.title')}
            onClick={() => panel.post('sweep')}
          >
            {words.say(sweep ? 'compare.sweep.again' : 'compare.sweep')}
          </button>
        )}
      </p>
      {running && (
        <div class="tuning-progress">
          <progress
            class="progress"
            aria-label={words.say('compare.sweep.progress.label')}
            max={Math.max(1, sweep.all)}
            value={sweep.ended}
          />
          <span class="value">
            {words.say('compare.sweep.progress', words.count(sweep.ended), words.count(sweep.all))}
          </span>
          <button class="button small secondary" onClick={() => panel.post('stopSweep')}>
            {words.say('compare.sweep.stop')}
          </button>
        </div>
      )}
      {others.length > 0 && (
        <ul class="notes">
          {others.map((remark) => (
            <li key={remark}>{shownName(remark)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
