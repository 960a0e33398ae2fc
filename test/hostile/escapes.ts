import { attacks, untouched } from './attack';

const gone = (name: string) => ({ says: new RegExp(`${name} is not defined`) });

/** Ways out of the language. */
export const escapes = [
  ...attacks({ ends: 'user-error', step: untouched }, [
    [
      'the process through a constructor',
      "f.constructor('return process')().exit(0);",
      gone('process'),
    ],
    [
      'through what is handed in',
      "arguments[1].constructor.constructor('return process')();",
      gone('process'),
    ],
    ['through console', "console.log.constructor('return process')();", gone('process')],
    [
      'through an async function',
      "(async () => {}).constructor.constructor('return process')();",
      gone('process'),
    ],
    [
      'through a proxy’s trap',
      "new Proxy({}, { get: (target) => target.constructor }).a.constructor('return process')();",
      gone('process'),
    ],
    ['require', "f.constructor('return require')()('node:fs');", gone('require')],
    ['module', "f.constructor('return module')().constructor._load('fs');", gone('module')],
    [
      'process.kill by the global object',
      "f.constructor('return this')().process.kill(1, 'SIGKILL');",
      { says: /undefined/ },
    ],
    ['timers', "f.constructor('setTimeout(() => {}, 1)')();", gone('setTimeout')],
    ['fetch', "f.constructor('return fetch')()('http://127.0.0.1/');", gone('fetch')],
    ['a worker', 'f.constructor("new Worker(\'x\')")();', gone('Worker')],
    ['natives syntax', "f.constructor('%SystemBreak()')();", { says: /Unexpected token/ }],
    ['with', "f.constructor('with (globalThis) { return process; }')();", gone('process')],
  ]),
  ...attacks({ ends: 'refused' }, [
    ['this', "this.constructor.constructor('return process')();", { says: /this/ }],
    ['process in the text', 'process.exit(1);', { says: /process/ }],
    ['require in the text', "require('node:fs');", { says: /require/ }],
    ['eval in the text', "eval('process.exit()');", { says: /eval/ }],
    ['Function in the text', "Function('return process')();", { says: /Function/ }],
    ['import() in the text', "import('node:fs');", { says: /import/ }],
    [
      'an import of Node’s',
      'fs.readFileSync("/");',
      { top: "import fs from 'node:fs';", says: /node:fs/ },
    ],
    [
      'an import from above the folder',
      'a();',
      { top: "import { a } from '../../../../../../../../etc/passwd';", says: /passwd/ },
    ],
    [
      'an import of an address',
      'a();',
      { top: "import { a } from 'https://127.0.0.1/a.js';", says: /https/ },
    ],
    ['top-level await', 'a;', { top: 'const a = await 1;', says: /await/ }],
  ]),
  ...attacks({ ends: 'done' }, [
    [
      'an import that ends the editor',
      "f.constructor(\"return import('node:process')\")().then(({ default: p }) => p.kill(p.ppid, 'SIGKILL'), () => {});",
    ],
    [
      'an import of a job without a caller',
      "Promise.resolve(\"return import('node:process')\").then(f.constructor).then((g) => g()).then(({ default: p }) => p.kill(p.ppid, 'SIGKILL'), () => {});",
    ],
    [
      'an import that exits later',
      "f.constructor('return import(`node:process`)')().then((p) => p.exit(7), () => {});",
    ],
    ['a rejection that nobody handles', "Promise.reject(new Error('late'));"],
    [
      'call sites of the engine',
      "Error.prepareStackTrace = (_, sites) => sites.map((one) => [one.getThis(), one.getFunction()]); try { null.a; } catch (error) { for (const all of error.stack) for (const one of all) if (one) one.constructor.constructor('return 1'); } Error.prepareStackTrace = undefined;",
    ],
    [
      'callers',
      '(function g() { try { for (let one = g; one; one = one.caller) one.arguments; } catch {} })();',
    ],
    [
      'names of its own on the global object',
      "f.constructor('globalThis.process = { exit: () => 1 }; globalThis.require = () => ({}); globalThis.port = 1')();",
    ],
    [
      'WebAssembly that calls back',
      'const M = new realm.WebAssembly.Memory({ initial: 1 }); new Uint8Array(M.buffer)[0] = 1;',
    ],
  ]),
];
