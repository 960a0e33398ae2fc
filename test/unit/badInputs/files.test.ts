import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inEnglish } from '../../../src/messages';
import { openRun } from '../../../src/session/openRun';
import { FileRecorder } from '../../../src/session/recorder';
import { Session, type Run } from '../../../src/session/session';
import { openBytes } from '../../../src/trace/file/descriptor';
import { bytesInMemory } from '../../../src/trace/file/bytes';
import { PuppetEngine } from '../protocol/fuzz/engineJobs';
import { outcome, RealSession } from '../session/realSession';
import { frame, header, row } from '../trace/support';
import { done, openedFrom, recorded } from '../trace/file/support';

const hundred = (count = 100) =>
  recorded((recording) => {
    recording.makeRows(12).append(frame(1, count));
    recording.end(done);
  });

describe('bad input: trace files and what surrounds them', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'adamscope-files-'))));
  after(() => rmSync(folder, { recursive: true }));

  const places: [string, (folder: string) => string][] = [
    ['a folder that is not there', (inside) => path.join(inside, 'nowhere', 'a.adamtrace')],
    ['a folder in the file’s place', (inside) => inside],
    ['a file where a folder should be', (inside) => path.join(inside, 'plain', 'a.adamtrace')],
    ['a name that is too long', (inside) => path.join(inside, `${'a'.repeat(300)}.adamtrace`)],
  ];
  it('row 70: where no file can be written, runs go on in memory, and one warning says so', async () => {
    writeFileSync(path.join(folder, 'plain'), '');
    const real = await RealSession.open();
    try {
      for (const [what, place] of places) {
        const warnings: string[] = [];
        const recorder = new FileRecorder(
          () => place(folder),
          'test',
          (said) => warnings.push(inEnglish(said)),
        );
        const engine = { start: real.pool.start.bind(real.pool), dispose: () => undefined };
        const session = new Session(engine, console.error, recorder);
        recorder.follow(session);
        const { request } = await real.run('const f = (x = 3) => x * x;', { flags: { steps: 20 } });
        const runs = [session.start(request), session.start(request)];
        await Promise.all(runs.map((run) => ended(session, run)));
        for (const run of runs) {
          assert.deepEqual(outcome(run), ['done', null, undefined, 20], what);
          assert.deepEqual(
            [run.trace!.value('loss', 0, 1), run.trace!.value('grad', 0, 1)],
            [9, 6],
          );
        }
        assert.equal(warnings.length, 1, `${what}: ${warnings.join('\n')}`);
        session.dispose();
      }
    } finally {
      await real.close();
    }
  });

  it('row 71: a clock that jumps ends no run and changes none', async () => {
    const real = await RealSession.open();
    const { now } = Date;
    try {
      const text =
        'const f = (x = 3) => { let s = 0; for (let i = 0; i < 1e5; i++) s += i; return x * x + 0 * s; };';
      const run = await real.start(text, { flags: { steps: 60 } });
      await real.until(run, () => (run.trace?.length ?? 0) > 0);
      // A night of sleep, and a clock that is set back.
      Date.now = () => now() + 8 * 3_600_000;
      await real.until(run, () => run.state !== 'running' || run.trace!.length > 20);
      Date.now = () => now() - 8 * 3_600_000;
      await real.ended(run);
      assert.deepEqual(outcome(run), ['done', null, undefined, 60]);
      assert.ok(run.millisecondsPerEvaluation! > 0 && run.millisecondsPerEvaluation! < 60_000);
    } finally {
      Date.now = now;
      await real.close();
    }
  });

  it('row 78: a file of more than 2 GB opens at once: what is whole of it is read, the rest is not', async () => {
    const file = path.join(folder, 'large.adamtrace');
    writeFileSync(file, await hundred());
    // Holes take no room on the disk.
    truncateSync(file, 2.5 * 2 ** 30);
    const source = openBytes(file);
    try {
      assert.ok(source.size > 2 ** 31);
      const { trace } = openedFrom(source);
      assert.deepEqual([trace.length, trace.value('m', 1, 100)], [100, row(100)[8]]);
    } finally {
      source.close();
    }
  });

  it('row 80: NaN, infinities and the smallest numbers are kept to the bit, and are gaps in lines', async () => {
    const odd = [1, NaN, -Infinity, 5e-324, Infinity, -0, 2];
    const bytes = await recorded(
      (recording) => {
        const rows = recording.makeRows(12);
        for (const value of odd) rows.append(new Float64Array(12).fill(value));
        recording.end(done);
      },
      header({ steps: odd.length }),
    );
    const { trace } = openedFrom(bytesInMemory(bytes));
    odd.forEach((value, k) => assert.ok(Object.is(trace.value('m', 0, k + 1), value), String(k)));
    const points = trace.points('m', 0, 1, odd.length, 500);
    assert.deepEqual(
      [...points].filter((_, i) => i % 2 === 1),
      [1, NaN, NaN, 5e-324, NaN, -0, 2],
    );
  });

  const onPosix = process.platform === 'win32' ? it.skip : it;
  const reason = process.platform === 'win32' ? ' (skipped: links need rights on Windows)' : '';
  onPosix(
    `row 81: a link is the file that it leads to; a broken or circular one is no trace${reason}`,
    async () => {
      const [file, link] = ['linked.adamtrace', 'link.adamtrace'].map((name) =>
        path.join(folder, name),
      );
      writeFileSync(file!, await hundred(7));
      symlinkSync(file!, link!);
      const source = openBytes(link!);
      assert.equal(openedFrom(source).trace.length, 7);
      // What it led to is gone: the open file is still the one that was opened.
      rmSync(file!);
      assert.equal(openedFrom(source).trace.value('m', 1, 7), row(7)[8]);
      source.close();
      assert.throws(() => openBytes(link!), /ENOENT/);
      const circle = path.join(folder, 'circle.adamtrace');
      symlinkSync(circle, circle);
      assert.throws(() => openBytes(circle), /ELOOP/);
    },
  );

  it('row 82: the code in a file is never run, whatever is asked of its run', async () => {
    const bytes = await recorded((recording) => {
      recording.makeRows(12).append(frame(1, 9));
      recording.end(done);
    });
    const found = openRun(bytesInMemory(bytes), 'a#f');
    assert.ok('run' in found);
    // Its source is there to be read.
    assert.match(found.file.about.source!.text, /exports\.objective/);
    assert.equal(found.run.request.bundle.code, '');
    const engine = new PuppetEngine();
    const session = new Session(engine);
    const run = session.adopt(found.run);
    session.setCursor(run.id, 4);
    await session.fetch(run.id, 1, 9);
    session.stop(run.id);
    session.markStale('a#f');
    assert.equal(engine.job, null);
    assert.equal(run.trace!.value('m', 1, 9), row(9)[8]);
    session.dispose();
  });
});

function ended(session: Session, run: Run): Promise<void> {
  return new Promise((resolve) => {
    const look = () => run.state !== 'running' && resolve();
    session.onDidChange(look);
    look();
  });
}
