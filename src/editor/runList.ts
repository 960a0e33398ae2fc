import { mostRunItems, type RunAction, type RunItem } from '../protocol/runList';
import { optimizerInShort, optimizerTitle } from '../session/optimizerInShort';
import type { Run } from '../session/session';
import type { Runs } from './runs';
import { isBehind, keyBehind, type RunBehind } from './runsBehind';

/** More lines than these behind one run nobody tells apart, and the panel draws no more. */
export const mostBehind = 8;

/**
 * The runs of the shown run's objective, as the panel lists them: they are shown, pinned, put behind
 * the shown one and removed. What is removed is out of sight at once and gone with the next action, so
 * that it can be had back until then.
 */
export class RunList {
  readonly #runs: Runs;
  /** What was removed last, and as what it stood behind which run. */
  #removed: { run: Run; front: number; behind: RunBehind | null } | null = null;
  /** As what runs stood behind others that have been taken away from there. */
  readonly #apart = new Map<number, RunBehind>();

  constructor(runs: Runs) {
    this.#runs = runs;
  }

  /** Newest first. */
  items(shown: Run): RunItem[] {
    const behind = this.#runs.overlaysOf(shown.id);
    const all = this.#all(shown);
    const others = all.filter((run) => !isBehind(run));
    return all.slice(0, mostRunItems).map((run): RunItem => {
      const isShown = run === shown;
      const stands = behind.some((each) => each.run === run);
      const ended = run.state !== 'running';
      const hasSteps = (run.trace?.length ?? 0) > 0;
      return {
        run: run.id,
        title: this.#titleOf(run, behind),
        about: optimizerInShort(run.trace?.header ?? run.request).join(', '),
        ...{ state: run.state, length: run.trace?.length ?? 0, finalLoss: run.finalLoss },
        ...{ stale: run.stale, pinned: run.pinned ?? false, shown: isShown, behind: stands },
        can: {
          show: !isShown && !isBehind(run) && hasSteps,
          fork: ended && hasSteps && !isBehind(run) && !this.#runs.isAdopted(run.id),
          // Nothing would be left to be shown.
          remove: ended && !(isShown && others.length < 2),
          compare: !isShown && hasSteps && (stands || behind.length < mostBehind),
        },
      };
    });
  }

  /** The title of what was removed and can be had back. */
  removed(shown: Run): string | null {
    if (!this.#removed || objectiveOf(this.#removed.run) !== objectiveOf(shown)) return null;
    const { run, behind } = this.#removed;
    return behind?.title ?? optimizerTitle(run.request.optimizer);
  }

  /** What a button of the list does; a fork is the caller's. */
  act(run: Run, action: Exclude<RunAction, 'fork'>): void {
    const { shown } = this.#runs;
    if (!shown) return;
    if (action === 'undo') return this.#bringBack(shown);
    this.#forgetRemoved();
    const item = this.items(shown).find((each) => each.run === run.id);
    if (!item) return;
    if (action === 'show' && item.can.show) this.#runs.show(run);
    else if (action === 'pin' || action === 'unpin') this.#runs.pin(run.id, action === 'pin');
    else if (action === 'compare' && item.can.compare && !item.behind) this.#putBehind(shown, run);
    else if (action === 'apart' && item.behind) this.#takeAway(shown, run);
    else if (action === 'remove' && item.can.remove) this.#remove(shown, run);
    this.#runs.tell(this.#runs.shown ?? shown);
  }

  /** What was removed is gone. */
  #forgetRemoved(): void {
    const removed = this.#removed;
    this.#removed = null;
    if (removed) this.#runs.remove(removed.run.id);
  }

  #remove(shown: Run, run: Run): void {
    const behind = this.#runs.overlaysOf(shown.id).find((each) => each.run === run) ?? null;
    const next = this.#all(shown).find((each) => each !== run && !isBehind(each));
    this.#removed = { run, front: shown.id, behind };
    if (behind) this.#runs.takeAway(shown.id, run.id);
    if (run === shown && next) this.#runs.show(next);
  }

  #bringBack(shown: Run): void {
    const removed = this.#removed;
    this.#removed = null;
    if (!removed) return;
    const { run, front, behind } = removed;
    if (behind && this.#runs.get(front)) this.#runs.putBehind(front, behind);
    if (run.id === front) this.#runs.show(run);
    this.#runs.tell(this.#runs.shown ?? shown);
  }

  #putBehind(shown: Run, run: Run): void {
    const taken = this.#runs.overlaysOf(shown.id).map(({ title }) => title);
    const known = this.#apart.get(run.id);
    const short = [optimizerTitle(run.request.optimizer), ...optimizerInShort(run.request)];
    const title = known?.title ?? short.join(' ');
    // One of the same title would take another one's place.
    const own = taken.includes(title) ? `${title} (${run.id})` : title;
    this.#runs.putBehind(shown.id, { ...(known ?? { kind: 'compared' }), run, title: own });
  }

  #takeAway(shown: Run, run: Run): void {
    const known = this.#runs.overlaysOf(shown.id).find((each) => each.run === run);
    if (known) this.#apart.set(run.id, known);
    this.#runs.takeAway(shown.id, run.id);
  }

  #titleOf(run: Run, behind: readonly RunBehind[]): string {
    const known = behind.find((each) => each.run === run) ?? this.#apart.get(run.id);
    return isBehind(run) && known ? known.title : optimizerTitle(run.request.optimizer);
  }

  /** Of the objective, and those that were started behind the shown one; newest first. */
  #all(shown: Run): Run[] {
    const keys = [objectiveOf(shown), keyBehind(shown)];
    return this.#runs.all
      .filter(({ request }) => keys.includes(request.objective.key) && !request.transient)
      .filter((run) => run !== this.#removed?.run)
      .reverse();
  }
}

function objectiveOf({ request }: Run): string {
  return request.objective.key.replace(/~behind \d+$/, '');
}
