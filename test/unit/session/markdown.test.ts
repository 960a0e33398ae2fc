import assert from 'node:assert/strict';
import { markdownTable } from '../../../src/session/panel/markdown';
import { baseSeries } from '../../../src/protocol/series';
import { Trace } from '../../../src/trace/trace';
import { header, row } from '../trace/support';

const words = { coordinate: 'coordinate', before: 'θ before', after: 'θ after' };

const series = header().series.filter(({ stored }) => stored);

/** Cells of a line, escapes undone. */
const cells = (line: string) =>
  line
    .slice(2, -2)
    .split(/ \| /)
    .map((cell) => cell.replace(/\\(.)/g, '$1'));

describe('a Markdown table of a step', () => {
  it('holds every number of it, to the last digit', () => {
    const trace = new Trace(header({ series }), {});
    for (let step = 1; step <= 2; step++) {
      trace.append(
        step,
        Float64Array.from(row(step)).map((value) => value / 3),
      );
    }
    const [about, , head, rule, first, second] = markdownTable(trace, 2, [0, 2], words).split('\n');
    assert.equal(about, `f, t = 2: loss ${2 / 3}`);
    assert.deepEqual(cells(head!), ['coordinate', 'θ before', 'θ after', 'g', 'm', 'Δθ']);
    assert.equal(rule, '| --- | --: | --: | --: | --: | --: |');
    for (const [line, index, name] of [
      [first!, 0, 'w[0]'],
      [second!, 2, 'b'],
    ] as const) {
      const [found, before, after, g, m, update] = cells(line);
      assert.equal(found, name);
      const value = (series: string, step = 2) => trace.value(series, index, step);
      assert.equal(Number(before), value('theta', 1));
      assert.equal(Number(after), value('theta'));
      assert.equal(Number(g), value('grad'));
      assert.equal(Number(m), value('m'));
      assert.equal(Number(update), value('update'));
    }
  });

  it('has dashes where there is no number', () => {
    const trace = new Trace(header({ series }), {});
    const lines = markdownTable(trace, 0, [0], words).split('\n');
    assert.deepEqual(cells(lines[4]!), ['w[0]', '–', '0.5', '–', '–', '–']);
  });

  it('keeps hostile names inert', () => {
    const names = ['a|b', '<img src=x onerror=alert(1)>', '[x](javascript:1)\n# y', '`**_$1&lt;'];
    const leaves = names.map((name, i) => {
      return { name, path: [i], length: 1, shape: [], coordinates: [name] };
    });
    const start = new Float64Array(4);
    const trace = new Trace(header({ leaves, start, series: [...baseSeries] }), {});
    const lines = markdownTable(trace, 0, [0, 1, 2, 3], words).split('\n').slice(4, 8);
    for (const [i, line] of lines.entries()) {
      assert.equal(line.split(/(?<!\\)\|/).length, 3 + 4, line);
      assert.doesNotMatch(line, /(?<!\\)[<>[\]`*_&$#]/);
      assert.equal(cells(line)[0], names[i]!.replace('\n', ' '));
    }
  });
});
