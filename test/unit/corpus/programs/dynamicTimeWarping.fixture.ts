// Dynamic time warping with memoised recursion over a Map of string keys.
const reference = [0, 0.8, 1, 0.3, -0.5];

export function warp([amplitude, frequency, phase] = [0.9, 1.2, 0.1]) {
  const series = Array.from({ length: 6 }, (_, t) => amplitude * Math.sin(frequency * t + phase));
  const memo = new Map<string, number>();

  function distance(i: number, j: number): number {
    if (i < 0 && j < 0) return 0;
    if (i < 0 || j < 0) return 1e6;
    const key = `${i},${j}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const cost = (series[i] - reference[j]) ** 2;
    const value =
      cost + Math.min(distance(i - 1, j), distance(i, j - 1), distance(i - 1, j - 1));
    memo.set(key, value);
    return value;
  }

  return distance(series.length - 1, reference.length - 1);
}
