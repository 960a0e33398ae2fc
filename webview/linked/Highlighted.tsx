import { shownName } from '../text';
import { usePanel } from '../views/context';

/** Names told at once. */
const most = 4;

/** Says, for those who do not see the lines, which of them the caret in the code makes stand out. */
export function Highlighted() {
  const { panel, words } = usePanel();
  const names: string[] = [];
  let count = 0;
  for (const [first, length] of panel.highlighted) {
    count += length;
    for (let i = 0; i < length && names.length < most; i++) {
      names.push(shownName(panel.names.at(first + i)));
    }
  }
  const more = count > names.length ? ` … (${words.count(count)})` : '';
  return (
    <p class="unseen" role="status" data-testid="highlighted">
      {count > 0 && words.say('highlighted', names.join(', ') + more)}
    </p>
  );
}
