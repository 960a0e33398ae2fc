import assert from 'node:assert/strict';
import { evaluatedLoss } from '../../../src/protocol/series';
import type { Run } from '../../../src/session/session';
import { openRun } from '../../../src/session/openRun';
import { bytesInMemory } from '../../../src/trace/file/bytes';
import { exportCsv, exportJson } from '../../../src/trace/export';
import { outcome, RealSession, said } from './realSession';
import { savedBytes } from './savedBytes';
import { piecesOf } from '../trace/support';

/** Mini-batches of data that is drawn once; the full loss reads more than the objective does. */
const source = (tag: string, more = '') => `
const held = Array.from({ length: 4 }, () => Math.random());
const data = Array.from({ length: 4 }, () => Math.random());
/** ${tag} @steps 7 @seed 3 @optimizer adam lr=0.1 */
export function batch([a, b] = [1, -1], { step, random }: { step: number; random(): number }) {
  return (a - data[step % 4]!) ** 2 + (b - random() * Math.random()) ** 2;
}
let calls = 0;
export function fullLoss([a, b]: [number, number]) {
  calls++;
  Math.random();
  ${more}
  return data.reduce((sum, x) => sum + (a - x) ** 2, held[0]! * b ** 2);
}
`;

const evaluated = ({ trace }: Run) =>
  Array.from({ length: trace!.length + 1 }, (_, step) => trace!.value(evaluatedLoss, 0, step));

describe('@evaluate in a run', () => {
  let real: RealSession;
  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  it('leaves every number of the run as it is, and has values every so many steps and at the last', async () => {
    const without = await real.run(source(''));
    const run = await real.run(source('@evaluate fullLoss every=3'));
    assert.deepEqual(outcome(run), ['done', null, undefined, 7]);
    assert.equal(run.finalLoss, without.finalLoss);
    const rows = (of: Run, series: string, index = 0) =>
      Array.from({ length: 8 }, (_, step) => of.trace!.value(series, index, step));
    for (const { name } of without.trace!.series) {
      assert.deepEqual(rows(run, name), rows(without, name), name);
      assert.deepEqual(rows(run, name, 1), rows(without, name, 1), name);
    }
    const has = evaluated(run).map((value) => !Number.isNaN(value));
    assert.deepEqual(has, [true, false, false, true, false, false, true, true]);
    assert.deepEqual(run.trace!.header.evaluated, {
      ...{ name: 'fullLoss', every: 3 },
      start: evaluated(run)[0],
    });
  });

  it('evaluates at θ after the step, on the data that the objective has', async () => {
    // The objective's own value at an offset that no batch changes tells its data.
    const text = `
      const data = Array.from({ length: 3 }, () => Math.random());
      /** @evaluate full every=1 @steps 4 @seed 5 */
      export const f = (x = 2) => data.reduce((sum, d) => sum + (x - d) ** 2, 0);
      export const full = (x: number) => data.reduce((sum, d) => sum + (x - d) ** 2, 0);`;
    const run = await real.run(text);
    const losses = [1, 2, 3, 4].map((step) => run.trace!.value('loss', 0, step));
    assert.deepEqual(evaluated(run), [...losses, run.finalLoss]);
  });

  it('is null in between in JSON and empty in CSV', async () => {
    const run = await real.run(source('@evaluate fullLoss every=3'));
    const { trace, state, finalLoss, error } = run;
    const about = { trace: trace!, state, finalLoss, error, source: 'test' };
    const json = JSON.parse((await piecesOf(exportJson(about))).join('')) as Record<
      string,
      unknown
    >;
    assert.deepEqual(json.evaluate, { name: 'fullLoss', every: 3 });
    const exact = evaluated(run).map((value) => (Number.isNaN(value) ? null : value));
    assert.deepEqual(json.evaluatedLoss, exact);
    const [head, ...rows] = (await piecesOf(exportCsv(trace!))).join('').trim().split('\n');
    const column = head!.split(',').indexOf('evaluatedLoss');
    assert.deepEqual(
      rows.map((row) => row.split(',')[column]),
      exact.map((value) => (value === null ? '' : String(value))),
    );
  });

  it('goes on without a value where the function throws, and says so once at its place', async () => {
    const more = "if (calls > 1 && calls < 4) throw new RangeError('no ' + calls);";
    const run = await real.run(source('@evaluate fullLoss every=2', more));
    assert.deepEqual(outcome(run), ['done', null, undefined, 7]);
    const has = evaluated(run).map((value) => !Number.isNaN(value));
    assert.deepEqual(has, [true, false, false, false, false, false, true, true]);
    assert.deepEqual(run.notes.map(said), [
      'objective.ts:9:17 fullLoss could not be evaluated at step 2: it has no value there, and the run goes on.',
      'objective.ts:12:37 RangeError: no 2',
    ]);
  });

  it('never has a value where its own code does not run', async () => {
    const text = `${source('@evaluate fullLoss', 'used;')}\nconst used = JSON.parse('{');`;
    const run = await real.run(text);
    assert.deepEqual(outcome(run), ['done', null, undefined, 7]);
    assert.ok(evaluated(run).every(Number.isNaN));
    assert.equal(run.notes.length, 2);
    assert.match(said(run.notes[1]!), /^objective\.ts:16:19 SyntaxError/);
  });

  it('keeps what is infinite and remarks it', async () => {
    const run = await real.run(
      source('@evaluate fullLoss every=4', 'if (calls == 2) return 1 / 0;'),
    );
    assert.equal(evaluated(run)[4], Infinity);
    assert.deepEqual(run.notes.map(said), ['objective.ts:9:17 fullLoss is Infinity at step 4.']);
  });

  it('comes back from a file', async () => {
    const run = await real.run(source('@evaluate fullLoss every=3'));
    const { trace } = run;
    const found = openRun(bytesInMemory(await savedBytes(run)), 'key');
    if ('problem' in found) assert.fail(found.problem.code);
    const kept = { trace: found.run.trace! };
    assert.deepEqual(kept.trace.header.evaluated, trace!.header.evaluated);
    assert.deepEqual(evaluated({ ...run, trace: kept.trace }), evaluated(run));
    assert.deepEqual(
      kept.trace.points(evaluatedLoss, 0, 0, 7, 500),
      Float64Array.from([0, 3, 6, 7].flatMap((step) => [step, evaluated(run)[step]!])),
    );
  });

  it('draws the landscape of the function', async () => {
    const text = `
      /** @evaluate full @steps 3 */
      export const f = (x = 1, y = 2) => x * y;
      export const full = (x: number, y: number) => 100 + x - y;`;
    const run = await real.run(text);
    const landscape = await real.session.landscape(run.id, [0, 1]);
    const { x, y, nx, values } = landscape!;
    assert.equal(values[0], 100 + x[0] - y[0]);
    assert.equal(values[nx - 1], 100 + x[1] - y[0]);
  });
});
