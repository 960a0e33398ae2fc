import { word } from './shared';

export const linesPerSecond = 1000;
const longestLine = 4096;

// Captured before the user's code can put something else in its place.
const { add } = Atomics;
const now = performance.now.bind(performance);

export interface ConsoleLimit {
  print(level: string, text: string): void;
  /** Passes on the last lines that the limit kept back: they tell how the run ended. */
  finish(): void;
}

interface Line {
  level: string;
  text: string;
}

/**
 * Passes the objective's console lines on, at most 1,000 a second and 4 KB each, and in the end the
 * last 1,000 of what was kept back; counts the rest.
 */
export function limitConsole(
  control: Int32Array,
  pass: (level: string, text: string) => void,
): ConsoleLimit {
  let second = now();
  let lines = 0;
  // A ring, filled beforehand: setters on the user's Array.prototype get nothing of it.
  const kept = new Array(linesPerSecond).fill({ level: '', text: '' }) as Line[];
  let keptEver = 0;
  return {
    print(level, text) {
      if (now() - second >= 1000) {
        second = now();
        lines = 0;
        // Later lines follow: what was kept back is no longer the last.
        keptEver = 0;
      }
      const line = { level: level.slice(0, 16), text: text.slice(0, longestLine) };
      if (lines++ < linesPerSecond) return pass(line.level, line.text);
      kept[keptEver++ % linesPerSecond] = line;
      add(control, word.dropped, 1);
    },
    finish() {
      for (let i = Math.max(0, keptEver - linesPerSecond); i < keptEver; i++) {
        const { level, text } = kept[i % linesPerSecond]!;
        add(control, word.dropped, -1);
        pass(level, text);
      }
      keptEver = 0;
    },
  };
}
