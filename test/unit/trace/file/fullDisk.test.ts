import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { NoRoom } from '../../../../src/trace/noRoom';
import { TraceRecording } from '../../../../src/trace/file/recording';
import { frame, header, row } from '../support';
import { record } from './support';

/** A device that takes nothing, as a disk that is full: Linux has one. */
const full = '/dev/full';

describe('A trace file on a full disk', function () {
  const title = 'row 70: leaves the rows in memory, up to a limit, and is told of once';
  if (!existsSync(full)) {
    it.skip(`${title} (skipped: this system has no ${full})`);
    return;
  }

  it(title, async () => {
    const of = header();
    const errors: string[] = [];
    const most = 100 * 12 * 8;
    const recording = new TraceRecording(full, record(of), of.start, most, (error) =>
      errors.push(error.message),
    );
    const rows = recording.makeRows(12);
    rows.append(frame(1, 60));
    await recording.written();
    rows.append(frame(61, 90));
    await recording.written();
    assert.equal(errors.length, 1);
    assert.match(errors[0]!, /^ENOSPC/);
    const found = new Float64Array(12);
    for (const step of [1, 60, 61, 90]) {
      rows.read(step - 1, found);
      assert.deepEqual([...found], row(step), `step ${step}`);
    }
    assert.throws(() => rows.append(frame(91, 120)), NoRoom);
    assert.equal(rows.length, 90);
    await recording.close();
  });
});
