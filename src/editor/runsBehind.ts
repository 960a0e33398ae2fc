import type { Overlay } from '../protocol/panel';
import type { Run } from '../session/session';
import type { ContenderChoice } from './origin';

/** A run behind another one: views show it with that one and never by itself. */
export interface RunBehind {
  run: Run;
  title: string;
  kind: Exclude<Overlay['kind'], 'ghost'>;
  /** With which it takes part in a comparison again; a ghost of the run in front has none. */
  choice?: ContenderChoice;
}

/** By what the session knows runs behind another one: they are none of the objective's. */
export function keyBehind({ id, request }: Run): string {
  return `${request.objective.key}~behind ${id}`;
}

/** Whether it is one that was started behind another one, by its key. */
export function isBehind({ request }: Run): boolean {
  return /~behind \d+$/.test(request.objective.key);
}

/** Which runs stand behind which. */
export class RunsBehind {
  readonly #byFront = new Map<number, RunBehind[]>();

  of(front: number): RunBehind[] {
    return this.#byFront.get(front) ?? [];
  }

  /** In place of one with the same title. */
  add(front: number, behind: RunBehind): void {
    const others = this.of(front).filter(({ title }) => title !== behind.title);
    this.#byFront.set(front, [...others, behind]);
  }

  /** A run no longer stands behind this one. */
  take(front: number, run: number): void {
    this.#byFront.set(
      front,
      this.of(front).filter((each) => each.run.id !== run),
    );
  }

  /** A run is gone, be it in front or behind. */
  forget(gone: number): void {
    this.#byFront.delete(gone);
    for (const front of this.#byFront.keys()) this.take(front, gone);
  }
}
