import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TableRows } from '../../src/protocol/table';
import { usePanel } from '../views/context';
import { sortedNext } from './choice';
import { Row } from './Row';
import type { Selection } from './selection';
import { useColumnHeads } from './ValuesTable';
import { useInSight } from './virtual';

interface TableGridProps {
  label: string;
  only: number[] | null;
  selection: Selection;
}

/** The rows themselves, of which only those in sight are there: there may be a million. */
export function TableGrid({ label, only, selection }: TableGridProps) {
  const { panel, words } = usePanel();
  const { table } = panel.state;
  const { rows } = panel.answers.table;
  const { frame, row, sight, look } = useInSight();
  const key = JSON.stringify([sight, only, table]);
  useLayoutEffect(() => panel.wantTable({ ...sight, only, choice: table }), [key]);
  useLayoutEffect(() => () => panel.wantTable(null), []);
  // Other rows are another list, which begins at its top.
  const order = JSON.stringify([only, table]);
  useLayoutEffect(() => void (frame.current!.scrollTop = 0), [order]);
  const focus = useRowFocus(frame, row);
  return (
    <div
      class="table-frame rows"
      ref={frame}
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={look}
      onCopy={(event) => {
        // What a person has marked in the text goes onto the clipboard as ever.
        if (!document.getSelection()?.isCollapsed) return;
        event.preventDefault();
        panel.copyRows(selection.chosen.size > 0 ? [...selection.chosen] : null);
      }}
    >
      {rows && (
        <table
          class="values"
          role="grid"
          aria-label={label}
          aria-multiselectable
          aria-rowcount={rows.all + 1}
          data-step={rows.step}
        >
          <Head rows={rows} />
          <tbody>
            <Spacer rows={rows.from} height={row} />
            {rows.coordinates.map((coordinate, k) => (
              <Row
                key={coordinate}
                nth={rows.from + k}
                coordinate={coordinate}
                rows={rows}
                selection={selection}
                focus={focus}
              />
            ))}
            <Spacer rows={rows.all - rows.from - rows.coordinates.length} height={row} />
          </tbody>
        </table>
      )}
      {rows?.all === 0 && <p class="muted">{words.say('table.none')}</p>}
    </div>
  );
}

/** The room of rows that are not in sight. */
function Spacer({ rows, height }: { rows: number; height: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" class="spacer">
      <td style={{ height: `${rows * height}px` }} />
    </tr>
  );
}

function Head({ rows }: { rows: TableRows }) {
  const { panel, words } = usePanel();
  const { table } = panel.state;
  const heads = useColumnHeads();
  const coordinate = words.say('coordinate');
  const columns = [
    { column: 'coordinate', text: coordinate, title: coordinate },
    ...rows.columns.map((column) => ({ column, ...heads(column) })),
  ];
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ column, text, title }) => {
          const sorted = table.sort?.column === column ? table.sort : null;
          const order = sorted && (sorted.descending ? 'descending' : 'ascending');
          return (
            <th scope="col" key={column} aria-sort={order ?? 'none'} data-column={column}>
              <button
                class="sort"
                title={words.say('table.sort', title)}
                onClick={() =>
                  panel.choose({ table: { ...table, sort: sortedNext(table.sort, column) } })
                }
              >
                {text}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Which row the keys are in, by its number; it may have to be scrolled to first. */
export interface RowFocus {
  at: number;
  move: (to: number) => void;
}

function useRowFocus(frame: { current: HTMLDivElement | null }, height: number): RowFocus {
  const { rows } = usePanel().panel.answers.table;
  const wanted = useRef<number | null>(null);
  const at = useRef(0);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = frame.current?.querySelector<HTMLElement>(`tr[data-nth="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  });
  const last = (rows?.all ?? 1) - 1;
  return {
    at: Math.min(at.current, last),
    move(to) {
      const next = Math.max(0, Math.min(last, to));
      at.current = next;
      const row = frame.current?.querySelector<HTMLElement>(`tr[data-nth="${next}"]`);
      if (row) row.focus();
      else {
        wanted.current = next;
        if (frame.current) frame.current.scrollTop = next * height;
      }
    },
  };
}
