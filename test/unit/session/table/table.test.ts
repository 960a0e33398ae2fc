import assert from 'node:assert/strict';
import { parseHostMessage, parsePanelMessage } from '../../../../src/protocol/panel';
import {
  beforeColumn,
  mostTableRows,
  parseCondition,
  type TableQuery,
} from '../../../../src/protocol/table';
import { answerOf } from '../../../../src/session/panel/answers';
import { orderInPieces, orderOf } from '../../../../src/session/table/order';
import { tableRows } from '../../../../src/session/table/rows';
import { sortedPlaces } from '../../../../src/session/table/sort';
import { tabbedTable } from '../../../../src/session/table/tsv';
import { traced } from '../../engine/large';
import { spec } from '../../optimizers/support';

const query = (changes: Partial<TableQuery> = {}): TableQuery => {
  const all = { step: 4, sort: null, bySize: false, name: '', filter: null, only: null };
  return { ...all, ...changes };
};
const words = { coordinate: 'coordinate', before: 'before', after: 'after' };

/** Numbers without order, the same each time, some of them equal. */
const scattered = (count: number) =>
  Float64Array.from({ length: count }, (_, i) => Math.round(1e3 * Math.sin(i * i)) * 10 ** (i % 7));

describe('the order of numbers', () => {
  const special = [NaN, 0, -0, Infinity, -Infinity, 5e-324, -5e-324, 1.5, -1.5, 1e308, -1e308, NaN];
  for (const [name, values] of Object.entries({
    'some of each kind': Float64Array.from(special),
    many: scattered(5000),
    none: new Float64Array(),
    one: Float64Array.of(3),
    'all the same': new Float64Array(300).fill(-2),
  })) {
    for (const descending of [false, true]) {
      it(`is that of a sort that compares: ${name}, ${descending ? 'descending' : 'ascending'}`, () => {
        const sign = descending ? -1 : 1;
        const expected = [...values.keys()].sort((a, b) => {
          const [x, y] = [values[a]!, values[b]!];
          if (Number.isNaN(x) || Number.isNaN(y))
            return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
          return x === y ? 0 : x < y ? -sign : sign;
        });
        const before = values.slice();
        assert.deepEqual([...sortedPlaces(values, descending)], expected);
        assert.deepEqual(values, before);
      });
    }
  }
});

describe('a condition that a person types', () => {
  for (const [said, expected] of [
    ['> 0.01', { operator: '>', value: 0.01 }],
    ['=0', { operator: '=', value: 0 }],
    ['  <= -1e-3 ', { operator: '<=', value: -1e-3 }],
    ['≥ 2', { operator: '>=', value: 2 }],
    ['== .5', { operator: '=', value: 0.5 }],
    ['≠ −4', { operator: '!=', value: -4 }],
    ['< 1.e3', { operator: '<', value: 1000 }],
  ] as const) {
    it(`is read: ${said}`, () => assert.deepEqual(parseCondition(said), expected));
  }
  for (const said of ['', '0.01', '>', '> x', '> 1 2', '=> 1', '> 0x10', '> 1e999', '> NaN']) {
    it(`is refused: “${said}”`, () => assert.equal(parseCondition(said), null));
  }
});

describe('the rows of the table', () => {
  const trace = traced([150, 1, 90]);
  const all = [...trace.header.start.keys()];
  const value = (series: string, i: number, step = 4) => trace.value(series, i, step);

  it('are every coordinate in the order of θ, with all that is declared of it', () => {
    const rows = tableRows(trace, query(), { from: 100, count: 60 });
    assert.deepEqual([rows.all, rows.from, rows.step], [241, 100, 4]);
    assert.deepEqual(rows.coordinates, all.slice(100, 160));
    assert.equal(rows.values.length, 60 * rows.columns.length);
    assert.deepEqual(rows.columns.slice(0, 3), [beforeColumn, 'theta', 'grad']);
    assert.ok(rows.columns.includes('vHat') && rows.columns.includes('effectiveLearningRate'));
    // Neither statistics of leaves nor what is of the whole run.
    assert.ok(!rows.columns.some((name) => name.includes('.') || name === 'loss'));
    for (const [k, column] of rows.columns.entries()) {
      const expected = column === beforeColumn ? value('theta', 107, 3) : value(column, 107);
      assert.equal(rows.values[7 * rows.columns.length + k], expected, column);
    }
  });

  it('end where there are no more, and begin no later than a full page before that', () => {
    const rows = tableRows(trace, query(), { from: 5000, count: 20 });
    assert.deepEqual([rows.from, rows.coordinates], [221, all.slice(221)]);
  });

  it('have of a series of leaves the value of their leaf', () => {
    const lamb = traced(
      [3, 2],
      spec({ optimizer: 'lamb', dialect: 'paper', hyperparameters: { lr: 0.01 } }),
    );
    const rows = tableRows(lamb, query(), { from: 0, count: 10 });
    const k = rows.columns.indexOf('trustRatio');
    assert.ok(k > 0);
    const ratios = rows.coordinates.map((_, row) => rows.values[row * rows.columns.length + k]);
    const [first, second] = [0, 1].map((leaf) => lamb.value('trustRatio', leaf, 4));
    assert.notEqual(first, second);
    assert.deepEqual(ratios, [first, first, first, second, second]);
  });

  it('are sorted by the exact numbers of any column, with signs or without', () => {
    for (const column of ['update', beforeColumn, 'vHat']) {
      for (const descending of [true, false]) {
        for (const bySize of [true, false]) {
          const order = [...orderOf(trace, query({ sort: { column, descending }, bySize }))];
          const key = (i: number) => {
            const read = column === beforeColumn ? value('theta', i, 3) : value(column, i);
            return (descending ? -1 : 1) * (bySize ? Math.abs(read) : read);
          };
          assert.deepEqual(
            order,
            [...all].sort((a, b) => key(a) - key(b) || a - b),
          );
        }
      }
    }
    const last = orderOf(trace, query({ sort: { column: 'coordinate', descending: true } }));
    assert.deepEqual([...last], all.toReversed());
  });

  it('are those whose name and number were asked for', () => {
    const named = orderOf(trace, query({ name: ' W2[1' }));
    assert.deepEqual([...named], [152, ...all.slice(161, 171)]);
    const still = orderOf(trace, query({ filter: { column: 'grad', operator: '=', value: 0 } }));
    assert.deepEqual(
      [...still],
      all.filter((i) => value('grad', i) === 0),
    );
    assert.deepEqual([...still].slice(-3), [238, 239, 240]);
    const filter = { column: 'update', operator: '>', value: 0.0009 } as const;
    const signed = orderOf(trace, query({ filter }));
    const sized = orderOf(trace, query({ filter, bySize: true }));
    assert.deepEqual(
      [...signed],
      all.filter((i) => value('update', i) > 0.0009),
    );
    assert.deepEqual(
      [...sized],
      all.filter((i) => Math.abs(value('update', i)) > 0.0009),
    );
    assert.ok(signed.length > 0 && sized.length > signed.length && sized.length < 241);
    assert.deepEqual([...orderOf(trace, query({ only: [7, 3, 999] }))], [3, 7]);
  });

  it('have no number where there is none, and such rows come last and pass no condition', () => {
    const start = query({ step: 0, sort: { column: 'grad', descending: true } });
    const rows = tableRows(trace, start, { from: 0, count: 3 });
    assert.deepEqual(rows.coordinates, [0, 1, 2]);
    const at = (name: string) => rows.values[rows.columns.indexOf(name)];
    assert.deepEqual([at(beforeColumn), at('theta'), at('grad')], [NaN, value('theta', 0, 0), NaN]);
    const filter = { column: 'grad', operator: '!=', value: 1 } as const;
    assert.equal(orderOf(trace, query({ step: 0, filter })).length, 0);
    const unknown = { column: 'constructor', operator: '>=', value: 0 } as const;
    assert.equal(orderOf(trace, query({ filter: unknown })).length, 0);
  });

  it('are put in order in pieces, and an order is kept', () => {
    const large = traced([20_000], { steps: 4 });
    const asked = query({ sort: { column: 'grad', descending: false }, name: 'w0[1' });
    let pieces = 0;
    const making = orderInPieces(large, asked);
    while (!making.next().done) pieces++;
    assert.ok(pieces >= 3, String(pieces));
    assert.equal(orderInPieces(large, asked).next().done, true);
    large.append(5, new Float64Array(large.rowWidth));
    assert.equal(orderInPieces(large, asked).next().done, false);
  });

  it('are copied with every digit, tabs between them, the chosen ones alone if there are any', () => {
    const asked = query({ sort: { column: 'update', descending: true } });
    const { text, rows } = tabbedTable(trace, asked, [4, 2], words);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    assert.equal(rows, 2);
    assert.deepEqual(lines[0]!.slice(0, 5), ['coordinate', 'before', 'after', 'g', 'm']);
    const order = [2, 4].sort((a, b) => value('update', b) - value('update', a));
    assert.deepEqual(
      lines.slice(1).map(([name]) => name),
      order.map((i) => `w0[${i}]`),
    );
    assert.equal(Number(lines[1]![3]), value('grad', order[0]!));
    assert.equal(tabbedTable(trace, asked, null, words).rows, 241);
    const start = tabbedTable(trace, query({ step: 0, only: [0] }), null, words).text.split('\n');
    assert.equal(start[1]!.split('\t')[3], '');
  });

  it('go through the check at both ends, no more of them than are drawn', () => {
    const ask = { type: 'askTable', run: 1, from: 0, count: mostTableRows, ...query() } as const;
    assert.ok(parsePanelMessage(ask));
    assert.equal(parsePanelMessage({ ...ask, count: mostTableRows + 1 }), null);
    assert.equal(parsePanelMessage({ ...ask, filter: { column: 'm', operator: '<' } }), null);
    const filter = { column: 'm', operator: '~', value: 1 };
    assert.equal(parsePanelMessage({ ...ask, filter }), null);
    const answer = answerOf(trace, ask);
    assert.ok(answer?.type === 'table' && parseHostMessage(answer));
    assert.equal(answer.coordinates.length, mostTableRows);
    assert.equal(parseHostMessage({ ...answer, values: [1] }), null);
  });
});
