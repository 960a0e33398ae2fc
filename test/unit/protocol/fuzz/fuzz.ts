/** Every way that messages go, by what is said on the command line; scripts/soakMessages.mjs runs them. */
import type { Tally } from './dice';
import { fuzzFrames, fuzzFromEngine } from './fromEngine';
import { fuzzFromPanel } from './fromPanel';
import { fuzzToEngine } from './toEngine';
import { fuzzToPanel } from './toPanel';

export const ways: Record<string, (count: number, seed: number) => Tally> = {
  'panel → host': fuzzFromPanel,
  'host → panel': fuzzToPanel,
  'engine → host': fuzzFromEngine,
  'host → engine': fuzzToEngine,
  'frames, engine → host': fuzzFrames,
};
