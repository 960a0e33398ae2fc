import assert from 'node:assert/strict';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brief, bundled, ran } from './helpers';

const packages: Record<string, string> = {
  'node_modules/esm/package.json': JSON.stringify({
    type: 'module',
    exports: {
      '.': { types: './x.d.ts', import: './lib/main.mjs', default: './none.js' },
      './sub/*': './lib/*.js',
      './sub/internal/*': null,
    },
  }),
  'node_modules/esm/lib/main.mjs':
    'import { half } from "./util.js";\nimport unit from "unit";\nexport const square = (x) => x * x;\nexport const halfSquare = (x) => half(square(x)) * unit;',
  'node_modules/esm/lib/util.js': 'export const half = (x) => x / 2;',
  'node_modules/unit/package.json': '{ "main": "lib" }',
  'node_modules/unit/lib/index.js':
    'const { unit } = require("./unit.json");\nmodule.exports = unit;',
  'node_modules/unit/lib/unit.json': '{ "unit": 1 }',
  // Two files in a circle, and one of Node's own that it can do without.
  'node_modules/common/package.json': '{ "main": "./index" }',
  'node_modules/common/index.js':
    "'use strict'; const other = require('./other'); exports.norm = (v) => { if (v[0] > 100) throw new Error('too far'); return Math.hypot(...v) * other.scale(); };\nexports.factor = 3;\nif (process.env.NODE_ENV === 'test') exports.factor = 0;\ntry { exports.made = require('node:gone') } catch { exports.made = 5; }",
  'node_modules/common/other.js':
    "const index = require('./index');\nexports.scale = () => index.factor;",
  'node_modules/umd/package.json': '{ "main": "umd.js" }',
  'node_modules/umd/umd.js':
    '(function (root, make) { typeof exports === "object" && typeof module !== "undefined" ? make(exports) : make(root.umd = {}); })(this, function (e) { e.cube = function (x) { return x * x * x; }; });',
  'node_modules/@scope/name/package.json': JSON.stringify({
    name: '@scope/name',
    type: 'module',
    exports: { './feature/*.js': './dist/*.js' },
    imports: { '#in': './dist/in.js' },
  }),
  'node_modules/@scope/name/dist/a.js': 'import { t } from "#in";\nexport const three = t;',
  'node_modules/@scope/name/dist/in.js': 'export const t = 3;',
};
const user = `import { halfSquare } from 'esm';
import { half } from 'esm/sub/util';
import common, { norm } from 'common';
import * as all from 'common';
import umd from 'umd';
import { three } from '@scope/name/feature/a.js';
export function f([x, y] = [1, 2]) {
  return halfSquare(x) + half(y) * norm([x, y]) ** 2 + umd.cube(y) * three + all.made * common.factor;
}`;

describe('packages of node_modules', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'adamscope-packages-'));
    for (const [file, text] of Object.entries({ ...packages, 'a.mjs': user })) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('give what Node makes of them', async () => {
    const { f } = (await import(pathToFileURL(path.join(folder, 'a.mjs')).href)) as {
      f: (theta?: number[]) => number;
    };
    const { objective, start } = await ran({ 'a.mjs': user, ...packages }, 'f');
    for (const theta of [...start(), [0.3, -1.7], [-4, 1e-3]] as number[][]) {
      assert.equal(objective(theta), f(theta));
    }
  });

  it('are found in folders above, the nearest first', async () => {
    const text = "import { k } from 'p'; export const f = (x = 1) => k * x;";
    const at = (where: string, k: number) => ({
      [`${where}node_modules/p/package.json`]: '{ "module": "m.mjs", "main": "c.js" }',
      [`${where}node_modules/p/m.mjs`]: `export const k = ${k};`,
      [`${where}node_modules/p/c.js`]: 'exports.k = -1;',
    });
    const files = { 'one/two/a.ts': text, ...at('', 2), ...at('one/', 3) };
    assert.equal((await ran(files, 'f')).objective(1), 3);
    assert.equal((await ran({ '/one/two/a.ts': text, ...at('/', 2) }, 'f')).objective(1), 2);
    assert.equal((await ran({ '../two/a.ts': text, ...at('../', 7) }, 'f')).objective(1), 7);
  });

  it('have positions of their own files, also behind the head of a CommonJS file', async () => {
    const text = "import { norm } from 'common';\nexport const f = ([x] = [101]) => norm([x]);";
    const { objective, map } = await ran({ 'a.ts': text, ...packages }, 'f');
    assert.throws(
      () => objective([101]),
      (error: Error) => {
        const [, line, column] = /<anonymous>:(\d+):(\d+)\)?$/m.exec(error.stack!) ?? [];
        const at = { line: Number(line) - 2, column: Number(column) - 1 };
        const found = originalPositionFor(new TraceMap(map!), at);
        const source = packages[found.source!]!.split('\n')[found.line! - 1]!;
        assert.equal(found.source, 'node_modules/common/index.js');
        assert.ok(source.slice(found.column).startsWith('new Error'), source.slice(found.column));
        return true;
      },
    );
  });

  const refused: [string, Record<string, string>, string[]][] = [
    ["import { k } from 'gone'", {}, ['import.absent gone 1:19-1:25']],
    ["import { k } from 'esm/lib/util.js'", {}, ['import.unexported esm/lib/util.js 1:19-1:36']],
    [
      "import { k } from 'esm/sub/internal/x'",
      {},
      ['import.unexported esm/sub/internal/x 1:19-1:39'],
    ],
    [
      "import { k } from 'p'",
      {
        'node_modules/p/package.json': '{ "main": "i.js" }',
        'node_modules/p/i.js': 'const fs = require("fs");\nexports.k = fs.constants;',
      },
      ['import.builtin fs 1:20-1:24'],
    ],
    [
      "import { k } from 'p'",
      {
        'node_modules/p/package.json': '{ "main": "../../secret.js" }',
        'secret.js': 'exports.k = 1;',
      },
      ['import.missing p 1:19-1:22'],
    ],
  ];
  for (const [statement, files, expected] of refused) {
    it(`says what is wrong with ${statement}: ${expected.join()}`, async () => {
      const text = `${statement}; export const f = (x = 1) => k * x;`;
      const result = await bundled({ 'a.ts': text, ...packages, ...files }, 'f');
      assert.deepEqual('problems' in result && brief(result.problems), expected);
    });
  }

  it('are too many where they are too much for anybody', async () => {
    const files: Record<string, string> = { 'a.ts': '' };
    const names = Array.from({ length: 501 }, (_, i) => `m${i}`);
    for (const name of names) files[`${name}.ts`] = 'export const k = 1;';
    const imports = names.map((name) => `import { k as ${name} } from './${name}';`).join('\n');
    files['a.ts'] = `${imports}\nexport const f = (x = 1) => x * (${names.join('+')});`;
    const result = await bundled(files, 'f');
    assert.ok('problems' in result);
    assert.equal(result.problems[0]?.code, 'objective.import.too-much');
  });
});
