import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What an optimizer is compared with. */
export type Reference = 'digits50' | 'golden' | 'numpy32' | 'pytorch64' | 'pytorch32';

/** The worst that was seen: in ulp of the largest value of a series, which is named with its run. */
export interface Deviation {
  ulps: number;
  series: string;
  run: string;
}

/** By optimizer and reference; `docs/optimizers.md` shows them. */
export type Deviations = Record<string, Partial<Record<Reference, Deviation>>>;

export const deviationsFile = path.resolve('test', 'reference', 'deviations.json');

export function recordedDeviations(): Deviations {
  return JSON.parse(readFileSync(deviationsFile, 'utf8')) as Deviations;
}

/**
 * Collects what one suite sees, and at its end holds it against what is recorded, so that the
 * documentation stays true. With ADAMSCOPE_RECORD set it is written down instead.
 */
export class Worst {
  private readonly seen: Deviations = {};

  see(optimizer: string, reference: Reference, deviation: Deviation): void {
    const worst = (this.seen[optimizer] ??= {});
    if (!(deviation.ulps <= (worst[reference]?.ulps ?? -1))) worst[reference] = deviation;
  }

  /** Call it when all tests of a suite have run. */
  finish(): void {
    const recorded = recordedDeviations();
    if (process.env.ADAMSCOPE_RECORD) {
      for (const [name, seen] of Object.entries(this.seen)) {
        recorded[name] = Object.assign(recorded[name] ?? {}, seen);
      }
      writeFileSync(deviationsFile, `${JSON.stringify(recorded, null, 2)}\n`);
      return;
    }
    for (const [name, seen] of Object.entries(this.seen)) {
      for (const [reference, { ulps, series, run }] of Object.entries(seen)) {
        const known = recorded[name]?.[reference as Reference]?.ulps ?? NaN;
        // Another processor's or V8's functions may round the last bit otherwise.
        assert.ok(ulps <= known + 2, `${series} of ${run}: ${ulps} ulp, recorded are ${known}`);
      }
    }
  }
}
