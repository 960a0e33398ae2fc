import * as v from 'valibot';
import { runStates, type RunState } from './run';
import { anyNumber, count as index, text } from './schema';

/** A run in the panel's list; every text is already in the user's language. */
export interface RunItem {
  run: number;
  /** The optimizer, and what is telling about it: `lr 0.1, β₂ 0.99`. */
  title: string;
  about: string;
  state: RunState;
  /** Steps completed. */
  length: number;
  finalLoss: number | null;
  stale: boolean;
  /** Kept whatever else runs, also in the next window. */
  pinned: boolean;
  /** Whether the panel shows it; whether its lines are behind the shown one's. */
  shown: boolean;
  behind: boolean;
  can: { show: boolean; fork: boolean; remove: boolean; compare: boolean };
}

export const runActions = [
  ...(['show', 'pin', 'unpin', 'compare', 'apart', 'fork', 'remove', 'undo'] as const),
];
export type RunAction = (typeof runActions)[number];

/** Runs told of at most: eight of an objective, those behind them, and the pinned ones. */
export const mostRunItems = 100;

const boolean = v.boolean();

export const runListFields = {
  items: v.pipe(
    v.array(
      v.object({
        run: index,
        title: text(4096),
        about: text(4096),
        state: v.picklist(runStates),
        length: index,
        finalLoss: v.nullable(anyNumber),
        ...{ stale: boolean, pinned: boolean, shown: boolean, behind: boolean },
        can: v.object({ show: boolean, fork: boolean, remove: boolean, compare: boolean }),
      }),
    ),
    v.maxLength(mostRunItems),
  ),
  /** The title of the run that was removed last and can be had back. */
  removed: v.nullable(text(4096)),
};
