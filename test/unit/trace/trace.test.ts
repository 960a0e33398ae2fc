import assert from 'node:assert/strict';
import type { SeriesReader } from '../../../src/protocol/series';
import { Trace } from '../../../src/trace/trace';
import { derivedM, frame, header, row, rowWidth } from './support';

const derivations = {
  [derivedM.name]: (read: SeriesReader, index: number, step: number) =>
    2 * read.value('m', index, step),
};

function traceOf(steps: number): Trace {
  const trace = new Trace(header(), derivations);
  if (steps > 0) trace.append(1, frame(1, steps));
  return trace;
}

describe('Trace', () => {
  it('reads every stored series exactly', () => {
    const trace = traceOf(5);
    assert.equal(trace.length, 5);
    assert.equal(trace.rowWidth, rowWidth);
    assert.equal(trace.value('loss', 0, 3), 3);
    assert.equal(trace.value('theta', 2, 3), row(3)[3]);
    assert.equal(trace.value('grad', 0, 5), row(5)[4]);
    assert.equal(trace.value('m', 1, 1), row(1)[8]);
    assert.equal(trace.value('ratio', 1, 4), row(4)[11]);
  });

  it('has θ alone at step 0, bit for bit', () => {
    const trace = traceOf(2);
    assert.equal(trace.value('theta', 0, 0), 0.5);
    assert.ok(Object.is(trace.value('theta', 1, 0), -0));
    assert.ok(Number.isNaN(trace.value('loss', 0, 0)));
    assert.ok(Number.isNaN(trace.value('update', 0, 0)));
  });

  it('derives when read: the update from θ, others from what was injected', () => {
    const trace = traceOf(3);
    assert.equal(trace.value('update', 0, 1), row(1)[1]! - 0.5);
    assert.equal(trace.value('update', 2, 3), row(3)[3]! - row(2)[3]!);
    assert.equal(trace.value('twiceM', 1, 2), 2 * row(2)[8]!);
    assert.deepEqual(
      trace.series.map((series) => series.name),
      ['loss', 'theta', 'grad', 'm', 'ratio', 'twiceM', 'update'],
    );
  });

  it('answers NaN where there is nothing', () => {
    const trace = traceOf(3);
    for (const [series, index, step] of [
      ['loss', 0, 4],
      ['loss', 1, 1],
      ['loss', -1, 1],
      ['theta', 3, 0],
      ['theta', 0, NaN],
      ['ratio', 2, 1],
      ['__proto__', 0, 1],
      ['nothing', 0, 1],
    ] as const) {
      assert.ok(Number.isNaN(trace.value(series, index, step)), `${series}[${index}] at ${step}`);
    }
  });

  it('refuses rows that leave a gap, repeat a step or are no whole rows', () => {
    const trace = traceOf(3);
    assert.throws(() => trace.append(5, frame(5, 5)), RangeError);
    assert.throws(() => trace.append(3, frame(3, 3)), RangeError);
    assert.throws(() => trace.append(4, frame(4, 4).subarray(1)), RangeError);
    assert.equal(trace.length, 3);
    assert.throws(() => new Trace(header({ start: Float64Array.of(1) }), {}), RangeError);
  });

  it('keeps frames of any size in order over many blocks', () => {
    const trace = new Trace(header({ steps: 20_000 }), derivations);
    let next = 1;
    for (let size = 1; next <= 20_000; size = (size * 7) % 5003) {
      const last = Math.min(20_000, next + size - 1);
      trace.append(next, frame(next, last));
      next = last + 1;
    }
    for (let step = 1; step <= 20_000; step += 13) {
      assert.equal(trace.value('ratio', 1, step), step + 11 / 100);
    }
    const rows = new Float64Array(2 * rowWidth);
    trace.readRows(9_999, rows);
    assert.deepEqual(rows, frame(9_999, 10_000));
  });

  it('holds rows wider than a block', () => {
    const length = 70_000;
    const coordinates = Array.from({ length }, (_, i) => `x[${i}]`);
    const wide = header({
      leaves: [{ name: 'x', path: [0], length, shape: [length], coordinates }],
      start: new Float64Array(length),
      series: header().series.slice(0, 3),
    });
    const trace = new Trace(wide, {});
    trace.append(
      1,
      Float64Array.from({ length: 2 * (1 + 2 * length) }, (_, i) => i),
    );
    assert.equal(trace.length, 2);
    assert.equal(trace.value('grad', length - 1, 1), 2 * length);
    assert.equal(trace.value('theta', 0, 2), 2 * length + 2);
  });

  describe('path', () => {
    it('holds every step while they are few', () => {
      assert.deepEqual(
        [...traceOf(2).path(0, 2, 10)],
        [0, 0.5, 0.25, 1, row(1)[1], row(1)[3], 2, row(2)[1], row(2)[3]],
      );
      assert.deepEqual([...traceOf(0).path(0, 2, 10)], [0, 0.5, 0.25]);
    });

    it('is thinned evenly, with the first and the last step', () => {
      const path = traceOf(1000).path(0, 1, 101);
      const steps = Array.from(path).filter((_, i) => i % 3 === 0);
      assert.deepEqual(
        steps,
        Array.from({ length: 101 }, (_, k) => 10 * k),
      );
      assert.equal(path[path.length - 1], row(1000)[2]);
      assert.deepEqual(
        [...traceOf(9).path(0, 1, 0)].filter((_, i) => i % 3 === 0),
        [0, 9],
      );
    });
  });
});
