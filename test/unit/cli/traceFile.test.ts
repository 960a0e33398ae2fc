import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { adamscope, beside, read, start } from './support';

const files = {
  'bowl.ts': `/** @optimizer adam lr=0.5 @steps 40 */
export const bowl = ([x, y] = [3, -0]) => x * x + 10 * y * y;
`,
  'fails.ts': `export function fails(x = 2, { step }: { step: number }) {
  console.log('step ' + step);
  if (step === 4) throw new Error('no more');
  return x * x;
}
`,
  'slow.ts': `export function slow(x = 1, { step }: { step: number }) {
  if (step === 5) console.log('step five');
  let sum = 0;
  for (let i = 0; i < 3000; i++) sum += i;
  return x * x + 0 * sum;
}
`,
};

describe('adamscope trace --save and adamscope show', function () {
  const place = beside(this, files);
  const run = (...args: string[]) => adamscope(args, place.folder);

  for (const format of ['json', 'csv', 'ndjson', 'table']) {
    it(`show again what trace has written, as ${format}`, async () => {
      const more = ['--sharpness', 'every=7', '--format', format];
      const traced = await run('trace', 'bowl.ts', '--save', 'bowl.adamtrace', ...more);
      assert.equal(traced.status, 0, traced.stderr);
      const shown = await run('show', 'bowl.adamtrace', '--format', format);
      assert.deepEqual([shown.status, shown.stderr], [0, '']);
      assert.equal(shown.stdout, traced.stdout);
      assert.ok(shown.stdout.includes(format === 'table' ? 'λ max(' : 'sharpness'));
    });
  }

  it('show the error, its place and what was printed', async () => {
    const traced = await run('trace', 'fails.ts', '--save', 'fails.adamtrace');
    assert.equal(traced.status, 1);
    const shown = await run('show', 'fails.adamtrace');
    assert.equal(shown.status, 0);
    assert.equal(shown.stdout, traced.stdout);
    assert.match(shown.stderr, /^step 1\nstep 2\n/);
    assert.match(shown.stderr, /fails\.ts:3:\d+: .*no more/);
  });

  it('write the fork alone, where there is one', async () => {
    const fork = ['--from-step', '10', '--fork', 'lr=0.1'];
    const traced = await run('trace', 'bowl.ts', ...fork, '--save', 'fork.adamtrace');
    assert.equal(traced.status, 0, traced.stderr);
    const shown = await run('show', 'fork.adamtrace');
    assert.equal(shown.stdout, traced.stdout);
  });

  it('leave a file that opens, and no folder, where SIGTERM comes', async () => {
    const temporary = path.join(place.folder, 'temporary');
    mkdirSync(temporary);
    const args = ['trace', 'slow.ts', '--steps', '5000000', '--save', 'slow.adamtrace'];
    const { child, ended } = start(args, place.folder, { TMPDIR: temporary });
    await once(child.stderr!, 'data');
    child.kill('SIGTERM');
    const outcome = await ended;
    assert.equal(outcome.status, 130, outcome.stderr);
    assert.deepEqual(readdirSync(temporary), []);
    const shown = await run('show', 'slow.adamtrace');
    assert.equal(shown.status, 0);
    assert.deepEqual([read(shown).state, read(shown).steps], ['stopped', read(outcome).steps]);
  });

  it('show what is whole of a file that is cut off, and say so', async () => {
    await run('trace', 'bowl.ts', '--save', 'cut.adamtrace');
    const file = path.join(place.folder, 'cut.adamtrace');
    truncateSync(file, statSync(file).size - 8);
    const shown = await run('show', 'cut.adamtrace');
    assert.equal(shown.status, 0);
    assert.deepEqual([read(shown).steps, read(shown).finalLoss], [40, null]);
    assert.match(shown.stderr, /note: Interrupted at step 40: the file has no end\.\n/);
  });

  it('refuse what is no trace, what is not there and what cannot be written', async () => {
    writeFileSync(path.join(place.folder, 'none.adamtrace'), 'x'.repeat(100));
    const source = readFileSync(path.join(place.folder, 'bowl.ts'), 'utf8');
    for (const [args, status, said] of [
      [['show', 'none.adamtrace'], 1, /This file is not a trace\./],
      [['show', 'absent.adamtrace'], 2, /Cannot read absent\.adamtrace/],
      [['show'], 2, /which trace file/],
      [['show', 'none.adamtrace', 'x'], 2, /one argument too many/],
      [['trace', 'bowl.ts', '--save', 'no/such/folder'], 2, /Cannot write no\/such\/folder/],
      [['trace', 'bowl.ts', '--save', 'bowl.ts'], 2, /would overwrite .*bowl\.ts/],
      [['trace', 'bowl.ts', '--save', 'x', '--out', 'x'], 2, /the same file, x/],
    ] as const) {
      const outcome = await run(...args);
      assert.deepEqual([outcome.status, outcome.stdout], [status, ''], args.join(' '));
      assert.match(outcome.stderr, said);
    }
    assert.equal(readFileSync(path.join(place.folder, 'bowl.ts'), 'utf8'), source);
  });
});
