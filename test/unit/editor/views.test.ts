import * as assert from 'node:assert/strict';
import { coordinatesOf } from '../../../src/editor/coordinates';
import { quantityRows } from '../../../src/editor/hover/quantities';
import { leafTable, wholeLeaf } from '../../../src/editor/hover/leaf';
import { blocks, sparkline } from '../../../src/editor/hover/sparkline';
import { textTable } from '../../../src/editor/hover/table';
import { located } from '../../../src/editor/located';
import { findNames, nameOfCoordinate } from '../../../src/editor/names';
import { panelHtml } from '../../../src/editor/panel/html';
import { analyse } from '../../../src/objective/analyse';
import { writeDefault } from '../../../src/objective/writeDefault';
import type { Leaf } from '../../../src/protocol/leaf';
import { formatNumber } from '../../../src/protocol/number';
import type { RunHeader } from '../../../src/protocol/run';
import { baseSeries, updateSeries } from '../../../src/protocol/series';
import { Trace } from '../../../src/trace/trace';
import { traced } from '../engine/large';
import { spec } from '../optimizers/support';

const pair: Leaf = {
  name: '[x, y]',
  path: [0],
  length: 2,
  shape: [2],
  coordinates: ['x', 'y'],
};
const matrix: Leaf = {
  name: 'layer.w',
  path: [1, 'layer', 'w'],
  length: 6,
  shape: [2, 3],
  coordinates: ['w[0][0]', 'w[0][1]', 'w[0][2]', 'w[1][0]', 'w[1][1]', 'w[1][2]'],
};

describe('coordinatesOf', () => {
  const leaves = [pair, matrix];
  const cases: [string, (string | number)[], number[]][] = [
    ['an argument that is one leaf', [0], [0, 1]],
    ['an element of it', [0, 1], [1]],
    ['an object above leaves', [1], [2, 3, 4, 5, 6, 7]],
    ['a row of a matrix', [1, 'layer', 'w', 1], [5, 6, 7]],
    ['a number of a matrix', [1, 'layer', 'w', 1, 2], [7]],
    ['a length, which is no number of θ', [0, 'length'], []],
    ['an index that is not there', [0, 2], []],
    ['another argument', [2], []],
    ['a name of Object', [1, 'constructor'], []],
  ];
  for (const [name, path, expected] of cases) {
    it(name, () => assert.deepEqual(coordinatesOf(leaves, path), expected));
  }
});

describe('quantityRows', () => {
  const header: RunHeader = {
    ...{ run: 1, objective: 'f', file: 'f.ts', ...spec({ optimizer: 'sgd' }), absent: [] },
    ...{ steps: 2, seed: 0, gradientSource: 'tape', leaves: [pair] },
    start: Float64Array.of(1, 2),
    series: [...baseSeries, updateSeries],
  };
  const trace = new Trace(header, {});
  trace.append(1, Float64Array.of(9, 0.5, 1.5, 4, 5, 8, 0.25, 1, -2, 6));

  it('shows what the run declares, θ as a move, at any steps', () => {
    assert.deepEqual(
      quantityRows(trace, 1, [1, 2], ({ symbol }) => symbol),
      [
        ['loss', '9', '8'],
        ['θ', '2 → 1.5', '1.5 → 1'],
        ['g', '5', '6'],
        ['Δθ', '-0.5', '-0.5'],
      ],
    );
  });

  it('has no room for the statistics of a large model', () => {
    const rows = quantityRows(traced([201]), 7, [5], ({ name }) => name);
    assert.ok(rows.some(([name]) => name === 'vHat'));
    assert.deepEqual(
      rows.filter(([name]) => name!.includes('.')),
      [],
    );
  });

  it('shows the start and its loss at step 0, and dashes elsewhere', () => {
    assert.deepEqual(
      quantityRows(trace, 0, [0], ({ symbol }) => symbol),
      [
        ['loss', '9'],
        ['θ', '1'],
        ['g', '–'],
        ['Δθ', '–'],
      ],
    );
  });
});

describe('the hover of a leaf of a large model', () => {
  const trace = traced([150, 1, 90]);
  const indices = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => from + i);

  it('is that of a leaf where all its coordinates are meant, and no other', () => {
    assert.equal(wholeLeaf(trace, indices(0, 150)), 0);
    assert.equal(wholeLeaf(trace, indices(151, 241)), 2);
    assert.equal(wholeLeaf(trace, indices(0, 149)), -1);
    assert.equal(wholeLeaf(trace, [150]), -1);
    assert.equal(wholeLeaf(traced([150]), indices(0, 150)), -1);
  });

  it('tells its statistics at the cursor', () => {
    const table = leafTable(trace, 2, 3, ({ name }) => name, 'norm');
    assert.deepEqual(table[0], [
      ...['', 'norm', '0 %', '5 %', '25 %', '50 %', '75 %', '95 %', '100 %'],
    ]);
    assert.deepEqual(
      table.slice(1).map(([name]) => name),
      ['theta', 'grad', 'm', 'v', 'effectiveLearningRate', 'update'],
    );
    assert.equal(table[2]![8], formatNumber(trace.value('grad.q100', 2, 3), 3));
    assert.deepEqual(leafTable(trace, 2, 0, ({ name }) => name, 'norm')[1], [
      ...['theta', '–', '–', '–', '–', '–', '–', '–', '–'],
    ]);
  });
});

describe('textTable', () => {
  it('gives combining marks no column', () => {
    assert.equal(
      textTable([
        ['m̂', '1'],
        ['lr', '10'],
      ]),
      'm̂     1\nlr   10',
    );
  });

  it('gives letters of Chinese the columns of an em', () => {
    // Five of them are as wide as 8⅓ letters.
    const rows = ['有效学习率', '12345678'].map((name) => [name, '1']);
    assert.equal(textTable(rows), '有效学习率   1\n12345678   1');
  });
});

describe('sparkline', () => {
  const decode = (uri: string) => {
    const [kind, data] = uri.split(',');
    assert.equal(kind, 'data:image/svg+xml;base64');
    return Buffer.from(data!, 'base64').toString();
  };

  it('is made of numbers alone, low values at the bottom', () => {
    const svg = decode(sparkline(Float64Array.of(1, 0, 2, 1, 3, 0.5), 2));
    assert.match(svg, /d="M3\.0 33\.0L120\.0 3\.0L237\.0 18\.0"/);
    assert.match(svg, /d="M120\.0 0V36"/);
  });

  it('breaks at a gap, and survives infinite spans and no points', () => {
    assert.match(
      decode(sparkline(Float64Array.of(1, 0, 2, NaN, 3, 1), 1)),
      /M3\.0 33\.0M237\.0 3\.0/,
    );
    assert.match(
      decode(sparkline(Float64Array.of(1, -1e308, 2, 1e308), 1)),
      /M3\.0 33\.0L237\.0 3\.0/,
    );
    assert.match(decode(sparkline(new Float64Array(), 0)), /<svg/);
  });

  it('has the same line as block characters', () => {
    assert.equal(blocks(Float64Array.of(1, 0, 2, 7, 3, NaN, 4, 3.5)), '▁█ ▅');
    assert.equal(blocks(Float64Array.of(1, 5, 2, 5)), '▅▅');
  });
});

describe('located', () => {
  it('moves what stands after an edit and leaves what stands before it', () => {
    const analysis = analyse('const a = 1;\nfunction f(x = 1) {}\n', 'f.ts', 'typescript');
    const { toAnalysis, toDocument } = located(analysis, 'const a = (1;\nfunction f(x = 1) {}\n');
    assert.equal(toDocument(0), 0);
    assert.equal(toDocument(24), 25);
    assert.equal(toAnalysis(25), 24);
  });

  it('knows no place inside the edited stretch', () => {
    const { toAnalysis, toDocument } = located(analyse('abcdef', 'f.ts', 'typescript'), 'abXYef');
    assert.equal(toDocument(3), null);
    assert.equal(toAnalysis(3), null);
    assert.equal(toDocument(2), 2);
    assert.equal(toDocument(4), 4);
  });
});

describe('panelHtml', () => {
  const html = () =>
    panelHtml({
      ...{ title: '<b>"&', language: 'en' },
      headStart: [],
      ...{ script: 'run(1 < 2 && "$&")', style: 'a > b { color: red }' },
    });

  it('allows one script by its nonce and one stylesheet, nothing else', () => {
    const policy = /content="([^"]+)"/.exec(html())![1]!.replaceAll('&#39;', "'");
    const [, nonce] = /script-src 'nonce-([\w-]{22})'/.exec(policy)!;
    assert.equal(
      policy,
      `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
    );
    assert.deepEqual(html().match(/<script [^>]*?(type|nonce)/g), [
      '<script type',
      '<script nonce',
    ]);
    assert.ok(html().includes('>run(1 < 2 && "$&")</script>'));
    assert.ok(html().includes('>a > b { color: red }</style>'));
    assert.ok(!/style=/.test(html()));
  });

  it('takes no script or style that would end itself', () => {
    const parts = { title: '', language: 'en', script: '', style: '', headStart: [] };
    assert.throws(() => panelHtml({ ...parts, script: '"</SCRIPT>"' }), /script would end itself/);
    assert.throws(() => panelHtml({ ...parts, script: '"<!--"' }), /script would end itself/);
    assert.throws(() => panelHtml({ ...parts, style: '</style>' }), /style would end itself/);
  });

  it('uses a fresh nonce for each document and escapes its title', () => {
    const nonce = (text: string) => /nonce="([^"]+)"/.exec(text)![1];
    assert.notEqual(nonce(html()), nonce(html()));
    assert.ok(html().includes('<title>&#60;b&#62;&#34;&#38;</title>'));
  });
});

describe('writeDefault', () => {
  const cases: [string, number, string][] = [
    ['function f(x) { return x; }', 0, 'function f(x = [1]) { return x; }'],
    [
      'function f(x: number, y = 2) { return x; }',
      0,
      'function f(x: number = [1], y = 2) { return x; }',
    ],
    ['function f(x?: number) { return x!; }', 0, 'function f(x: number = [1]) { return x!; }'],
    ['const f = x => x * x;', 0, 'const f = (x = [1]) => x * x;'],
    ['const f = (x) => x * x;', 0, 'const f = (x = [1]) => x * x;'],
    ['function f(a = 1, [x, y]) { return x; }', 1, 'function f(a = 1, [x, y] = [1]) { return x; }'],
  ];
  for (const [before, index, after] of cases) {
    it(before, () => {
      const analysis = analyse(before, 'f.ts', 'typescript');
      const edit = writeDefault(analysis, analysis.objectives[0]!, index, '[1]')!;
      assert.equal(before.slice(0, edit.start) + edit.text + before.slice(edit.end), after);
    });
  }

  it('does not touch an argument that has one', () => {
    const analysis = analyse('function f(x = 1) { return x; }', 'f.ts', 'typescript');
    assert.equal(writeDefault(analysis, analysis.objectives[0]!, 0, '2'), null);
  });
});

describe('the name of a coordinate in the code', () => {
  const source = `export function f([x, y] = [1, 2], { w } = { w: [1, 2, 3] }) {
  return x * x + y + w.reduce((a, b) => a + b, 0) + w[1];
}
`;
  const analysis = analyse(source, 'f.ts', 'typescript');
  const names = findNames(analysis, analysis.objectives[0]!);
  const leaves: Leaf[] = [
    pair,
    { name: 'w', path: [1, 'w'], length: 3, shape: [3], coordinates: ['w[0]', 'w[1]', 'w[2]'] },
  ];
  const found = (coordinate: number) => {
    const name = nameOfCoordinate(names, leaves, coordinate);
    return name && [name.offset, source.slice(name.offset, name.offset + name.length)];
  };

  it('is its binding', () => {
    assert.deepEqual(found(0), [source.indexOf('[x') + 1, 'x']);
    assert.deepEqual(found(1), [source.indexOf(', y') + 2, 'y']);
  });

  it('is the name of the array that it is in where it has none of its own', () => {
    assert.deepEqual(found(2), [source.indexOf('{ w') + 2, 'w']);
  });

  it('is nothing where there is no such coordinate', () => assert.equal(found(9), null));
});
