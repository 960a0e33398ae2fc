import type { TableRows } from '../../src/protocol/table';
import { manyDigits, shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { showCoordinate } from './show';
import type { Selection } from './selection';
import type { RowFocus } from './TableGrid';

interface RowProps {
  /** Its number in the whole table. */
  nth: number;
  coordinate: number;
  rows: TableRows;
  selection: Selection;
  focus: RowFocus;
}

/** One coordinate: a press chooses it for all views, its name leads to the code. */
export function Row({ nth, coordinate, rows, selection, focus }: RowProps) {
  const { panel, view, words } = usePanel();
  const name = shownName(panel.names.at(coordinate));
  const first = (nth - rows.from) * rows.columns.length;
  const isShown = panel.coordinate === coordinate && panel.names.length > 1;
  // One row is a stop of the Tab key; ↑ and ↓ go from there.
  const isStop = nth === Math.max(focus.at, rows.from);
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the name's button are its own.
    if (event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') focus.move(nth + 1);
    else if (event.key === 'ArrowUp') focus.move(nth - 1);
    else if (event.key === 'Enter') showCoordinate(panel, coordinate);
    else if (event.key === ' ') selection.toggle(coordinate);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey) selection.extend(coordinate, rows.coordinates);
    else if (event.ctrlKey || event.metaKey) selection.toggle(coordinate);
    // Whoever marks a number to copy it chooses nothing.
    else if (document.getSelection()?.isCollapsed) showCoordinate(panel, coordinate);
  };
  return (
    <tr
      data-coordinate={coordinate}
      data-nth={nth}
      aria-rowindex={nth + 2}
      aria-selected={selection.chosen.has(coordinate)}
      aria-current={isShown ? 'true' : undefined}
      tabIndex={isStop ? 0 : -1}
      title={words.say('table.keys')}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={onClick}
    >
      <th scope="row" title={name}>
        {view.can.reveal ? (
          <button
            class="link name"
            tabIndex={isStop ? 0 : -1}
            title={words.say('table.reveal', name)}
            onClick={(event) => {
              event.stopPropagation();
              panel.revealCoordinate(coordinate);
            }}
          >
            <bdi>{name}</bdi>
          </button>
        ) : (
          <bdi class="name">{name}</bdi>
        )}
      </th>
      {rows.columns.map((column, k) => (
        <td key={column} data-series={column}>
          {shownValue(rows.values[first + k], manyDigits)}
        </td>
      ))}
    </tr>
  );
}
