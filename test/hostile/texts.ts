import { attacks, untouched } from './attack';

const deep = (open: string, close: string, times: number) =>
  `${open.repeat(times)}1${close.repeat(times)}`;

/** Source texts that are hard to read, for programs and for people. */
export const texts = [
  ...attacks({ ends: 'done' }, [
    [
      '</script> and comments of HTML',
      `const s = '</script><!-- --><script>alert(1)</script>'; const t = \`\${s}\`;`,
    ],
    ['line separators in strings', "const s = '\u2028\u2029'; if (s.length !== 2) throw 1;"],
    [
      'bidi controls in a comment',
      '/*\u202e } \u2066if (admin)\u2069 \u2066 begin admins only */ const a = 1;',
    ],
    [
      'bidi controls in a string',
      "const s = 'user\u202e \u2066// only admins\u2069 \u2066'; if (s === 'user') throw 1;",
    ],
    ['look-alike names', 'const а = 1, a = 2; if (а === a) throw 1;'],
    [
      'names of Object.prototype',
      'const __proto__ = 1, constructor = 2, hasOwnProperty = 3, toString = 4, valueOf = 5; if (__proto__ + constructor + hasOwnProperty + toString + valueOf !== 15) throw 1;',
    ],
    [
      'names of the engine’s',
      'const exports = 1, module = 2, objective = 3, theta = 4, gradient = 5, context = 6; if (exports + module + objective + theta + gradient + context !== 21) throw 1;',
    ],
    ['a byte order mark', '', { top: '\ufeff' }],
    ['a lone surrogate', "const s = '\\ud800'; if (s.length !== 1) throw 1;"],
    ['a null character in a string', "const s = '\u0000'; if (s.length !== 1) throw 1;"],
    ['a line of 100,000 characters', `const s = '${'x'.repeat(1e5)}';`],
    ['five thousand statements', 'let a = 0; ' + 'a += 1; '.repeat(5000)],
    [
      'a source map that is none',
      '/* */',
      {
        top: '//# sourceMappingURL=data:application/json;base64,e30=\n//# sourceURL=https://127.0.0.1/x.js',
      },
    ],
    ['a source map in a comment at the end', '//# sourceMappingURL=../../../../etc/passwd\n'],
  ]),
  ...attacks({ ends: 'refused' }, [
    ['10,000 brackets', `const a = ${deep('[', ']', 1e4)};`, { says: /./ }],
    ['10,000 functions', `const a = ${deep('(() => ', ')()', 1e4)};`, { says: /./ }],
    ['a text that ends too early', '} } } `${', { says: /./ }],
    ['letters that are no code', 'const 💥 = 1;', { says: /./ }],
  ]),
  ...attacks({ ends: 'user-error', step: untouched }, [
    [
      'an error in a name of markup',
      "const o = { '<img src=x onerror=alert(1)>': null }; o['<img src=x onerror=alert(1)>'].a;",
      { says: /null/ },
    ],
  ]),
];
