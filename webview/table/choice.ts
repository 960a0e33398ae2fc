import * as v from 'valibot';

/** How the table of a step is sorted and filtered. */
export interface TableChoice {
  /** Null: in the order of θ. */
  sort: { column: string; descending: boolean } | null;
  /** Whether it is sorted and filtered by |value|. */
  bySize: boolean;
  name: string;
  /** The column that the condition is of, and the condition as it was typed. */
  column: string;
  condition: string;
}

export const freshTable: TableChoice = {
  ...{ sort: null, bySize: true, name: '', column: 'grad', condition: '' },
};

export const tableSchema = v.object({
  sort: v.nullable(v.object({ column: v.string(), descending: v.boolean() })),
  bySize: v.boolean(),
  name: v.pipe(v.string(), v.maxLength(256)),
  column: v.pipe(v.string(), v.maxLength(64)),
  condition: v.pipe(v.string(), v.maxLength(64)),
});

/** What a press of a column's head makes of the order: the largest first, the smallest, that of θ. */
export function sortedNext(sort: TableChoice['sort'], column: string): TableChoice['sort'] {
  if (sort?.column !== column) return { column, descending: true };
  return sort.descending ? { column, descending: false } : null;
}
