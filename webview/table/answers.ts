import type { HostToPanel, RunView } from '../../src/protocol/panel';
import { parseCondition, type TableQuery, type TableRows } from '../../src/protocol/table';
import { Question } from '../state/question';
import type { Transport } from '../transport';
import type { TableChoice } from './choice';

/** The rows of the table that are in sight, and what decides which rows there are. */
export interface TableWanted {
  from: number;
  count: number;
  /** The coordinates that may be there at all; null: every one. */
  only: number[] | null;
  choice: TableChoice;
}

/** Asks for the rows that are in sight, and keeps the last answer. */
export class TableAnswers {
  rows: TableRows | null = null;
  wanted: TableWanted | null = null;
  readonly #transport: Transport;
  readonly #question = new Question();

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Which rows are wanted at this step; null where there is no table. */
  query({ length, series }: RunView, cursor: number): TableQuery | null {
    if (!this.wanted) return null;
    const { only, choice } = this.wanted;
    const { sort, bySize, name, column } = choice;
    const condition = parseCondition(choice.condition);
    // Of another optimizer's run there may be no such column.
    const isThere = (wanted: string) => series.some((each) => each.name === wanted);
    return {
      step: Math.min(cursor, length),
      sort: sort && (isThere(sort.column) || !isSeries(sort.column)) ? sort : null,
      ...{ bySize, name, only },
      filter: condition && (isThere(column) || !isSeries(column)) ? { column, ...condition } : null,
    };
  }

  ask(view: RunView, cursor: number): void {
    const query = this.query(view, cursor);
    if (!query || !this.wanted) return;
    const { run } = view;
    const { from, count } = this.wanted;
    const key = JSON.stringify([run, from, count, query, view.series.length]);
    this.#question.want(key, () =>
      this.#transport.post({ type: 'askTable', run, from, count, ...query }),
    );
  }

  receive(rows: Extract<HostToPanel, { type: 'table' }>): void {
    this.#question.answer();
    this.rows = rows;
  }

  /** What was asked may have been dropped: it is asked for again. */
  askAgain(): void {
    this.#question.forget();
  }

  /** Another run is shown. */
  forget(): void {
    this.askAgain();
    this.rows = null;
  }
}

/** The order of θ and θ before the step are columns without a series of their name. */
function isSeries(column: string): boolean {
  return column !== 'coordinate' && column !== 'thetaBefore';
}
