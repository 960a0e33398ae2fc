import { attacks, short, untouched } from './attack';

export const floods = [
  ...attacks({ ends: 'limit', step: untouched, evaluationTime: short }, [
    ['lines for ever', "for (;;) console.log('line');"],
    ['long lines for ever', "const s = 'x'.repeat(1e5); for (;;) console.log(s);"],
    ['errors for ever', 'for (;;) console.error(new Error("again"));'],
  ]),
  ...attacks({ ends: 'done' }, [
    ['10,000 lines at once', "for (let i = 0; i < 1e4; i++) console.log('line', i);"],
    ['a line of 16 MB', "console.log('x'.repeat(2 ** 24));", { memory: 1000 }],
    [
      'a proxy that throws',
      'console.log(new Proxy({}, { get() { throw 1; }, ownKeys() { throw 1; } }));',
    ],
    [
      'a toString that throws',
      'console.log({ toString() { throw 1; } }, Object.create(null), Symbol("s"), 1n, () => 1);',
    ],
    [
      'getters that never return, which nobody calls',
      'console.log({ get a() { for (;;); }, toString() { for (;;); } });',
    ],
    ['a circle', 'const o = {}; o.o = [o]; console.log(o, [[[[[[[[o]]]]]]]]);'],
    [
      'a million keys',
      'console.log(Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [i, i])));',
      { memory: 1000 },
    ],
    [
      'control characters',
      String.raw`console.log('\u001b]0;title\u0007\u001b[2J\u202e\u2066\u0000\ud800</script>');`,
    ],
    ['an argument changed again and again', 'for (let i = 0; i < 1e5; i++) arguments[0][0] = i;'],
    [
      'methods of console that there are not',
      'console.table?.([1]); console.time?.("a"); console.dir?.({}); console.trace?.(); console.assert?.(false, "no"); console.clear?.();',
    ],
  ]),
];
