import type { HostToPanel } from '../../protocol/panel';
import { differenceView } from '../compare/differenceView';
import { optimizerTitle } from '../optimizerInShort';
import type { Run } from '../run';
import type { ShownBehind } from './comparison';
import type { Speech } from './speech';

/** How the shown run and one behind it part; null before both have begun. */
export function differenceOf(
  front: Run,
  { run: other, title }: Pick<ShownBehind, 'run' | 'title'>,
  { say }: Speech,
): HostToPanel | null {
  if (!front.trace || !other.trace) return null;
  const a = { ...front, trace: front.trace, title: optimizerTitle(front.request.optimizer) };
  const b = { ...other, trace: other.trace, title };
  return { type: 'difference', run: front.id, other: other.id, ...differenceView([a, b], say) };
}
