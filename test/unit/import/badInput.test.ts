import assert from 'node:assert/strict';
import { importBytes, importText } from './support';

/** What is said of a file, and the values of a series that are there all the same. */
async function m(text: string, name = 'log.csv') {
  const { imported, said } = await importText(text, { name });
  const values = imported
    ? Array.from({ length: imported.trace.length }, (_, k) => imported.trace.value('m', 0, k + 1))
    : null;
  return { said: said.join('\n'), values, trace: imported?.trace, isPartial: imported?.isPartial };
}

describe('Logs that are not as they should be', () => {
  it('says where text stands in place of a number, and shows the rest', async () => {
    const { said, values, isPartial } = await m('step,m\n1,0.5\n2,oops\n3,0.25\n');
    assert.match(said, /^3: “oops” in the column “m” is no number\.$/m);
    assert.deepEqual(values, [0.5, NaN, 0.25]);
    assert.equal(isPartial, true);
  });

  it('shows losses alone, also where an optimizer is said to have made them', async () => {
    const optimizer = { optimizer: 'sgd', hyperparameters: { lr: 0.1 } };
    const { imported } = await importText('step,loss\n1,3\n2,2.5\n', { optimizer });
    assert.equal(imported?.trace.header.start.length, 0);
    assert.equal(imported.trace.value('loss', 0, 2), 2.5);
  });

  it('counts lines that quoted texts go over', async () => {
    const { said } = await m('step,note,m\n1,"two\nlines",0.5\n2,,oops\n');
    assert.match(said, /^4: “oops”/m);
  });

  it('says which steps are no steps: halves, negative ones, words, dates', async () => {
    const { said, values } = await m('step,m\n1,1\n1.5,2\n-3,3\nsoon,4\n1700000000,5\n2,6\n');
    assert.match(said, /^3: “1\.5” in the column “step” is no step/m);
    assert.match(said, /^3 more like that\.$/m);
    assert.deepEqual(values, [1, 6]);
  });

  it('sorts rows, and says so', async () => {
    const { said, values } = await m('step,m\n3,30\n1,10\n2,20\n');
    assert.match(said, /not in the order of their steps/);
    assert.deepEqual(values, [10, 20, 30]);
  });

  it('tells of a step that is there twice with other numbers, and shows the last', async () => {
    const { said, values } = await m('step,m\n1,1\n2,2\n2,3\n3,4\n');
    assert.match(said, /^4: Step 2 is there twice, with different numbers/m);
    assert.deepEqual(values, [1, 3, 4]);
  });

  it('tells which steps are missing', async () => {
    const { said, trace } = await m('step,m\n1,1\n2,2\n5,5\n');
    assert.match(said, /^2 of the steps from 1 to 5 are not logged/m);
    assert.equal(trace?.length, 5);
    assert.deepEqual(
      [1, 2, 3, 5].map((step) => trace?.value('m', 0, step)),
      [1, 2, NaN, 5],
    );
    assert.deepEqual([...trace.points('m', 0, 0, 5, 100)], [1, 1, 2, 2, 5, 5]);
  });

  it('shows rows that are too short or too long as far as they go', async () => {
    const { said, trace } = await m('step,m[0],m[1]\n1,1,2\n2,3\n3,5,6,7\n');
    assert.match(said, /^3: This row has 2 cells, and the head 3\.$/m);
    assert.deepEqual(
      [1, 2, 3].map((t) => trace?.value('m', 1, t)),
      [2, NaN, 6],
    );
  });

  it('shows ragged arrays as far as they go', async () => {
    const lines = ['{"step":1,"m":{"w":[[1,2],[3,4]]}}', '{"step":2,"m":{"w":[[5,6],[7]]}}'];
    const { said, trace } = await m(
      [...lines, '{"step":3,"m":{"w":[[1,2,3]]}}'].join('\n'),
      'a.jsonl',
    );
    assert.match(said, /^2: “m\.w” has the shape 2 × 2 here, and 2 × 2|^2: “m\.w” has the shape/m);
    assert.equal(trace?.value('m', trace.header.leaves[0]!.coordinates.indexOf('w[1][0]'), 2), 7);
    assert.equal(trace?.value('m', trace.header.leaves[0]!.coordinates.indexOf('w[0][2]'), 3), 3);
  });

  it('goes on behind lines that are no objects', async () => {
    const { said, values } = await m(
      '{"step":1,"m":1}\n{"step":2,\n[1,2]\n{"step":3,"m":3}',
      'a.ndjson',
    );
    assert.match(said, /^2: This line is no JSON object: \{"step":2,$/m);
    assert.deepEqual([values?.[0], values?.[2]], [1, 3]);
  });

  it('says of what has no rows that it has none', async () => {
    assert.equal((await m('')).said, 'There are no rows in log.csv.');
    assert.equal((await m('step,m\n')).said, 'There are no rows in log.csv.');
    assert.equal((await m('\n\n', 'a.ndjson')).said, 'There are no rows in a.ndjson.');
  });

  it('says of another kind of file what it holds, and how to go on', async () => {
    const { said, values } = await m('name,colour\nrose,red\n');
    assert.match(said, /No column of log\.csv has a name that is known\. It has: name, colour\./);
    assert.equal(values, null);
  });

  it('says that bytes are no Parquet, though they begin so', async () => {
    const bytes = new TextEncoder().encode('PAR1 and nothing else');
    const { said } = await importBytes(bytes, { name: 'a.parquet' });
    assert.match(said[0]!, /^Cannot read a\.parquet: /);
  });

  it('bears arrays and objects that are nested ten thousand deep', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const objects = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000);
    const { said, values } = await m(
      `{"step":1,"m":1,"v":${deep}}\n{"step":2,"m":2,"o":${objects}}\n{"step":3,"m":3}`,
      'a.ndjson',
    );
    assert.deepEqual(values, [1, 2, 3]);
    assert.match(said, /stand too deep within one another/);
  });

  it('row 79: bears a column whose name has a hundred kilobytes', async () => {
    const { said, values } = await m(`step,m,${'x'.repeat(100_000)}\n1,1,1\n2,2,2\n`);
    assert.deepEqual(values, [1, 2]);
    assert.ok(said.length < 500, said);
  });

  it('row 79: takes hostile names for names', async () => {
    const names = ['m.__proto__', 'm.constructor', 'm.<b>', 'm.=1+1'];
    const { trace } = await m(`step,${names.join()}\n1,1,2,3,4\n`);
    assert.deepEqual(
      trace?.header.leaves.map(({ name }) => name),
      ['__proto__', 'constructor', '<b>', '=1+1'],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => trace?.value('m', index, 1)),
      [1, 2, 3, 4],
    );
    assert.equal(({} as Record<string, unknown>).m, undefined);
  });

  it('refuses more coordinates than can be named, before it makes anything of them', async () => {
    const { said } = await m('step,m[0],m[999999999]\n1,1,2\n');
    assert.match(said, /has 1,000,000,000 coordinates; at most 1,000,000 can be shown/);
  });

  it('reads on behind a quotation mark that is never closed as far as there are rows', async () => {
    const { said, values } = await m('step,m\n1,1\n2,"2\n3,3\n');
    assert.match(said, /This row of the table is broken/);
    assert.equal(values?.[0], 1);
  });
});
