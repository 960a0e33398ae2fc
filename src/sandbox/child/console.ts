import { word } from './shared';

export const linesPerSecond = 1000;
const longestLine = 4096;

// Captured before the user's code can put something else in its place.
const { add } = Atomics;
const now = performance.now.bind(performance);

/** Passes the objective's console lines on, at most 1,000 a second and 4 KB each; counts the rest. */
export function limitConsole(
  control: Int32Array,
  print: (level: string, text: string) => void,
): (level: string, text: string) => void {
  let second = now();
  let lines = 0;
  return (level, text) => {
    if (now() - second >= 1000) {
      second = now();
      lines = 0;
    }
    if (lines++ < linesPerSecond) print(level.slice(0, 16), text.slice(0, longestLine));
    else add(control, word.dropped, 1);
  };
}
