import type { MessageCode } from '../../messages';
import type { Remedy } from '../../protocol/remedy';
import type { RunError } from '../../protocol/run';
import { words, type Speech } from './speech';

type Remedies = Record<string, { code: MessageCode; setting?: Remedy['setting'] }>;

const notFinite = { code: 'remedy.not-finite' } as const;
const time = { code: 'remedy.time', setting: 'evaluationTimeLimit' } as const;
const memory = { code: 'remedy.memory', setting: 'memoryLimit' } as const;

/** What to try, by the code of what went wrong. */
const remedies: Remedies = {
  'engine.gradient-not-finite': { code: 'remedy.gradient' },
  'engine.quantity-not-finite': { code: 'remedy.quantity' },
  'engine.time-limit': time,
  'engine.evaluated-time-limit': time,
  'engine.memory-limit': memory,
  'engine.memory-abort': memory,
  'engine.evaluated-memory-limit': memory,
  'engine.ended-by-objective': { code: 'remedy.ended' },
  'engine.crashed': { code: 'remedy.again' },
  'engine.unresponsive': { code: 'remedy.again' },
  'evaluation.threw': { code: 'remedy.threw' },
  'evaluation.threw-value': { code: 'remedy.threw' },
};

/** What to try where a run has failed; null where its error says so itself. */
export function remedyOf({ message, step }: RunError, speech: Speech): Remedy | null {
  const { code } = message;
  const isStart = step === 0;
  const start = { code: 'remedy.not-finite-start' } as const;
  const found =
    code === 'engine.loss-not-finite'
      ? isStart
        ? start
        : notFinite
      : Object.hasOwn(remedies, code)
        ? remedies[code]!
        : null;
  if (!found) return null;
  return {
    text: words(speech, found.code),
    setting: ('setting' in found && found.setting) || null,
  };
}
