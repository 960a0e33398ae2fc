import { useId, useState } from 'preact/hooks';
import { parseCondition } from '../../src/protocol/table';
import { usePanel } from '../views/context';
import type { TableChoice } from './choice';
import { useColumnHeads } from './ValuesTable';

/** Which rows of the table there are: by their names, and by the numbers of one column. */
export function TableTools() {
  const { panel, words } = usePanel();
  const { table } = panel.state;
  const choose = (change: Partial<TableChoice>) => panel.choose({ table: { ...table, ...change } });
  return (
    <div class="table-tools">
      <input
        type="search"
        class="field"
        aria-label={words.say('table.name')}
        placeholder={words.say('table.name')}
        maxLength={256}
        value={table.name}
        onInput={(event) => choose({ name: event.currentTarget.value })}
      />
      <ConditionField choose={choose} />
      <button
        class="toggle"
        aria-pressed={table.bySize}
        aria-label={words.say('table.sizes.title')}
        title={words.say('table.sizes.title')}
        onClick={() => choose({ bySize: !table.bySize })}
      >
        {words.say('table.sizes')}
      </button>
      <Count />
    </div>
  );
}

function ConditionField({ choose }: { choose: (change: Partial<TableChoice>) => void }) {
  const { panel, words } = usePanel();
  const { column, condition } = panel.state.table;
  const heads = useColumnHeads();
  const problem = useId();
  // Nobody is told off in the middle of a word.
  const [isTyping, setTyping] = useState(false);
  const isWrong = !isTyping && condition.trim() !== '' && !parseCondition(condition);
  const columns = panel.answers.table.rows?.columns ?? [];
  return (
    <span class="table-condition">
      <select
        aria-label={words.say('table.column')}
        value={columns.includes(column) ? column : columns[0]}
        onChange={(event) => choose({ column: event.currentTarget.value })}
      >
        {columns.map((each) => (
          <option key={each} value={each} title={heads(each).title}>
            {heads(each).text}
          </option>
        ))}
      </select>
      <input
        class="field"
        aria-label={words.say('table.condition')}
        placeholder={words.say('table.condition.example')}
        maxLength={64}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problem : undefined}
        value={condition}
        onInput={(event) => {
          setTyping(true);
          // With the column that is seen beside it.
          const shown = columns.includes(column) ? column : columns[0];
          choose({ condition: event.currentTarget.value, ...(shown && { column: shown }) });
        }}
        onChange={() => setTyping(false)}
        onBlur={() => setTyping(false)}
      />
      {isWrong && (
        <span class="table-problem" id={problem} role="alert">
          {words.say('table.condition.wrong')}
        </span>
      )}
    </span>
  );
}

/** How many rows there are. */
function Count() {
  const { panel, words } = usePanel();
  const { rows } = panel.answers.table;
  if (!rows) return null;
  const { length } = panel.names;
  const said =
    rows.all < length
      ? words.say('table.rowsOf', words.count(rows.all), words.count(length))
      : words.say('table.rows', words.count(length));
  return (
    <span class="muted" role="status">
      {said}
    </span>
  );
}
