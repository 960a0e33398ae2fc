import assert from 'node:assert/strict';
import { message } from '../../../../src/messages';
import { RowThinner } from '../../../../src/protocol/checkpoints';
import { baseSeries } from '../../../../src/protocol/series';
import { crc32, crc32ByTable } from '../../../../src/trace/file/crc32';
import { bytesInMemory } from '../../../../src/trace/file/bytes';
import { openTrace } from '../../../../src/trace/file/open';
import { rowsPerChunk } from '../../../../src/trace/file/recordedRows';
import { Trace } from '../../../../src/trace/trace';
import { frame, header, lossHeader, row } from '../support';
import { derivations, done, opened, record, recorded, small } from './support';

describe('A trace file', () => {
  it('brings everything back, bit for bit', async () => {
    const run = opened(await small());
    const { trace } = run;
    assert.deepEqual(trace.header, header());
    assert.equal(trace.length, 77);
    for (let step = 1; step <= 77; step++) {
      const expected = row(step);
      if (step === 2) expected.splice(0, 4, NaN, -0, Infinity, 5e-324);
      const found = new Float64Array(12);
      trace.readRows(step, found);
      assert.deepEqual(found, Float64Array.from(expected), `step ${step}`);
    }
    assert.ok(Object.is(trace.value('theta', 0, 2), -0));
    assert.equal(trace.value('twiceM', 1, 4), 2 * (4 + 8 / 100));
    assert.equal(trace.value('sharpness', 0, 10), 9);
    const { header: about, ...others } = record();
    assert.deepEqual({ ...run.about, header: about }, { ...others, header: about });
    assert.deepEqual(run.notes, [message('hyperparameter.eps-zero')]);
    assert.deepEqual(run.printed, [{ level: 'log', text: 'hello' }]);
    assert.deepEqual(
      [run.state, run.finalLoss, run.error, run.interrupted, run.cursor, run.stale],
      ['done', 0.1, null, false, 5, true],
    );
    assert.equal(run.millisecondsPerEvaluation, 0.25);
    assert.deepEqual(run.landscapes, [
      {
        coordinates: [0, 2],
        landscape: {
          ...{ x: [-1, 1], y: [0, 2], nx: 3, ny: 2 },
          values: Float64Array.of(1, 2, 3, NaN, -0, 6),
        },
      },
    ]);
  });

  it('keeps the state that a fork began with', async () => {
    const fork = { run: 3, step: 7, anew: false, state: { m: Float64Array.of(1, NaN, -0) } };
    const bytes = await recorded(() => undefined, header({ fork }));
    assert.deepEqual(opened(bytes).trace.header.fork, fork);
  });

  it('keeps the full rows of checkpoints beside those of every step', async () => {
    const every = 5;
    const of = header({ steps: 23, checkpoints: { every } });
    const thinner = new RowThinner(of.series, of.leaves, every);
    const bytes = await recorded((recording) => {
      const trace = new Trace(of, {}, (width, kind) => recording.makeRows(width, kind));
      for (const [from, to] of [
        [1, 12],
        [13, 23],
      ] as const) {
        const { data, full } = thinner.thin(from, frame(from, to));
        trace.append(from, data, full);
      }
    }, of);
    const { trace } = opened(bytes);
    assert.deepEqual(trace.header.checkpoints, { every });
    for (let step = 1; step <= 23; step++) {
      assert.equal(trace.value('loss', 0, step), step);
      assert.equal(trace.value('ratio', 1, step), step + 11 / 100);
      const isFull = step % every === 0 || (step + 1) % every === 0;
      assert.equal(trace.has(step), isFull);
      if (isFull) assert.equal(trace.value('m', 1, step), row(step)[8]);
    }
  });

  it('keeps which steps another program has logged', async () => {
    const of = header({ imported: { file: 'log.csv' }, logged: Float64Array.of(1, 10, 100) });
    const bytes = await recorded((recording) => recording.makeRows(12).append(frame(1, 3)), of);
    const { trace } = opened(bytes);
    assert.deepEqual(trace.header, of);
    assert.equal(trace.value('loss', 0, 100), 3);
  });

  it('has a run without an end as interrupted, at the step it came to', async () => {
    const bytes = await recorded((recording) => recording.makeRows(12).append(frame(1, 9)));
    const run = opened(bytes);
    assert.equal(run.state, 'stopped');
    assert.equal(run.interrupted, true);
    assert.deepEqual(run.notes, [message('trace.file.interrupted', ['9'])]);
  });

  it('takes little more than its numbers', async () => {
    const size = async (steps: number) =>
      (
        await recorded((recording) => {
          const rows = recording.makeRows(3);
          if (steps > 0) rows.append(new Float64Array(3 * steps));
          recording.end(done);
        }, lossHeader(steps))
      ).length;
    const [none, many] = [await size(0), await size(100_000)];
    assert.ok(none < 4000, `${none} bytes`);
    assert.ok(many - none < 8 * 3 * 100_000 * 1.015, `${many - none} bytes`);
  });

  it('is written while the run goes on, and reads the same meanwhile', async () => {
    const steps = 20_000;
    await recorded(async (recording) => {
      const trace = new Trace(header({ steps }), derivations(header(), null), (width) =>
        recording.makeRows(width),
      );
      let next = 1;
      for (let size = 1; next <= steps; size = (size * 7) % 5003) {
        const last = Math.min(steps, next + size - 1);
        trace.append(next, frame(next, last));
        if (size % 3 === 0) await recording.written();
        next = last + 1;
        for (const step of [1, (last >> 1) + 1, last]) {
          assert.equal(trace.value('ratio', 1, step), step + 11 / 100);
        }
      }
      await recording.written();
      for (let step = 1; step <= steps; step += 13) {
        assert.equal(trace.value('loss', 0, step), step);
      }
      const rows = new Float64Array(2 * 12);
      trace.readRows(9_999, rows);
      assert.deepEqual(rows, frame(9_999, 10_000));
    });
  });

  it('gives the same numbers however often blocks make room for others', async () => {
    // 60 MB of rows: twice what is kept at hand.
    const steps = 2_500_000;
    const numbers = new Float64Array(3 * steps);
    for (let k = 0; k < numbers.length; k++) numbers[k] = k;
    const longHeader = { ...lossHeader(steps), series: [...baseSeries] };
    const bytes = await recorded((recording) => {
      recording.makeRows(3).append(numbers);
      recording.end(done);
    }, longHeader);
    const { trace } = opened(bytes);
    for (let k = 0, step = 1; k < 5000; k++, step = 1 + ((step * 48_271) % steps)) {
      const before = Math.max(1, step - 1);
      // From one block to another and back, as Δθ at a block's beginning is read.
      assert.equal(trace.value('loss', 0, step), 3 * step - 3);
      assert.equal(trace.value('grad', 0, before), 3 * before - 1);
      assert.equal(trace.value('theta', 0, step), 3 * step - 2);
    }
  });

  it('has the extremes of long runs without reading their rows', async () => {
    const steps = 1_100_000;
    const value = (step: number) => ((step * 7919) % 1_000_003) + (step === 777_777 ? -1e9 : 0);
    const numbers = new Float64Array(3 * steps);
    for (let step = 1; step <= steps; step++) numbers[3 * step - 3] = value(step);
    const longHeader = { ...lossHeader(steps), series: [...baseSeries] };
    const bytes = await recorded((recording) => {
      recording.makeRows(3).append(numbers);
      recording.end(done);
    }, longHeader);
    let read = 0;
    const source = {
      size: bytes.length,
      read(position: number, target: Uint8Array) {
        read += target.length;
        return bytesInMemory(bytes).read(position, target);
      },
    };
    const found = openTrace(source, derivations);
    assert.ok('run' in found);
    const points = [...found.run.trace.points('loss', 0, 0, steps, 500)];
    assert.ok(read < bytes.length / 20, `${read} of ${bytes.length} bytes`);
    const memory = new Trace(longHeader, {});
    memory.append(1, numbers);
    assert.deepEqual(points, [...memory.points('loss', 0, 0, steps, 500)]);
    assert.ok(points.includes(-1e9 + value(777_777) + 1e9));
  });

  it('has chunks of a power of two rows, and one where a row is wider', () => {
    assert.deepEqual([1, 9, 12, 65_536, 1e6].map(rowsPerChunk), [4096, 4096, 4096, 1, 1]);
  });
});

describe('CRC-32', () => {
  it('is that of zlib, by table too', () => {
    const check = new TextEncoder().encode('123456789');
    assert.equal(crc32ByTable(check), 0xcbf43926);
    assert.equal(crc32(check), 0xcbf43926);
    assert.equal(crc32(new Uint8Array()), 0);
  });
});
