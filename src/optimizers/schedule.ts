import { message } from '../messages';
import type { Message } from '../protocol/message';

/**
 * A phase of a learning-rate schedule: what lr is multiplied by in the step number `k` of the
 * phase (from 1), and how many steps it lasts; the last phase of a schedule goes on for ever.
 */
interface Phase {
  steps: number;
  factor(k: number): number;
}

/** How a phase is written: its name and its numbers, those without a default first. */
interface PhaseKind {
  usage: string;
  least: number;
  most: number;
  make(...numbers: number[]): Phase | null;
}

const whole = (n: number | undefined): n is number => Number.isSafeInteger(n) && n! > 0;

const kinds: Record<string, PhaseKind> = {
  constant: {
    usage: 'constant(steps)',
    least: 0,
    most: 1,
    make: (steps = Infinity) =>
      steps === Infinity || whole(steps) ? { steps, factor: () => 1 } : null,
  },
  warmup: {
    usage: 'warmup(steps)',
    least: 1,
    most: 1,
    // Linear, and already lr/steps in the first step, which with 0 would be lost.
    make: (steps) => (whole(steps) ? { steps, factor: (k) => Math.min(1, k / steps) } : null),
  },
  cosine: {
    usage: 'cosine(steps, last = 0)',
    least: 1,
    most: 2,
    // Loshchilov and Hutter, SGDR, arXiv:1608.03983, equation 5, without restarts.
    make: (steps, last = 0) =>
      whole(steps) && last >= 0
        ? {
            steps,
            factor: (k) =>
              last + ((1 - last) * (1 + Math.cos((Math.PI * Math.min(k - 1, steps)) / steps))) / 2,
          }
        : null,
  },
  step: {
    usage: 'step(every, factor)',
    least: 2,
    most: 2,
    make: (every, by) =>
      whole(every) && by >= 0
        ? { steps: Infinity, factor: (k) => by ** Math.floor((k - 1) / every) }
        : null,
  },
  rsqrt: {
    usage: 'rsqrt(from = 1)',
    least: 0,
    most: 1,
    // 1/√t as it is from step `from` on (Vaswani et al., arXiv:1706.03762, equation 3, behind its warm-up).
    make: (from = 1) =>
      whole(from)
        ? { steps: Infinity, factor: (k) => Math.sqrt(from / Math.max(k + from - 1, from)) }
        : null,
  },
};

/** The words of a schedule, for messages and documentation. */
export const scheduleUsage = Object.values(kinds).map(({ usage }) => usage);

/**
 * Reads `warmup(100) cosine(900)`: phases one after the other, empty for a constant learning rate.
 *
 * @returns t ↦ what lr is multiplied by in step t ≥ 1; null where it is constant
 */
export function parseSchedule(
  text: string,
): { factor: ((t: number) => number) | null } | { problem: Message } {
  const phases: Phase[] = [];
  const rest = text.trim();
  if (rest === '') return { factor: null };
  const call = /\s*([A-Za-z]+)\s*(?:\(([^()]*)\))?\s*/y;
  while (call.lastIndex < rest.length) {
    const from = call.lastIndex;
    const match = call.exec(rest);
    const phase = match && makePhase(match[1]!, match[2]);
    if (!phase) {
      const wrong = rest.slice(from, match ? call.lastIndex : undefined).trim();
      const kind = match && kindNamed(match[1]!);
      return {
        problem: kind
          ? message('schedule.numbers', [wrong, kind.usage])
          : message('schedule.phase', [wrong, scheduleUsage.join(', ')]),
      };
    }
    phases.push(phase);
  }
  const endless = phases.slice(0, -1).findIndex((phase) => phase.steps === Infinity);
  if (endless >= 0) return { problem: message('schedule.endless', [text, endless + 1]) };
  return { factor: (t) => factorAt(phases, t) };
}

function kindNamed(name: string): PhaseKind | null {
  return Object.hasOwn(kinds, name) ? kinds[name]! : null;
}

function makePhase(name: string, written: string | undefined): Phase | null {
  const kind = kindNamed(name);
  if (!kind) return null;
  const numbers = written === undefined || written.trim() === '' ? [] : written.split(',');
  if (numbers.length < kind.least || numbers.length > kind.most) return null;
  const values = numbers.map((each) => (each.trim() === '' ? NaN : Number(each)));
  return values.every(Number.isFinite) ? kind.make(...values) : null;
}

function factorAt(phases: readonly Phase[], t: number): number {
  let before = 0;
  for (let i = 0; i < phases.length - 1; i++) {
    if (t <= before + phases[i]!.steps) return phases[i]!.factor(t - before);
    before += phases[i]!.steps;
  }
  return phases.at(-1)!.factor(t - before);
}
