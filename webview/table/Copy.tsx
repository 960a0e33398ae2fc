import { mostCopiedRows } from '../../src/protocol/table';
import type { Words } from '../text';
import { usePanel } from '../views/context';

interface CopyProps {
  /** The rows that were picked out; none: all. */
  selected: ReadonlySet<number>;
}

/** Puts the rows of the table on the clipboard for a spreadsheet, and says how many are there. */
export function CopyRows({ selected }: CopyProps) {
  const { panel, words } = usePanel();
  const { copiedRows } = panel;
  const isCopied = panel.copied === panel.cursor && copiedRows !== null;
  const label =
    selected.size > 0
      ? words.say('table.copy.selected', words.count(selected.size))
      : words.say('table.copy');
  return (
    <button
      class="link copy-rows"
      title={words.say('table.copy.title')}
      onClick={() => panel.copyRows(selected.size > 0 ? [...selected] : null)}
    >
      <span role="status">{isCopied ? copiedInWords(copiedRows, words) : label}</span>
    </button>
  );
}

function copiedInWords(rows: number, words: Words): string {
  if (rows === 1) return words.say('table.copied.one');
  return words.say(
    rows === mostCopiedRows ? 'table.copied.most' : 'table.copied',
    words.count(rows),
  );
}

/** The same as a Markdown table: the picked rows, or those in sight. */
export function CopyMarkdown({ selected }: CopyProps) {
  const { panel, words } = usePanel();
  const isCopied = panel.copied === panel.cursor && panel.copiedRows === null;
  return (
    <button class="link copy-table" onClick={() => panel.copyTable(selected)}>
      <span role="status">{words.say(isCopied ? 'copied' : 'copyTable')}</span>
    </button>
  );
}
