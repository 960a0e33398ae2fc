import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { headStartId, readHeadStart } from '../../../src/protocol/headStart';
import { readInline } from '../../../src/protocol/inlineJson';
import type { HostToPanel } from '../../../src/protocol/panel';
import { pageRunsId, type PageRun } from '../../../src/session/page/data';
import { unpackRows } from '../../../src/trace/packed/unpack';
import { adamscope, beside, read } from './support';

const files = {
  'valley.ts': `export const valley = ([x, y] = [3, -2]) => x ** 2 + 10 * y ** 2;`,
};

const element = (html: string, id: string) =>
  new RegExp(`id="${id}">([^<]*)</script>`).exec(html)![1]!;

describe('what trace writes', function () {
  const place = beside(this, files);
  const trace = (...more: string[]) =>
    adamscope(['trace', 'valley.ts', '--steps', '30', ...more], place.folder);

  it('as NDJSON is what it writes as JSON, a step a line', async () => {
    const json = read(await trace());
    const { status, stdout } = await trace('--format', 'ndjson');
    assert.equal(status, 0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as typeof json);
    assert.equal(lines.length, 31);
    for (const [step, line] of lines.entries()) {
      assert.deepEqual(line.step, step);
      assert.deepEqual(line.theta, json.theta[step]);
      if (step > 0) assert.deepEqual(line.vHat, (json.vHat as unknown[])[step - 1]);
    }
  });

  it('as a page holds every number and the landscape', async () => {
    const out = path.join(place.folder, 'valley.html');
    const json = read(await trace());
    const { status, stderr } = await trace('--format', 'html', '--out', out);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const html = readFileSync(out, 'utf8');
    const messages = readHeadStart(element(html, headStartId)) as HostToPanel[];
    const view = messages.find((each) => each.type === 'run')!.view;
    assert.equal(view.objective, 'valley');
    assert.deepEqual(view.can, { run: false, reveal: false, export: false, draw: false });
    assert.deepEqual([view.state, view.length], ['done', 30]);
    const landscape = messages.find((each) => each.type === 'landscape')?.landscape;
    assert.ok(landscape!.values.length > 1000);
    const [run] = readInline(element(html, pageRunsId)) as PageRun[];
    assert.equal(run!.header.optimizer, 'adam');
    const [, width, packed] = /data-kind="rows"[^>]*data-width="(\d+)">([^<]*)</.exec(html)!;
    const rows = await unpackRows(packed!, Number(width));
    // loss, θ, g, m, v
    assert.equal(rows.length, 30 * 9);
    assert.deepEqual([...rows.subarray(29 * 9 + 1, 29 * 9 + 3)], json.theta[30]);
  });

  it('as a page is what show makes of the file, too', async () => {
    await trace('--save', 'valley.adamtrace');
    const shown = await adamscope(['show', 'valley.adamtrace', '--format', 'html'], place.folder);
    assert.equal(shown.status, 0);
    const traced = await trace('--format', 'html');
    const rows = (html: string) => /data-kind="rows"[^>]*>([^<]*)</.exec(html)![1];
    assert.equal(rows(shown.stdout), rows(traced.stdout));
  });
});
