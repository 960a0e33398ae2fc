import assert from 'node:assert/strict';
import fc from 'fast-check';
import { message } from '../../../src/messages';
import type { Derivation } from '../../../src/protocol/series';
import { maximumDumpBytes, readDump, writeDump, type KeptRun } from '../../../src/trace/dump';
import { Trace } from '../../../src/trace/trace';
import { frame, header, rowWidth } from './support';

const derivations = (): Record<string, Derivation> => ({
  twiceM: (read, index, step) => 2 * read.value('m', index, step),
});

function run(steps: number): KeptRun {
  const trace = new Trace(header(), derivations());
  const rows = frame(1, steps);
  if (steps > 1) rows.set([NaN, -0, Infinity], rowWidth);
  if (steps > 0) trace.append(1, rows);
  return {
    trace,
    objective: { key: 'file:///f.ts#f', name: 'f', file: '/f.ts' },
    state: 'user-error',
    finalLoss: NaN,
    error: {
      message: {
        ...message('hyperparameter.range', ['lr', -0]),
        place: { file: 'f.ts', line: 3, column: 9 },
      },
      step: steps,
    },
    notes: [message('hyperparameter.eps-zero')],
    isolated: true,
    cursor: steps,
    stale: true,
    millisecondsPerEvaluation: 0.25,
    start: [[1, -0], 'é'],
    bounds: [-Infinity, 1],
    minimum: [1, 1, 0],
    landscapes: [
      {
        coordinates: [0, 2],
        landscape: {
          x: [-1, 1],
          y: [0, 2],
          nx: 3,
          ny: 2,
          values: Float64Array.of(1, 2, 3, NaN, -0, 6),
        },
      },
    ],
  };
}

async function bytesOf(kept: Parameters<typeof writeDump>[0]): Promise<Uint8Array> {
  const written = await writeDump(kept);
  assert.ok('bytes' in written);
  return written.bytes;
}

describe('A dump', () => {
  it('brings everything back, bit for bit', async () => {
    const before = run(1000);
    const after = readDump(await bytesOf(before), derivations);
    assert.ok(after);
    const { trace, ...about } = after;
    const { trace: original, ...rest } = before;
    assert.deepEqual(about, rest);
    assert.deepEqual(trace.header, original.header);
    assert.ok(Object.is(trace.value('theta', 0, 2), -0));
    for (const series of trace.series) {
      for (const step of [0, 1, 2, 500, 1000]) {
        assert.ok(
          Object.is(trace.value(series.name, 0, step), original.value(series.name, 0, step)),
        );
      }
    }
    assert.equal(trace.value('twiceM', 1, 4), 2 * (4 + 8 / 100));
  });

  it('takes little more than its numbers', async () => {
    const size = async (steps: number): Promise<number> => (await bytesOf(run(steps))).length;
    assert.ok((await size(1000)) - (await size(0)) - 8 * rowWidth * 1000 < 32);
    assert.ok((await size(0)) < 3000);
  });

  it('keeps a run that still goes on as stopped', async () => {
    const after = readDump(await bytesOf({ ...run(3), state: 'running' }), derivations);
    assert.equal(after?.state, 'stopped');
    assert.equal(after?.trace.length, 3);
  });

  it('reads bytes that stand anywhere in a buffer', async () => {
    const bytes = await bytesOf(run(2));
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    assert.equal(readDump(shifted.subarray(3), derivations)?.trace.length, 2);
  });

  it('is refused, with the sizes, where it would be felt', async () => {
    const steps = Math.ceil(maximumDumpBytes / 8 / rowWidth);
    const large = run(0);
    // Only its length is looked at before it is refused.
    Object.defineProperty(large.trace, 'length', { get: () => steps });
    assert.deepEqual(await writeDump(large), {
      problem: message('trace.too-large-to-keep', [129, 128]),
    });
  });

  it('is null wherever it is cut off, and never throws', async () => {
    const bytes = await bytesOf(run(2));
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(readDump(bytes.slice(0, length), derivations), null, `cut at ${length}`);
    }
    assert.equal(readDump(new Uint8Array([...bytes, 0, 0, 0, 0, 0, 0, 0, 0]), derivations), null);
  });

  it('never throws on bytes that were changed or were never ours', async () => {
    const bytes = await bytesOf(run(2));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = bytes.slice();
        changed[at] = value;
        readDump(changed, derivations);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        assert.equal(readDump(garbage, derivations), null);
      }),
    );
  });

  it('is null for another version, and for a header that lies about lengths', async () => {
    const bytes = await bytesOf(run(2));
    const newer = bytes.slice();
    newer[4] = 2;
    assert.equal(readDump(newer, derivations), null);
    const text = Buffer.from(bytes).toString('latin1');
    for (const [truth, lie] of [
      ['"length":2,', '"length":3,'],
      ['"length":1,', '"length":9,'],
      ['"nx":3', '"nx":4'],
      ['"cursor":2', '"cursor":-'],
    ] as const) {
      assert.ok(text.includes(truth));
      const lying = Uint8Array.from(Buffer.from(text.replace(truth, lie), 'latin1'));
      assert.equal(readDump(lying, derivations), null, lie);
    }
  });
});
