import assert from 'node:assert/strict';
import { runJob, type JobOutput } from '../../../src/engine/job';
import type { LandscapeJob, TraceJob } from '../../../src/protocol/engine';
import { job } from './fake';

const bundle: TraceJob['bundle'] = {
  name: 'f',
  code: `function f(x = 1, y = 2) { console.log(x); return x * x + y * y; }
exports.objective = f; exports.start = () => [1, 2];`,
  parameters: [
    { kind: 'name', name: 'x' },
    { kind: 'name', name: 'y' },
  ],
  context: -1,
  file: 'f.js',
  map: null,
};

/** What a job prints. */
function printed(given: TraceJob | LandscapeJob): string[] {
  const lines: string[] = [];
  const output: JobOutput = {
    ready: () => {},
    rows: () => {},
    note: () => {},
    evaluating: () => true,
    landscape: () => {},
    sharpness: () => {},
    checking: () => {},
    checked: () => {},
    print: (_level, text) => lines.push(text),
  };
  const end = runJob(given, output);
  assert.equal(end.state, 'done');
  return lines;
}

describe("the objective's console", () => {
  it('speaks once a step and at the end, not in the checks of the start', () => {
    const lines = printed(job({ bundle, steps: 2, hyperparameters: { lr: 0.5 } }));
    assert.deepEqual(
      lines.map((line) => Number(line).toFixed(3)),
      ['1.000', '0.500', '0.034'],
    );
  });

  it('is silent while a landscape is computed', () => {
    const { run, token, seed, start, limits } = job();
    const lines = printed({
      ...{ type: 'landscape', run, token, bundle, seed, start, limits, step: 1 },
      ...{ theta: Float64Array.of(1, 2), coordinates: [0, 1], x: [0, 1], y: [0, 1], nx: 3, ny: 3 },
    });
    assert.deepEqual(lines, []);
  });
});
