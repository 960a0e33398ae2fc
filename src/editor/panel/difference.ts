import type { HostToPanel } from '../../protocol/panel';
import { differenceView } from '../../session/compare/differenceView';
import { optimizerTitle } from '../../session/optimizerInShort';
import type { Run } from '../../session/session';
import type { RunBehind } from '../runsBehind';
import { say } from '../words';

/** How the shown run and one behind it part; null before both have begun. */
export function differenceOf(front: Run, { run: other, title }: RunBehind): HostToPanel | null {
  if (!front.trace || !other.trace) return null;
  const a = { ...front, trace: front.trace, title: optimizerTitle(front.request.optimizer) };
  const b = { ...other, trace: other.trace, title };
  return { type: 'difference', run: front.id, other: other.id, ...differenceView([a, b], say) };
}
