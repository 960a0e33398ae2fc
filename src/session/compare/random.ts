import type { RunRequest } from '../run';

/** Read off the source: code that never says “random” gets no number from the seeded stream. */
export function drawsRandomNumbers({ bundle }: Pick<RunRequest, 'bundle'>): boolean {
  return /random/i.test(bundle.code);
}
