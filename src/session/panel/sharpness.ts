import type { SharpnessView } from '../../protocol/sharpness';
import type { Run } from '../run';
import { sharpnessFinding } from '../sharpness/finding';
import { sharpnessAbsent } from '../sharpness/plan';
import type { Speech } from './speech';

/** What the panel shows of a run's sharpness. */
export function sharpnessView(run: Run, { say }: Speech): SharpnessView {
  const { sharpness, trace } = run;
  const { done = 0, all = 0 } = sharpness ?? {};
  if (sharpness?.state === 'computing') return { state: 'computing', done, all, said: null };
  const finding = sharpnessFinding(run);
  if (finding) return { state: 'done', done, all, said: say(finding) };
  const absent = trace && sharpnessAbsent(trace);
  if (absent) return { state: 'absent', done, all, said: say(absent) };
  // What failed may be tried again.
  const problem = sharpness?.problem ?? null;
  return { state: 'possible', done, all, said: problem && say(problem) };
}
