import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openRun } from '../../../../src/session/openRun';
import { bytesInMemory } from '../../../../src/trace/file/bytes';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const inPython = (title: string, test: () => void) =>
  hasPython ? it(title, test) : it.skip(`${title} (there is no python3)`);

describe('A trace file of another program', () => {
  inPython('opens with its numbers, to the bit', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-test-'));
    try {
      const file = path.join(folder, 'bowl.adamtrace');
      const writer = path.resolve('test/unit/trace/file/writer.py');
      const { status, stderr } = spawnSync('python3', [writer, file, '250'], { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      const found = openRun(bytesInMemory(new Uint8Array(readFileSync(file))), 'key');
      assert.ok('run' in found);
      const { run } = found;
      const trace = run.trace!;
      assert.deepEqual([run.state, trace.length, run.notes], ['done', 250, []]);
      let [x, y] = [3, -2];
      for (let step = 1; step <= 250; step++) {
        assert.equal(trace.value('loss', 0, step), x * x + 10 * y * y);
        const gradient = [2 * x, 20 * y] as const;
        [x, y] = [x - 0.05 * gradient[0], y - 0.05 * gradient[1]];
        assert.deepEqual([trace.value('grad', 0, step), trace.value('grad', 1, step)], gradient);
        assert.deepEqual([trace.value('theta', 0, step), trace.value('theta', 1, step)], [x, y]);
      }
      assert.equal(run.finalLoss, x * x + 10 * y * y);
      assert.equal(trace.value('update', 1, 1), -2 - 0.05 * -40 - -2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
