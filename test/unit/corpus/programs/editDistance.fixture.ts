// Soft edit distance between two words with learned costs; strings indexed, two rolling rows.
const source = 'kitten';
const target = 'sitting';

export function softEdit([substitute, insert, remove] = [1.2, 0.9, 1.1]) {
  const softMin = (...all: number[]) => -Math.log(all.reduce((s, c) => s + Math.exp(-c), 0));
  let previous = Array.from({ length: target.length + 1 }, (_, j) => j * insert);
  for (let i = 1; i <= source.length; i++) {
    const current = [i * remove];
    for (let j = 1; j <= target.length; j++) {
      const same = source[i - 1] === target[j - 1];
      current[j] = softMin(
        previous[j - 1] + (same ? 0 : substitute),
        previous[j] + remove,
        current[j - 1] + insert,
      );
    }
    previous = current;
  }
  return (previous[target.length] - 3) ** 2;
}
