import type { Stretch } from '../charts/input';
import { usePanel } from '../views/context';
import { shownName } from '../text';

/** What the finely dashed stretches of a chart mean, and where the longest of each line is. */
export function EpsLegend(props: {
  names: readonly string[];
  eps: readonly (readonly Stretch[])[];
}) {
  const { words } = usePanel();
  const said = props.eps.flatMap((stretches, nth) => {
    if (stretches.length === 0) return [];
    const { from, to } = stretches.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
    const name = shownName(props.names[nth]!);
    return words.say('eps.label', name, words.count(from), words.count(to));
  });
  if (said.length === 0) return null;
  return (
    <p class="muted spans eps-decides" title={[words.say('eps.title'), ...said].join('\n')}>
      <span aria-hidden="true">┄ {words.say('eps.decides')}</span>
      <span class="unseen">{said.join(', ')}</span>
    </p>
  );
}
