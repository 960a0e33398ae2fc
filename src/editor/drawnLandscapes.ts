import type { DrawnLandscape, Landscape } from '../protocol/run';

/** The landscapes that were drawn of each run, the newest of each two coordinates. */
export class DrawnLandscapes {
  readonly #byRun = new Map<number, DrawnLandscape[]>();

  of(run: number): DrawnLandscape[] {
    return this.#byRun.get(run) ?? [];
  }

  find(run: number, coordinates: [number, number]): Landscape | null {
    return this.of(run).find((drawn) => isOf(drawn, coordinates))?.landscape ?? null;
  }

  keep(run: number, newest: DrawnLandscape): void {
    const others = this.of(run).filter((drawn) => !isOf(drawn, newest.coordinates));
    this.#byRun.set(run, [...others, newest]);
  }

  set(run: number, all: DrawnLandscape[]): void {
    this.#byRun.set(run, all);
  }

  forget(run: number): void {
    this.#byRun.delete(run);
  }
}

function isOf(drawn: DrawnLandscape, [first, second]: [number, number]): boolean {
  return drawn.coordinates[0] === first && drawn.coordinates[1] === second;
}
