import type { RunView } from '../../src/protocol/panel';
import { ghostLook, lookOf, runLook, type LineLook } from '../charts/look';

/** How a run of a comparison is drawn wherever it is a line of its own. */
export function lookOfRun({ overlays }: RunView, run: number): LineLook {
  const nth = overlays.findIndex((behind) => behind.run === run);
  return nth < 0 ? runLook : { ...ghostLook(runLook, nth), marker: lookOf(nth + 1).marker };
}

export function lineClass({ colour }: LineLook): string {
  return colour < 0 ? 'line-own' : `line-${colour}`;
}
