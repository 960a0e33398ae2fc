import type { RunItem } from '../../src/protocol/runList';
import { shownName } from '../text';
import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { RunRow } from './RunRow';

/** The runs of the objective, newest first: to be shown, pinned, compared, forked and removed. */
export function RunsList() {
  const { panel, words } = usePanel();
  const { runs } = panel;
  if (!runs || (runs.items.length < 2 && runs.removed === null)) return null;
  const { items, removed } = runs;
  return (
    <Section
      name="runs"
      title={words.say('runs')}
      aside={
        <span class="aside-value muted">{words.say('runs.count', words.count(items.length))}</span>
      }
    >
      <ul class="runs" aria-label={words.say('runs')} title={words.say('runs.keys')}>
        {items.map((item, nth) => (
          <RunRow key={item.run} item={item} isStop={nth === stopOf(items)} />
        ))}
      </ul>
      <p class="runs-removed" role="status">
        {removed !== null && (
          <>
            {words.say('runs.removed', shownName(removed))}{' '}
            <button class="link" onClick={() => panel.act(runs.run, 'undo')}>
              {words.say('runs.undo')}
            </button>
          </>
        )}
      </p>
    </Section>
  );
}

/** The row that the Tab key stops at: the shown run's. */
function stopOf(items: readonly RunItem[]): number {
  return Math.max(
    0,
    items.findIndex(({ shown }) => shown),
  );
}
