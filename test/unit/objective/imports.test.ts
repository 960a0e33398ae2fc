import assert from 'node:assert/strict';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { analysed, brief, bundled, ran, reader } from './helpers';
import { bundleObjective } from '../../../src/objective/bundle';

describe('imports', () => {
  const table: [string, Record<string, string>, number][] = [
    [
      'a name',
      {
        'a.ts': 'import { k } from "./m"; export const f = (x = 1) => x * k;',
        'm.ts': 'export const k: number = 2;',
      },
      2,
    ],
    [
      'renamed',
      {
        'a.ts': 'import { k as q } from "./m"; export const f = (x = 1) => x * q;',
        'm.ts': 'const z = 3; export { z as k };',
      },
      3,
    ],
    [
      'a default',
      {
        'a.ts': 'import g from "./m"; export const f = (x = 1) => g(x);',
        'm.ts': 'export default (x: number) => x * 4;',
      },
      4,
    ],
    [
      'a default class',
      {
        'a.ts': 'import G from "./m"; export const f = (x = 1) => new G().k * x;',
        'm.ts': 'export default class { k = 5 }',
      },
      5,
    ],
    [
      'a namespace',
      {
        'a.ts': 'import * as m from "./m"; export const f = (x = 1) => m.k * x + m.j;',
        'm.ts': 'export const k = 5, j = 1;',
      },
      6,
    ],
    [
      're-exports',
      {
        'a.ts': 'import { k, j, n } from "./m"; export const f = (x = 1) => x * k + j + n.q;',
        'm.ts':
          'export { default as k } from "./n"; export * from "./n"; export * as n from "./n";',
        'n.ts': 'export default 1; export const j = 2, q = 3;',
      },
      6,
    ],
    [
      '.js meaning .ts',
      {
        'a.ts': 'import { k } from "./m.js"; export const f = (x = 1) => x * k;',
        'm.ts': 'export const k = 2;',
        'm.js': 'export const k = 3;',
      },
      2,
    ],
    [
      '.js from .js',
      {
        'a.js': 'import { k } from "./m.js"; export const f = (x = 1) => x * k;',
        'm.ts': 'export const k = 2;',
        'm.js': 'export const k = 3;',
      },
      3,
    ],
    [
      'an index',
      {
        'src/a.ts': 'import { k } from "../lib"; export const f = (x = 1) => x * k;',
        'lib/index.js': 'export const k = 7;',
      },
      7,
    ],
    [
      'JSON',
      {
        '/w/a.ts': 'import d, { n } from "./d.json"; export const f = (x = 1) => x * d.a[1] + n;',
        '/w/d.json': '\uFEFF{"a":[1,2],"n":3,"__proto__":1}',
      },
      5,
    ],
    [
      'all of a JSON file',
      {
        'a.ts': 'import * as d from "./d.json"; export const f = (x = 1) => x * d.k + d["a b"];',
        'd.json': '{"k":2,"a b":3,"default":9}',
      },
      5,
    ],
    [
      'a cycle',
      {
        'a.ts': 'import { g } from "./m"; export const k = 2; export const f = (x = 1) => g(x);',
        'm.ts': 'import { k } from "./a"; export const g = (x: number) => x * k;',
      },
      2,
    ],
    [
      'names that collide',
      {
        'a.ts': 'import { g } from "./m"; const k = 2; export const f = (x = 1) => g(x) * k;',
        'm.ts': 'const k = 5; export const g = (x: number) => x * k;',
      },
      10,
    ],
    [
      'data built there',
      {
        'a.ts': 'import { d } from "./m"; d.push(1); export const f = (x = 1) => x * d.length;',
        'm.ts':
          'export const d: number[] = []; for (let i = 0; i < 3; i++) d.push(i); console.log("x"); throw1(); function throw1() { unknown() }',
      },
      4,
    ],
    [
      'types alone',
      {
        'a.ts':
          'import type { T } from "lodash"; import { type U, V } from "react"; export const f = (x: T | U = 1, y: V = 2) => x * y;',
      },
      2,
    ],
    [
      'what is not reached',
      {
        'a.ts':
          'import _ from "lodash"; import { a } from "./gone"; const unused = _.map(a); export const f = (x = 1) => x * 3;',
      },
      3,
    ],
  ];
  for (const [name, files, value] of table) {
    it(`follows ${name}`, async () => {
      const { objective, printed } = await ran(files, 'f');
      assert.equal(objective(1, 2), value);
      assert.deepEqual(printed, []);
    });
  }

  const refused: [Record<string, string>, string[]][] = [
    [
      { 'a.ts': 'import { map } from "lodash";\nexport const f = (x = 1) => map(x);' },
      ['import.absent lodash 1:21-1:29'],
    ],
    [
      { 'a.ts': 'import fs from "node:fs"; export const f = (x = 1) => fs.x * x;' },
      ['import.builtin node:fs 1:16-1:25'],
    ],
    [
      { 'a.ts': 'import fs from "fs/promises"; export const f = (x = 1) => fs.x * x;' },
      ['import.builtin fs/promises 1:16-1:29'],
    ],
    [
      { 'a.ts': 'import { k } from "./gone"; export const f = (x = 1) => k * x;' },
      ['import.missing ./gone 1:19-1:27'],
    ],
    [
      {
        'a.ts': 'import { k, j } from "./m"; export const f = (x = 1) => k * j * x;',
        'm.ts': 'export const j = 1;',
      },
      ['import.name ./m k 1:10-1:11'],
    ],
    [
      {
        'a.ts': 'import { k } from "./m"; export const f = (x = 1) => k() * x;',
        'm.ts': '\nexport const k = () => fetch(1);',
      },
      ['unknown-name fetch 2:24-2:29'],
    ],
    [
      {
        'a.ts': 'import { k } from "./m"; export const f = (x = 1) => k * x;',
        'm.ts': 'export const k = ;',
      },
      ['syntax Unexpected token 1:18-1:18'],
    ],
    [
      {
        'a.ts': 'import { k } from "./m"; export const f = (x = 1) => k * x;',
        'm.ts': 'export { k } from "pkg";',
      },
      ['import.absent pkg 1:19-1:24'],
    ],
  ];
  for (const [files, expected] of refused) {
    it(`refuses ${Object.values(files).join(' | ')}`, async () => {
      const result = await bundled(files, 'f');
      assert.deepEqual('problems' in result && brief(result.problems), expected);
    });
  }

  it('places errors of an imported file in that file', async () => {
    const files = {
      'a.ts': 'import { k } from "./m"; export const f = (x = 1) => k * x;',
      'm.ts': 'export const k = fetch(1);',
    };
    const result = await bundled(files);
    assert.equal('problems' in result && result.problems[0]!.place!.file, 'm.ts');
  });

  it('reads no file that nothing needs', async () => {
    const analysis = analysed(
      'import { k } from "./m"; import { z } from "./z"; export const f = (x = 1) => k * x; z();',
    );
    const asked: string[] = [];
    const read = reader({ 'm.ts': 'export const k = 1;' });
    await bundleObjective(analysis, analysis.objectives[0]!, (path) => {
      asked.push(path);
      return read(path);
    });
    assert.deepEqual(asked, ['m.ts']);
  });

  it('maps every module to its file, line and column', async () => {
    const files = {
      '/w/a.ts':
        'import { scale } from "./lib/m";\nimport type { T } from "./t";\n\nexport const f = (x: T = 1): number => scale(x) + 12345;',
      '/w/lib/m.ts':
        'import { k } from "../k";\n\n/* é😀 */ export function scale(x: number): number { return (x as number) * k; }\n',
      '/w/k.js': '\n  export const k = 67890;\n',
    };
    const { code, map, objective } = await ran(files);
    assert.equal(objective(1), 67890 + 12345);
    const traced = new TraceMap(map!);
    const at = (text: string) => {
      const offset = code.indexOf(text);
      const before = code.slice(0, offset).split('\n');
      const found = originalPositionFor(traced, {
        line: before.length,
        column: before.at(-1)!.length,
      });
      return [found.source, found.line, found.column];
    };
    assert.deepEqual(at('67890'), ['/w/k.js', 2, 19]);
    assert.deepEqual(at('scale(x'), ['/w/lib/m.ts', 3, 26]);
    assert.deepEqual(at('return (x'), ['/w/lib/m.ts', 3, 53]);
    assert.deepEqual(at('12345'), ['/w/a.ts', 4, 50]);
  });
});
