import * as v from 'valibot';
import { text } from './schema';

/** Settings that a run may have come up against. */
export const remedySettings = ['memoryLimit', 'evaluationTimeLimit'] as const;

/** What to try where a run has failed. */
export interface Remedy {
  text: string;
  /** The setting that it speaks of. */
  setting: (typeof remedySettings)[number] | null;
}

export const remedySchema = v.object({
  text: text(1024),
  setting: v.nullable(v.picklist(remedySettings)),
});
