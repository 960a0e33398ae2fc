import type { Attack } from './attack';
import { recursion, returned, thrown } from './ends';
import { escapes } from './escapes';
import { floods } from './floods';
import { loops, loopsElsewhere } from './loops';
import { impossible, memory } from './memory';
import { tampering } from './tampering';
import { texts } from './texts';

/** All hostile objectives, by class. */
export const hostile: Record<string, Attack[]> = {
  'endless loops': loops,
  'endless loops elsewhere': loopsElsewhere,
  memory,
  'memory beyond what can be': impossible,
  recursion,
  thrown,
  returned,
  tampering,
  escapes,
  floods,
  texts,
};
