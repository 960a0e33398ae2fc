import assert from 'node:assert/strict';
import type { Derivation } from '../../../src/protocol/series';
import { Trace } from '../../../src/trace/trace';
import { lossHeader } from './support';

const steps = 200_000;

/** A trace of a derived series, which counts what is computed for it. */
function counted() {
  let computed = 0;
  const series = { name: 'twice', symbol: '2θ', per: 'coordinate', stored: false } as const;
  const about = lossHeader(steps);
  const header = { ...about, series: [...about.series, { ...series, axis: 'linear' as const }] };
  const twice: Derivation = (read, index, step) => {
    computed++;
    return 2 * read.value('theta', index, step);
  };
  const trace = new Trace(header, { twice });
  const rows = new Float64Array(3 * steps);
  for (let step = 1; step <= steps; step++) {
    rows.set([step, Math.sin(step * step), 0], 3 * (step - 1));
  }
  trace.append(1, rows);
  return { trace, computed: () => computed };
}

describe('A line through very many steps', () => {
  const window = { lines: [{ series: 'twice', index: 0 }], from: 0, to: steps, buckets: 300 };

  it('is made ready in pieces, after which little is left to do', () => {
    const { trace, computed } = counted();
    const after: number[] = [];
    const preparing = trace.prepare(window);
    while (!preparing.next().done) after.push(computed());
    const pieces = after.map((so, k) => so - (after[k - 1] ?? 0));
    assert.ok(pieces.length >= 10, `${pieces.length}`);
    assert.ok(Math.max(...pieces) <= 20_000, `${Math.max(...pieces)}`);
    const before = computed();
    const points = trace.points('twice', 0, 0, steps, 300);
    // The last piece, and the edges of the buckets.
    assert.ok(computed() - before < 60_000, `${computed() - before}`);
    assert.deepEqual(points, counted().trace.points('twice', 0, 0, steps, 300));
    assert.deepEqual([...trace.prepare(window)], []);
  });

  it('needs nothing of it where every step is drawn', () => {
    const { trace, computed } = counted();
    assert.deepEqual([...trace.prepare({ ...window, to: 500 })], []);
    assert.equal(computed(), 0);
  });
});
