import type { LastLines, Line } from './lastLines';

export const linesPerSecond = 1000;

// Captured before the user's code can put something else in its place.
const now = performance.now.bind(performance);

/**
 * Passes the objective's console lines on in their order, at most 1,000 a second. What is too much
 * is kept back, and the last 1,000 of that passed on when the next second begins, or when the run
 * ends: the last lines tell how it did.
 */
export function limitConsole(kept: LastLines, pass: (line: Line) => void): (line: Line) => void {
  let second = now();
  let passed = 0;
  const passCounted = (line: Line) => {
    passed++;
    pass(line);
  };
  return (line) => {
    const begins = now() - second >= 1000;
    if (begins) {
      second = now();
      passed = 0;
    }
    if (kept.empty && passed < linesPerSecond) return passCounted(line);
    kept.keep(line);
    if (begins) kept.take(passCounted);
  };
}
