import { attacks, untouched } from './attack';

const says = /^Memory limit/;
const exact = { step: untouched } as const;

/** Memory of every shape that V8 and the platform have. */
export const memory = attacks({ ends: 'limit', says, evaluationTime: 60_000 }, [
  [
    'typed arrays',
    'for (const keep = [];;) keep.push(new Float64Array(2 ** 18).fill(1.1));',
    exact,
  ],
  ['byte arrays', 'for (const keep = [];;) keep.push(new Uint8Array(2 ** 22).fill(1));', exact],
  [
    'one buffer that grows',
    'const b = new ArrayBuffer(1, { maxByteLength: 2 ** 31 }); for (let n = 2 ** 24; ; n += 2 ** 24) { b.resize(n); new Uint8Array(b).fill(1); }',
    exact,
  ],
  [
    'shared memory',
    'for (const keep = [];;) keep.push(new Uint8Array(new SharedArrayBuffer(2 ** 24)).fill(1));',
    exact,
  ],
  [
    'WebAssembly memory',
    'for (const keep = [];;) { const m = new realm.WebAssembly.Memory({ initial: 256 }); new Uint8Array(m.buffer).fill(1); keep.push(m); }',
    exact,
  ],
  [
    'a WebAssembly memory that grows',
    'const m = new realm.WebAssembly.Memory({ initial: 1 }); for (;;) { m.grow(256); new Uint8Array(m.buffer).fill(1); }',
    exact,
  ],
  ['numbers in one array', 'for (const keep = [];;) keep.push(1.1);'],
  ['one array of 2 ** 27 numbers', 'const a = new Array(2 ** 27).fill(1.1); for (;;) a.push(1.1);'],
  [
    'many arrays of numbers',
    'for (const keep = [];;) keep.push(Array.from({ length: 1000 }, (_, i) => i + 0.5));',
  ],
  [
    'an array that doubles',
    'for (let a = [1.5];;) a = a.concat(a);',
    { says: /Memory limit|Invalid array length/, slow: true },
  ],
  ['spread of what never ends', '[...(function* () { for (;;) yield 1.5; })()];'],
  ['Array.from of what never ends', 'Array.from((function* () { for (;;) yield {}; })());'],
  ['many objects', 'for (const keep = [];;) keep.push({ x: 1, keep });'],
  ['a linked list', 'for (let last = null;;) last = { last };'],
  ['closures', 'for (let last = () => 0;;) { const before = last; last = () => before; }'],
  [
    'a map',
    'for (const m = new Map();;) m.set(m.size, {});',
    { says: /Memory limit|Map maximum size/ },
  ],
  [
    'a set of strings',
    'for (const s = new Set();;) s.add(`key ${s.size}`);',
    { says: /Memory limit|Set maximum size/, slow: true },
  ],
  [
    'properties of one object',
    'const o = {}; for (let i = 0;; i++) o[`key${i}`] = i;',
    { slow: true },
  ],
  ['symbols', 'for (const keep = [];;) keep.push(Symbol(String(keep.length)));'],
  ['promises', 'for (const keep = [];;) keep.push(new Promise(() => {}));'],
  ['generators', 'for (const keep = [];;) keep.push((function* () { yield 1; })());'],
  ['strings', 'for (const keep = [];;) keep.push(`${keep.length}é`.repeat(1 << 18).normalize());'],
  [
    'a string that is split',
    "const s = 'ab'.repeat(2 ** 26); const keep = []; for (;;) keep.push(s.split(''));",
  ],
  ['large BigInts', 'for (const keep = [];;) keep.push((1n << 8000000n) + BigInt(keep.length));'],
  [
    'regular expressions',
    'for (const keep = [];;) keep.push(new RegExp(`a{${keep.length}}b`, "u").exec("a"), {}, new RegExp(`${keep.length}`));',
    { slow: true },
  ],
  [
    'weak references',
    'for (const keep = [];;) { const o = { a: [1, 2, 3] }; keep.push(new WeakRef(o), o); }',
    { slow: true },
  ],
  [
    'functions of text',
    'for (const keep = [];;) keep.push(f.constructor(`return ${keep.length} + ${"1 + ".repeat(1000)} 1`));',
    { slow: true },
  ],
  ['proxies in proxies', 'for (let p = {};;) p = new Proxy(p, {});'],
  [
    'Intl objects',
    "for (const keep = [];;) keep.push(new Intl.NumberFormat('en'), {});",
    { slow: true },
  ],
  ['microtasks that multiply', 'for (;;) Promise.resolve().then(() => {});', { slow: true }],
  [
    'JSON of a large object',
    "const o = Array.from({ length: 1e6 }, (_, i) => ({ a: i, b: 'text' })); JSON.stringify([o, o, o, o, o, o]);",
    { says: /Memory limit|Invalid string length/, slow: true },
  ],
  ['an error with a message of 256 MB', "throw new Error('x'.repeat(2 ** 28));"],
  [
    'a stack of errors',
    'Error.stackTraceLimit = Infinity; const keep = []; const g = (n) => (n > 0 ? g(n - 1) : keep.push(new Error())); for (;;) g(3000);',
    { slow: true },
  ],
  ['ten times what is allowed, at once', 'new Uint8Array(2 ** 31).fill(1);', exact],
]);

/** More than there can be: refused by V8 at once, as an ordinary error. */
export const impossible = attacks({ ends: 'user-error', step: untouched }, [
  ['a string that doubles', "for (let s = 'x';;) s += s;", { says: /Invalid string length/ }],
  ['padEnd', "'a'.padEnd(2 ** 30);", { says: /Invalid string length/ }],
  ['an array of 2 ** 32', 'new Array(2 ** 32);', { says: /Invalid array length/ }],
  ['a negative array', 'new Float64Array(-1);', { says: /Invalid typed array length/ }],
  [
    'a buffer of 2 ** 53 bytes',
    'new ArrayBuffer(2 ** 53 - 1);',
    { says: /Array buffer allocation failed/ },
  ],
  [
    'a BigInt that squares',
    'for (let n = 3n;;) n *= n;',
    { says: /Maximum BigInt size exceeded/, evaluationTime: 60_000, slow: true },
  ],
  ['a sparse index', 'const a = []; a[2 ** 32 - 2] = 1; a.push(1, 2);', { says: /length/i }],
  [
    'WebAssembly beyond its most',
    'new realm.WebAssembly.Memory({ initial: 65537 });',
    { says: /Memory/ },
  ],
]);
