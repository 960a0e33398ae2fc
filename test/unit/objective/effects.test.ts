import assert from 'node:assert/strict';
import { bundled, ran } from './helpers';

describe('what files do to one another', () => {
  const table: [string, Record<string, string>, number, unknown[]][] = [
    [
      'a file imported for what it does',
      {
        'a.ts':
          'import "./side"; import { items } from "./data"; export const f = (x = 1) => items.length * x;',
        'side.ts': 'import { items } from "./data"; items.push(1, 2); console.log("side");',
        'data.ts': 'export const items: number[] = [];',
      },
      2,
      ['side'],
    ],
    [
      'and what that one imports so, in order',
      {
        'a.ts': 'import "./one"; import "./two"; export const f = (x = 1) => x;',
        'one.ts': 'import "./three"; console.log(1);',
        'two.ts': 'console.log(2);',
        'three.ts': 'console.log(3);',
      },
      1,
      [3, 1, 2],
    ],
    [
      'a function that changes what its file holds',
      {
        'a.ts':
          'import { setRate, rate } from "./m"; setRate(7); export const f = (x = 1) => rate * x;',
        'm.ts': 'export let rate = 1; export function setRate(r: number) { rate = r; }',
      },
      7,
      [],
    ],
    [
      'through another function, where the objective reads it in another file',
      {
        'a.ts':
          'import { add } from "./m"; import { sum } from "./sum"; add(3); add(4); export const f = (x = 1) => sum() * x;',
        'sum.ts': 'import { items } from "./m"; export const sum = () => items.length;',
        'm.ts':
          'export const items: number[] = []; const put = (k: number) => { items.push(k); }; export const add = (k: number) => put(k);',
      },
      2,
      [],
    ],
    [
      'what is done to an import that the objective reads elsewhere',
      {
        'a.ts':
          'import { items } from "./m"; import { sum } from "./sum"; items.push(5); export const f = (x = 1) => sum() * x;',
        'sum.ts': 'import { items } from "./m"; export const sum = () => items[0]!;',
        'm.ts': 'export const items: number[] = [];',
      },
      5,
      [],
    ],
    [
      'and no call that changes nothing',
      {
        'a.ts':
          'import { show, k } from "./m"; show(k); console.log(show(1)); export const f = (x = 1) => x * 2;',
        'm.ts':
          'export const k = 1; export const show = (k: number) => { console.log(k); return k; };',
      },
      2,
      [],
    ],
    [
      'and no style sheet',
      { 'a.ts': 'import "./a.css"; export const f = (x = 1) => x * 3;' },
      3,
      [],
    ],
  ];
  for (const [name, files, value, printed] of table) {
    it(`runs ${name}`, async () => {
      const found = await ran(files, 'f');
      assert.equal(found.objective(1), value);
      assert.deepEqual(found.printed, printed);
    });
  }

  it('names a file that is missing', async () => {
    const result = await bundled('import "./gone"; export const f = (x = 1) => x;', 'f');
    assert.ok('problems' in result);
    assert.deepEqual(
      result.problems.map(({ code, place }) => [code, place?.column]),
      [['objective.import.missing', 8]],
    );
  });
});
