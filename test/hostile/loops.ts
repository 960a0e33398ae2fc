import { attacks, short, untouched } from './attack';

const says = /^Time limit: the evaluation for step 21 did not finish/;

/** What never returns: in the text, in a built-in, or in what a built-in calls back. */
export const loops = attacks({ ends: 'limit', says, step: untouched, evaluationTime: short }, [
  ['for (;;)', 'for (;;);'],
  ['a loop that finally continues', 'for (;;) { try { for (;;); } finally { continue; } }'],
  ['labels', 'outer: for (;;) { for (;;) { continue outer; } }'],
  [
    'a loop that grows slower',
    'for (let n = 1; ; n *= 2) for (let i = 0, sum = 0; i < n; i++) sum += i;',
  ],
  ['a trampoline', 'let next = () => next; for (;;) next = next();'],
  ['a generator', 'for (const _ of (function* () { for (;;) yield 1; })());'],
  [
    'an iterator that is never done',
    'for (const _ of { [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) });',
  ],
  ['destructuring of a loop', 'const [a] = { *[Symbol.iterator]() { for (;;); } };'],
  ['an async function before its first await', '(async () => { for (;;); })();'],
  ['an async generator before its first yield', '(async function* () { for (;;); })().next();'],
  ['recursion that catches its own end', 'const g = () => { try { g(); } finally { g(); } }; g();'],
  ['a regular expression: nested quantifiers', "/^(a+)+$/.test('a'.repeat(40) + 'b');"],
  ['a regular expression: alternatives', "/^(a|a)*$/.test('a'.repeat(40) + 'b');"],
  ['a regular expression: lookbehind', String.raw`/(?<=^b(a+)+)c/.exec('a'.repeat(40) + 'c');`],
  ['a replacement that never returns', "'a'.replace(/a/g, () => { for (;;); });"],
  ['a comparator that never returns', '[3, 1, 2].sort(() => { for (;;); });'],
  ['a callback of reduce', '[1, 2].reduce(() => { for (;;); });'],
  ['native: fill', 'const a = new Uint8Array(2 ** 26); for (;;) a.fill(1);'],
  [
    'native: sort',
    'const a = new Uint32Array(4e6); for (;;) { for (let i = 0; i < 4e6; i++) a[i] = Math.imul(i, 2654435761); a.sort(); }',
  ],
  ['native: a sparse array', 'new Array(2 ** 32 - 2).reduceRight((sum) => sum, 0);'],
  ['native: indexOf', "const s = 'a'.repeat(2 ** 24) + 'b'; for (;;) s.indexOf('ab'.repeat(20));"],
  ['native: digits of a large BigInt', 'for (let n = 3n ** 200000n; ; n += 1n) n.toString(7);'],
  ['native: powers of BigInt', 'for (;;) 7n ** 3000000n;'],
  ['native: normalize', "const s = 'a\\u0301'.repeat(2 ** 20); for (;;) s.normalize('NFC');"],
  [
    'native: Intl',
    "for (;;) for (const _ of new Intl.Segmenter('en').segment('a b '.repeat(1e5)));",
  ],
  ['native: JSON', "const s = '[' + '1,'.repeat(1e6) + '1]'; for (;;) JSON.parse(s);"],
  ['Atomics.wait', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
  [
    'WebAssembly',
    'const { Instance, Module } = realm.WebAssembly; new Instance(new Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11))).exports.f();',
  ],
  ['toString', '`${{ toString() { for (;;); } }}`;'],
  ['valueOf', 'x * { valueOf() { for (;;); } };'],
  ['Symbol.toPrimitive', '+{ [Symbol.toPrimitive]() { for (;;); } };'],
  ['toJSON', 'JSON.stringify({ toJSON() { for (;;); } });'],
  ['a getter', '({ get a() { for (;;); } }).a;'],
  ['a proxy’s get', 'new Proxy({}, { get() { for (;;); } }).a;'],
  ['a proxy’s ownKeys', 'Object.keys(new Proxy({}, { ownKeys() { for (;;); } }));'],
  ['a proxy’s has', "'a' in new Proxy({}, { has() { for (;;); } });"],
  ['Symbol.hasInstance', '1 instanceof { [Symbol.hasInstance]() { for (;;); } };'],
  [
    'Symbol.species',
    'class A extends Array { static get [Symbol.species]() { for (;;); } } new A(3).map(() => 1);',
  ],
  ['Error.prepareStackTrace', 'Error.prepareStackTrace = () => { for (;;); }; new Error().stack;'],
  [
    'a getter of the error that is thrown',
    "throw Object.defineProperty(new Error('a'), 'message', { get() { for (;;); } });",
  ],
  [
    'what is returned as a loss',
    'return { valueOf() { for (;;); } };',
    { ends: 'user-error', says: /object/ },
  ],
]);

/** Loops that no evaluation waits for, or where there is no step yet. */
export const loopsElsewhere = [
  ...attacks({ ends: 'done' }, [
    [
      'microtasks for ever',
      'Promise.resolve().then(function spin() { Promise.resolve().then(spin); });',
    ],
    ['await for ever', "f.constructor('(async () => { for (;;) await 0; })()')();"],
    ['a thenable that never settles', 'Promise.resolve({ then(resolve) { resolve(this); } });'],
    [
      'an async iterator for ever',
      'f.constructor(`(async () => { for await (const _ of { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false }) }) }); })()`)();',
    ],
    [
      'a finalizer that never returns',
      'const r = new FinalizationRegistry(() => { for (;;); }); for (let i = 0; i < 1e5; i++) r.register({ i }, i);',
    ],
    [
      'a comparator of random answers',
      'let n = 1; Array.from({ length: 1e5 }, (_, i) => i).sort(() => (n = (n * 16807) % 2147483647) % 3 - 1);',
    ],
  ]),
  ...attacks({ ends: 'limit', step: 0, evaluationTime: short }, [
    ['a loop in the file', 'n;', { top: 'let n = 0;\nfor (;;) n++;' }],
    [
      'a loop in a static block',
      'new A();',
      { top: 'class A { static { for (;;); } }', slow: true },
    ],
  ]),
];
