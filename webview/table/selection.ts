import { useMemo, useState } from 'preact/hooks';

/** The rows that a person picks out to be copied. */
export interface Selection {
  chosen: ReadonlySet<number>;
  /** Takes one in or out. */
  toggle(coordinate: number): void;
  /** Takes in all from the one that was taken last to this one, as `rows` has them in order. */
  extend(coordinate: number, rows: readonly number[]): void;
  clear(): void;
}

/** Empty again with each run. */
export function useSelection(run: number): Selection {
  const [state, setState] = useState({ run, chosen: new Set<number>(), last: -1 });
  const { chosen, last } = state.run === run ? state : { chosen: new Set<number>(), last: -1 };
  return useMemo(
    () => ({
      chosen,
      toggle(coordinate) {
        const next = new Set(chosen);
        if (!next.delete(coordinate)) next.add(coordinate);
        setState({ run, chosen: next, last: coordinate });
      },
      extend(coordinate, rows) {
        const [a, b] = [rows.indexOf(last), rows.indexOf(coordinate)].sort((x, y) => x - y);
        const between = a! < 0 ? [coordinate] : rows.slice(a, b! + 1);
        setState({ run, chosen: new Set([...chosen, ...between]), last: coordinate });
      },
      clear: () => setState({ run, chosen: new Set(), last: -1 }),
    }),
    [run, chosen, last],
  );
}
