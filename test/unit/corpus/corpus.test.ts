import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { corpusTable, section } from '../../../scripts/docs/gradients.mjs';
import { corpusFiles, measure, textOf, type Measured } from './corpus';
import { record, recorded } from './recorded';

// After a change of what compiles: ADAMSCOPE_RECORD=1 node scripts/unit.mjs corpus && npm run docs
describe('the corpus', () => {
  const known = recorded();
  const measured: Record<string, Measured> = {};

  it('holds sixty objectives and more', () => assert.ok(corpusFiles().length >= 60));

  for (const file of corpusFiles()) {
    it(file, async () => {
      const found = await measure(file);
      measured[file] = found;
      assert.ok(found.toDifferences < 1e-6, `${found.toDifferences} to central differences`);
      if (found.toTape !== undefined)
        assert.ok(found.toTape <= 1e-12, `${found.toTape} to the tape`);
      if (process.env.ADAMSCOPE_RECORD) return;
      const { rung, declined } = known[file]!;
      assert.deepEqual([found.rung, found.declined], [rung, declined]);
    });
  }

  it('is in docs/gradients.md as it was recorded', () => {
    if (process.env.ADAMSCOPE_RECORD) return record(measured);
    const text = readFileSync('docs/gradients.md', 'utf8').replaceAll('\r\n', '\n');
    assert.equal(section(text, 'corpus'), corpusTable(known, textOf));
  });
});
