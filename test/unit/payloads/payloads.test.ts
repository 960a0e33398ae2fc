import assert from 'node:assert/strict';
import Papa from 'papaparse';
import { printable } from '../../../src/cli/terminal';
import { inEnglish } from '../../../src/messages';
import { writeHeadStart } from '../../../src/protocol/headStart';
import type { Leaf } from '../../../src/protocol/leaf';
import { parseHostMessage } from '../../../src/protocol/panel';
import { markdownTable } from '../../../src/session/panel/markdown';
import { runView } from '../../../src/session/panel/view';
import { exportCsv, exportJson, exportNdjson } from '../../../src/trace/export';
import { Trace } from '../../../src/trace/trace';
import { payloads } from '../../payloads/corpus';
import { finished, request } from '../session/handMade';
import { frame, header, piecesOf } from '../trace/support';

const names = Object.values(payloads);
/** What no text that is looked at may hold as it is. */
const steering = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/** A run in which every string is a payload: names, notes, the error, its place. */
function hostile(payload: string) {
  const short = payload.slice(0, 4000);
  const [w, b]: Leaf[] = header().leaves as [Leaf, Leaf];
  const leaves = [
    { ...w, name: short, coordinates: [short, `${short}2`] },
    { ...b, name: `${short}b` },
  ];
  const of = header({ objective: payload, file: payload, leaves, steps: 5 });
  of.series.push({
    name: short.slice(0, 64),
    symbol: short.slice(0, 64),
    per: 'run',
    stored: false,
    axis: 'log',
  });
  const trace = new Trace(of, { twiceM: () => 1, [short.slice(0, 64)]: () => NaN });
  trace.append(1, frame(1, 5));
  const said = { code: 'evaluation.threw', arguments: [short, short] };
  const place = { file: short, line: 1, column: 2 };
  const run = finished(
    request({ objective: { key: 'k', name: payload, file: payload } }),
    trace,
    1,
  );
  return { ...run, notes: [said], error: { message: { ...said, place }, step: 5 } };
}

const exporting = (payload: string) => ({
  ...hostile(payload),
  trace: hostile(payload).trace!,
  state: 'done' as const,
  source: 'test',
});

for (const [kind, payload] of Object.entries(payloads)) {
  describe(`row 79: ${kind} in every string of a run`, () => {
    it('comes to the panel as text that passes its check, and no tag stands in what it is told', () => {
      const run = hostile(payload);
      const can = { run: true, reveal: true, export: true, draw: true };
      const placeInWords = ({ file }: { file: string }) => file;
      const about = { latest: run, placeInWords, gone: false, behind: [], tuning: null, can };
      const view = runView({ run, ...about }, { say: inEnglish, count: String });
      const message = { type: 'run' as const, view };
      const long = Object.entries(view)
        .map(([k, x]) => [k, JSON.stringify(x)?.length])
        .filter(([, n]) => Number(n) > 200);
      assert.ok(parseHostMessage(message), JSON.stringify(long));
      assert.ok(!writeHeadStart([message]).includes('<'));
    });

    it('is a cell that is no formula in CSV, and steers nothing', async () => {
      const text = (await piecesOf(exportCsv(exporting(payload).trace))).join('');
      assert.ok(!steering.test(text));
      const rows = Papa.parse<string[]>(text.trimEnd()).data;
      // The head, the start and five steps, all as wide.
      assert.deepEqual(new Set(rows.map((row) => row.length)), new Set([rows[0]!.length]));
      assert.equal(rows.length, 7);
      const head = rows[0]!;
      for (const cell of head) assert.ok(!/^[=+\-@\t\r]/.test(cell), cell.slice(0, 80));
    });

    it('reads back from JSON as it was, and steers nothing', async () => {
      const json = (await piecesOf(exportJson(exporting(payload)))).join('');
      assert.ok(!steering.test(json));
      const read = JSON.parse(json) as { objective: string; leaves: Leaf[] };
      assert.equal(read.objective, payload);
      assert.equal(read.leaves[0]!.coordinates[0], payload.slice(0, 4000));
      const lines = (await piecesOf(exportNdjson(exporting(payload).trace))).join('');
      assert.ok(!steering.test(lines));
      // The start and five steps.
      assert.equal(
        lines
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown).length,
        6,
      );
    });

    it('is text in a table of Markdown', () => {
      const heads = { coordinate: 'c', before: 'b', after: 'a' };
      const table = markdownTable(hostile(payload).trace!, 3, [0, 1, 2], heads);
      assert.ok(!steering.test(table));
      const lines = table.trimEnd().split('\n');
      assert.equal(lines.length, 7);
      // No link, image, tag, code or further cell: each of their marks is escaped.
      assert.ok(!/(?<!\\)(?:\\\\)*[[\]<`*_#]/.test(lines.slice(4).join('')), table.slice(0, 400));
      const bars = lines.slice(4).map((line) => line.match(/(?<!\\)\|/g)!.length);
      assert.equal(new Set(bars).size, 1);
    });

    it('steers no terminal', () => assert.ok(!steering.test(printable(payload))));
  });
}

it('the corpus holds every kind', () => assert.ok(names.length >= 20));
