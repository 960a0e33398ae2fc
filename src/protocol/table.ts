import * as v from 'valibot';
import { count as index, floats, text } from './schema';

/** What the panel asks and is told of the table: coordinates × quantities at one step. */

/** The column of θ before the step; every other column is a series by its name. */
export const beforeColumn = 'thetaBefore';

export const operators = ['<', '<=', '=', '!=', '>=', '>'] as const;
export type Operator = (typeof operators)[number];

/** `> 0.01`, held against the numbers of one column. */
export interface Condition {
  operator: Operator;
  value: number;
}

/** Which rows of the table there are, and in what order. */
export interface TableQuery {
  step: number;
  /** Null: in the order of θ. What is no number comes last either way. */
  sort: { column: string; descending: boolean } | null;
  /** Whether order and condition go by |value|. */
  bySize: boolean;
  /** What stands somewhere in the name, in whatever case; empty: any name. */
  name: string;
  filter: ({ column: string } & Condition) | null;
  /** The coordinates that may be there at all; null: every one. */
  only: number[] | null;
}

/** A stretch of the rows that there are. */
export interface TableRows {
  step: number;
  /** Rows that there are, and the number of the first one told. */
  all: number;
  from: number;
  /** Names of the columns: series, and `beforeColumn`. */
  columns: string[];
  /** Indices into θ. */
  coordinates: number[];
  /** Row-major; NaN where there is no number. */
  values: Float64Array;
}

/** Rows told at once. */
export const mostTableRows = 200;
/** Rows that go onto the clipboard: a larger table is a file, which the trace's export writes. */
export const mostCopiedRows = 100_000;
const mostOnly = 256;
const mostColumns = 64;

const column = text(64);

export const tableQueryFields = {
  step: index,
  sort: v.nullable(v.object({ column, descending: v.boolean() })),
  bySize: v.boolean(),
  name: text(256),
  filter: v.nullable(
    v.object({ column, operator: v.picklist(operators), value: v.pipe(v.number(), v.finite()) }),
  ),
  only: v.nullable(v.pipe(v.array(index), v.maxLength(mostOnly))),
};

export const tableRowsFields = {
  step: index,
  all: index,
  from: index,
  columns: v.pipe(v.array(column), v.maxLength(mostColumns)),
  coordinates: v.pipe(v.array(index), v.maxLength(mostTableRows)),
  values: v.pipe(
    floats,
    v.check((values) => values.length <= mostTableRows * mostColumns),
  ),
};

const typed = /^(<=|>=|!=|==|<|>|=|≤|≥|≠)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;
const others: Record<string, Operator> = { '==': '=', '≤': '<=', '≥': '>=', '≠': '!=' };

/** What a person typed as a condition, as in `> 0.01`; null where it is none. */
export function parseCondition(said: string): Condition | null {
  const found = typed.exec(said.trim().replace('−', '-'));
  if (!found) return null;
  const value = Number(found[2]);
  const operator = others[found[1]!] ?? (found[1] as Operator);
  return Number.isFinite(value) ? { operator, value } : null;
}
