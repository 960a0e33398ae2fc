/** What a run may be at when it is stopped; each takes numbers from `[x, y]`. */
export const busy: Record<string, string> = {
  'between quick steps': 'function f([x, y]) { return x * x + y * y; }',
  'slow steps':
    'function f([x, y]) { for (let i = 0, s = 0; i < 3e6; i++) s += i; return x * x + y * y; }',
  'an endless loop':
    'function f([x, y], { step }) { if (step === 20) for (;;); return x * x + y * y; }',
  'one long built-in after the other': `function f([x, y], { step }) {
    const a = new Float64Array(2 ** 22);
    if (step === 20) for (;;) a.fill(1).sort();
    return x * x + y * y;
  }`,
  'lines without end': 'function f([x, y]) { console.log(x); return x * x + y * y; }',
  'a heap that grows': `const all = [];
  function f([x, y]) { all.push(Array.from({ length: 100 }, (_, i) => ({ i }))); return x * x + y * y; }`,
  'its file': 'for (;;); function f() { return 1; }',
};

/** Half a gigabyte that is kept while it goes on. */
export const largeHeap = `const numbers = Array.from({ length: 256 }, () => new Float64Array(2 ** 17).fill(1));
const objects = Array.from({ length: 2e6 }, (_, i) => ({ i, next: null }));
function f([x, y], { step }) {
  if (step === 20) for (let i = 0; ; i++) objects[i % 2e6].next = numbers[i % 256];
  return x * x + y * y + 0 * objects.length;
}`;
