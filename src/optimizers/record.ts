import { copy } from './copy';
import type { Transform } from './optimizer';

/** Keeps what the links before it made of g, so that views can show it, and changes nothing. */
export function record(slot: string): Transform {
  return {
    init: ({ length }) => ({ [slot]: new Float64Array(length) }),
    update(updates, _theta, _t, _state, next) {
      copy(next[slot]!, updates);
    },
  };
}
