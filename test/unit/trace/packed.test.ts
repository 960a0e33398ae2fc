import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RowThinner } from '../../../src/protocol/checkpoints';
import type { SeriesDeclaration } from '../../../src/protocol/series';
import { packRows, packSeries, packTrace } from '../../../src/trace/packed/pack';
import { fromPlanes, toPlanes } from '../../../src/trace/packed/planes';
import { unpackRows } from '../../../src/trace/packed/unpack';
import { Trace } from '../../../src/trace/trace';
import { frame, header } from './support';

const bitsOf = (numbers: Float64Array) =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('hex');

/** Any 64 bits, not-a-numbers with their payloads among them. */
const doubles = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.uint8Array({ maxLength: 800 }))
  .map(([width, bytes]) => {
    const rows = Math.floor(bytes.length / 8 / width);
    return { width, rows: new Float64Array(bytes.slice(0, rows * width * 8).buffer) };
  });

/** The trace again, out of its packed blocks. */
async function unpacked(trace: Trace): Promise<{ again: Trace; blocks: number }> {
  const again = new Trace(trace.header, {});
  let blocks = 0;
  for await (const { first, width, rows, full } of packTrace(trace)) {
    const complete = full && (await unpackRows(full.rows, full.width));
    again.append(first, await unpackRows(rows, width), complete ?? undefined);
    blocks++;
  }
  return { again, blocks };
}

function assertSame(trace: Trace, again: Trace): void {
  assert.equal(again.length, trace.length);
  for (let step = 0; step <= trace.length; step++) {
    assert.equal(again.has(step), trace.has(step), `step ${step}`);
    for (const { name } of trace.header.series.filter(({ stored }) => stored)) {
      for (let index = 0; index < 3; index++) {
        const [one, other] = [trace, again].map((each) => each.value(name, index, step));
        assert.ok(Object.is(one, other), `${name} ${index} at ${step}`);
      }
    }
  }
}

describe('packed rows', () => {
  it('are unpacked to the same bits', async () => {
    await fc.assert(
      fc.asyncProperty(doubles, async ({ rows, width }) => {
        assert.equal(bitsOf(fromPlanes(toPlanes(rows, width), width)), bitsOf(rows));
        assert.equal(bitsOf(await unpackRows(await packRows(rows, width), width)), bitsOf(rows));
      }),
    );
  });

  it('are small where numbers change little', async () => {
    const rows = Float64Array.from({ length: 4000 }, (_, i) => 1 + 1e-9 * (i >> 1));
    const packed = await packRows(rows, 2);
    assert.ok(packed.length < 4000 * 8 * 0.4, `${packed.length}`);
  });

  it('are refused where they are none', async () => {
    await assert.rejects(unpackRows('AAAA', 1));
    const packed = await packRows(new Float64Array(3), 1);
    await assert.rejects(unpackRows(packed, 2), RangeError);
  });

  it('of a trace make the trace again, over several blocks', async () => {
    const steps = 9000;
    const trace = new Trace(header({ steps }), {});
    trace.append(1, frame(1, steps));
    const { again, blocks } = await unpacked(trace);
    assert.ok(blocks > 1);
    assertSame(trace, again);
  });

  it('of a trace with checkpoints hold its full rows, too', async () => {
    const [steps, every] = [9000, 70];
    const given = header({ steps, checkpoints: { every } });
    const trace = new Trace(given, {});
    const thinner = new RowThinner(given.series, given.leaves, every);
    const { data, full } = thinner.thin(1, frame(1, steps));
    trace.append(1, data, full);
    const { again } = await unpacked(trace);
    assertSame(trace, again);
  });

  it('of a series that was computed afterwards stand by themselves', async () => {
    const trace = new Trace(header({ steps: 3 }), {});
    trace.append(1, frame(1, 3));
    const sharpness: SeriesDeclaration = {
      ...{ name: 'sharpness', symbol: 'λ', per: 'run', stored: false, axis: 'log' },
    };
    trace.add(sharpness, Float64Array.of(2, NaN, 3));
    const values = await unpackRows(await packSeries(trace, sharpness), 1);
    assert.deepEqual([...values], [2, NaN, 3]);
  });
});
