// A unigram language model: words counted in a Map, a Set of the rare ones.
const text = 'the cat sat on the mat and the dog sat on the cat';

const counts = new Map<string, number>();
for (const word of text.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
const vocabulary = [...counts.keys()].sort();
const rare = new Set(vocabulary.filter((word) => counts.get(word) === 1));

export function perplexity(logits = vocabulary.map((_, i) => Math.sin(i))) {
  const z = Math.log(logits.reduce((s, l) => s + Math.exp(l), 0));
  let bits = 0;
  let words = 0;
  vocabulary.forEach((word, i) => {
    const count = counts.get(word)!;
    bits -= count * (logits[i] - z);
    words += count;
    if (rare.has(word)) bits += 0.1 * logits[i] ** 2;
  });
  return Math.exp(bits / words);
}
