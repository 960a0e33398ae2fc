import { attacks, short, untouched } from './attack';

const callStack = /call stack/i;

export const recursion = attacks({ ends: 'user-error', step: untouched, says: callStack }, [
  ['itself', 'f([x, y], { step: 21 });'],
  ['two functions', 'a(1);', { top: 'const a = (n) => b(n) + 1, b = (n) => a(n) + 1;' }],
  ['a getter', 'const o = { get a() { return this.a; } }; o.a;'],
  ['toString', 'const o = { toString() { return `${this}`; } }; `${o}`;'],
  ['toJSON', 'JSON.stringify({ toJSON() { return JSON.stringify(this); } });'],
  ['a constructor', 'class A { constructor() { new A(); } } new A();'],
  ['a proxy of itself', 'const p = new Proxy({}, { get: (_, key) => p[key] }); p.a;'],
  ['a chain of proxies', 'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.a;'],
  ['an iterator', '[...{ *[Symbol.iterator]() { yield* this; } }];'],
  ['a comparator', 'const g = () => [2, 1].sort(g); g();'],
  ['a replacement', "const g = () => 'a'.replace('a', g); g();"],
  ['deep JSON', 'let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; JSON.stringify(o);'],
  ['too many arguments', 'realm.Math.max(...new Array(1e7).fill(1));'],
  [
    'a deep regular expression',
    "new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('');",
    { says: /[Rr]egular expression/ },
  ],
]);

export const thrown = attacks({ ends: 'user-error', step: untouched }, [
  ['null', 'throw null;', { says: /null/ }],
  ['undefined', 'throw undefined;', { says: /undefined/ }],
  ['a symbol', "throw Symbol('why');", { says: /why/ }],
  ['a BigInt', 'throw 12n;', { says: /12/ }],
  ['a function', "throw () => 'called';", { says: /./ }],
  [
    'a proxy that throws',
    "throw new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }));",
  ],
  ['a revoked proxy', 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;'],
  [
    'getters that throw',
    "throw Object.defineProperties(new Error('a'), { message: { get() { throw null; } }, name: { get() { throw null; } }, stack: { get() { throw null; } }, toString: { get() { throw null; } } });",
  ],
  [
    'a message that is an object',
    "throw Object.assign(new Error('a'), { message: { toString() { throw 1; } }, name: {} });",
  ],
  [
    'an error that is its own cause',
    "const e = new Error('round'); e.cause = e; throw e;",
    { says: /round/ },
  ],
  [
    'a million errors in one',
    "throw new AggregateError(Array.from({ length: 1e6 }, () => 1), 'many');",
    { says: /many/ },
  ],
  ['a message of 32 MB', "throw new Error('x'.repeat(2 ** 25));", { says: /x{100}/, memory: 1000 }],
  [
    'a message of markup',
    `throw new Error('</script><img src=x onerror=alert(1)>[a](command:x)');`,
    { says: /<\/script>/ },
  ],
  [
    'escape sequences and bidi controls',
    String.raw`throw new Error('\u001b[2J\u202e\u2066txt\u2028\u0000');`,
    { says: /txt/ },
  ],
  [
    'from a finally block',
    'try { throw 1; } finally { throw new Error("last"); }',
    { says: /last/ },
  ],
  [
    'a stack that is no text',
    "throw Object.assign(new Error('a'), { stack: { length: 2 ** 40 } });",
  ],
  [
    'a stack of 16 MB',
    "throw Object.assign(new Error('big'), { stack: `Error\\n${'    at f (x.js:1:1)\\n'.repeat(2 ** 20)}` });",
    { memory: 1000, says: /big/ },
  ],
]);

const inspected = { ends: 'user-error', step: untouched } as const;

/** What is returned in place of a loss. Nothing of it is called, and nothing coerced. */
export const returned = attacks(inspected, [
  [
    'a proxy',
    'return new Proxy({}, { get() { for (;;); }, ownKeys() { for (;;); }, getPrototypeOf() { for (;;); } });',
    { ends: 'limit', says: /^Time limit/, evaluationTime: short },
  ],
  [
    'a revoked proxy',
    'const { proxy, revoke } = Proxy.revocable(() => {}, {}); revoke(); return proxy;',
    { says: /returned/ },
  ],
  ['a boxed number', 'return new Number(1);', { says: /object/ }],
  ['a thenable', 'return { then() { for (;;); } };', { says: /object/ }],
  ['a promise', 'return Promise.resolve(1);', { says: /./ }],
  ['a string of 1 MB', "return '9'.repeat(2 ** 20);", { says: /string/ }],
  ['a symbol', 'return Symbol();', { says: /symbol/ }],
  ['a BigInt', 'return 1n;', { says: /BigInt|bigint/ }],
  ['NaN', 'return NaN;', { says: /NaN/ }],
  ['Infinity', 'return -Infinity;', { says: /Infinity/ }],
  ['nothing', 'return;', { says: /undefined/ }],
]);
