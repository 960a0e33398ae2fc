import type { Message, Place } from '../protocol/message';

/** A tag whose words only the engine can check: against the leaves, or a user's own optimizer. */
export interface PlacedTag {
  /** Null for @optimizer. */
  leaf: string | null;
  /** The hyper-parameters that it names. */
  hyperparameters: readonly string[];
  place: Place;
}

/** Where a problem that the engine found in what tags say was written; undefined: in no tag. */
export function placeInTags(
  { code, arguments: said }: Message,
  tags: readonly PlacedTag[],
): Place | undefined {
  switch (code) {
    case 'optimizer.no-leaf':
      return tags.findLast(({ leaf }) => leaf === said[0])?.place;
    case 'hyperparameter.unknown':
      return naming(tags, said[1]);
    case 'hyperparameter.type':
    case 'hyperparameter.range':
      return naming(tags, said[0]);
    default:
      return undefined;
  }
}

function naming(tags: readonly PlacedTag[], name: unknown): Place | undefined {
  return tags.findLast(({ hyperparameters }) => hyperparameters.some((each) => each === name))
    ?.place;
}
