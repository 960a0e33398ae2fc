import assert from 'node:assert/strict';
import { message } from '../../../../src/messages';
import { bytesInMemory } from '../../../../src/trace/file/bytes';
import { chunkHeaderBytes, chunkTypes, makeChunk } from '../../../../src/trace/file/chunk';
import { crc32 } from '../../../../src/trace/file/crc32';
import { openTrace } from '../../../../src/trace/file/open';
import { recordBytes } from '../../../../src/trace/file/records';
import { frame, header, row } from '../support';
import { checkAll, chunksOf, looked, mutated, repair } from './damage';
import { derivations, done, opened, record, recorded, small } from './support';

const problem = (bytes: Uint8Array) => {
  const found = openTrace(bytesInMemory(bytes), derivations);
  return 'problem' in found ? found.problem : null;
};

describe('A damaged trace file', () => {
  let whole: Uint8Array;
  let starts: number[];
  before(async () => {
    whole = await small();
    starts = chunksOf(whole);
    // Header, three of rows, note, printed, end, series, landscape, view; and the end of the file.
    assert.equal(starts.length, 11);
  });

  it('row 73: is no trace where it is empty, garbage or something else', () => {
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(5000),
      new TextEncoder().encode('x'.repeat(100)),
      new TextEncoder().encode('{"adamtrace": 1}'),
      whole.slice(1),
    ]) {
      assert.deepEqual(problem(bytes), message('trace.file.none'));
    }
  });

  it('row 76: is refused politely where its version is newer', () => {
    const newer = whole.slice();
    newer[8] = 2;
    assert.deepEqual(problem(newer), message('trace.file.newer', [2, 1]));
  });

  it('row 74: has what stands before the cut, wherever it is cut off', () => {
    const steps = [0, 4, 7, 77];
    for (let length = 0; length < whole.length; length++) {
      const bytes = whole.slice(0, length);
      const complete = starts.filter((start) => start <= length).length - 1;
      if (complete < 1) {
        assert.notEqual(problem(bytes), null, `cut at ${length}`);
        continue;
      }
      const run = looked(bytes)!;
      const expected = steps[complete < 4 ? complete - 1 : complete < 6 ? 2 : 3]!;
      const { trace } = run;
      // The chunk of 70 rows stands behind the note and what was printed.
      assert.equal(trace.length, expected, `cut at ${length}`);
      for (let step = 1; step <= trace.length; step += 3) {
        if (step !== 2) assert.equal(trace.value('m', 1, step), row(step)[8]);
      }
      assert.equal(run.interrupted, complete < 7);
      const cut = length - starts[complete]!;
      const said = run.notes.some(({ code }) => code === 'trace.file.cut');
      assert.equal(said, cut > 0, `cut at ${length}`);
    }
  });

  it('row 75: leaves out rows whose checksum is wrong, keeps the steps of the others, and says which', () => {
    const bytes = whole.slice();
    const at = starts[2]! + chunkHeaderBytes + 32 + 8;
    bytes[at]! ^= 1;
    const run = opened(bytes);
    assert.deepEqual(
      run.notes.map(({ code }) => code),
      ['hyperparameter.eps-zero'],
    );
    checkAll(run.rows);
    assert.deepEqual(run.notes.at(-1), message('trace.file.damaged-rows', ['5', '7']));
    assert.equal(run.trace.length, 77);
    assert.ok(Number.isNaN(run.trace.value('loss', 0, 6)));
    assert.equal(run.trace.value('loss', 0, 8), 8);
    const points = [...run.trace.points('loss', 0, 4, 9, 50)];
    assert.deepEqual(points, [4, 4, 5, NaN, 6, NaN, 7, NaN, 8, 8, 9, 9]);
  });

  it('leaves a gap where the head of rows is damaged', () => {
    const bytes = whole.slice();
    bytes[starts[2]! + chunkHeaderBytes + 3]! ^= 1;
    const run = looked(bytes)!;
    assert.equal(run.trace.length, 77);
    assert.ok(Number.isNaN(run.trace.value('loss', 0, 6)));
    assert.equal(run.trace.value('loss', 0, 9), 9);
    assert.deepEqual(run.notes.at(-1), message('trace.file.damaged', ['1']));
  });

  it('believes no rows that are further on than there were bytes for', () => {
    for (const first of [6n, 2n ** 40n, 2n ** 63n]) {
      const bytes = whole.slice();
      new DataView(bytes.buffer).setBigUint64(starts[2]! + chunkHeaderBytes, first, true);
      repair(bytes, starts[2]!);
      const run = looked(bytes)!;
      assert.equal(run.trace.length, 77, String(first));
      assert.ok(Number.isNaN(run.trace.value('loss', 0, 6)));
    }
  });

  it('row 77: makes no room for lengths that are not there, negative or not whole', () => {
    for (const lie of [-8n, -1n, 2n ** 31n, 2n ** 53n, 2n ** 63n, 4n]) {
      const bytes = whole.slice();
      new DataView(bytes.buffer).setBigInt64(starts[2]! + 16, BigInt.asIntN(64, lie), true);
      repairHeader(bytes, starts[2]!);
      assert.equal(looked(bytes)!.trace.length, 4, String(lie));
    }
    for (const lie of [0xfffffff8, 0x80000000, 7]) {
      const bytes = whole.slice();
      new DataView(bytes.buffer).setUint32(starts[2]! + 8, lie, true);
      repairHeader(bytes, starts[2]!);
      assert.equal(looked(bytes)!.trace.length, 4, String(lie));
    }
  });

  it('row 78: is refused where the header is too deep, or says what cannot be', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const about = JSON.stringify(record());
    for (const json of [
      about.replace('"start":[[1,0],"é"]', `"start":[${deep}]`),
      about.replace('"length":2,', '"length":3,'),
      about.replace('"length":1,', '"length":2147483648,'),
      about.replace('"steps":1000', '"steps":-1'),
      about.replace('"steps":1000', '"steps":null'),
      about.replace('"tape"', '"sorcery"'),
      `${about.slice(0, -1)},`,
    ]) {
      assert.notEqual(json, about);
      const head = new Uint8Array(Math.ceil((json.length + 8) / 8) * 8).fill(0x20);
      head.set(new TextEncoder().encode(json));
      const bytes = joined(whole.subarray(0, 16), ...makeChunk(1, head, header().start));
      assert.deepEqual(problem(bytes), message('trace.file.unreadable'), json.slice(0, 90));
    }
    assert.equal(problem(await recorded((recording) => recording.end(done))), null);
  });

  it('passes over chunks of a type that nobody knows', () => {
    const unknown = makeChunk(4711, recordBytes({ later: true }), Float64Array.of(1, 2));
    const before = whole.subarray(0, starts[3]);
    const run = opened(joined(before, ...unknown, whole.subarray(starts[3])));
    assert.equal(run.trace.length, 77);
    assert.deepEqual(run.notes, [message('hyperparameter.eps-zero')]);
  });

  it('takes rows of another width for damage', () => {
    const body = new Float64Array(6);
    const head = new Uint8Array(32);
    const view = new DataView(head.buffer);
    view.setBigUint64(0, 5n, true);
    view.setUint32(8, 2, true);
    view.setUint32(12, 3, true);
    const other = makeChunk(chunkTypes.rows, head, body);
    const run = opened(joined(whole.subarray(0, starts[2]), ...other));
    assert.equal(run.trace.length, 4);
  });

  it('row 81: keeps a file readable that changes while it is open', async () => {
    const bytes = await recorded(
      (recording) => {
        recording.makeRows(12).append(frame(1, 10_000));
        recording.end(done);
      },
      header({ steps: 10_000 }),
    );
    const run = opened(bytes);
    assert.equal(run.trace.value('loss', 0, 1), 1);
    bytes.fill(0, bytes.length >> 1);
    assert.equal(run.trace.value('loss', 0, 1), 1);
    assert.ok(Number.isNaN(run.trace.value('loss', 0, 9_000)));
    assert.deepEqual(
      run.notes.map(({ code }) => code),
      ['trace.file.damaged-rows'],
    );
  });

  it('never throws, however it was changed: 20,000 times', function () {
    this.timeout(120_000);
    const outcomes = { refused: 0, opened: 0 };
    for (let seed = 1; seed <= 20_000; seed++) {
      let run;
      try {
        run = looked(mutated(whole, starts, seed));
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
      if (run) outcomes.opened++;
      else outcomes.refused++;
    }
    assert.ok(outcomes.opened > 2000 && outcomes.refused > 2000, JSON.stringify(outcomes));
  });
});

/** The checksum of a chunk's first bytes alone. */
function repairHeader(bytes: Uint8Array, at: number): void {
  const view = new DataView(bytes.buffer);
  view.setUint32(at + 28, crc32(bytes.subarray(at, at + 28)), true);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
