import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  api,
  closeEditors,
  diagnostics,
  edit,
  hover,
  lenses,
  patience,
  positionOf,
  runThat,
  show,
  traceAdam,
} from './support';

const batches = `/**
 * @optimizer adam lr=0.1
 * @steps 25
 * @evaluate fullLoss every=10
 */
export function batch(x = 4, { step }: { step: number }) {
  return (x - data[step % 2]) ** 2;
}
const fullLoss = (x: number) => data.reduce((sum, d) => sum + (x - d) ** 2, 0) / 2;
const data = [1, 3];
`;

describe('@evaluate', function () {
  this.timeout(patience);
  afterEach(closeEditors);

  it('is evaluated beside the loss, and lens and hover speak of it', async () => {
    const editor = await show(batches, 'return');
    const run = await traceAdam(editor);
    assert.deepEqual([run.state, run.error], ['done', null]);
    const adamscope = await api();
    const evaluated = (step: number) => adamscope.value(run.id, 'evaluatedLoss', 0, step);
    for (let step = 0; step <= 25; step++) {
      const x = adamscope.value(run.id, 'theta', 0, step);
      const due = step % 10 === 0 || step === 25;
      assert.equal(evaluated(step), due ? ((x - 1) ** 2 + (x - 3) ** 2) / 2 : NaN, `step ${step}`);
    }
    const result = (await lenses(editor.document)).at(-1)!;
    const [, first, last] = /^fullLoss (\S+) → (\S+)$/.exec(result) ?? [];
    assert.deepEqual(
      [first, last].map(Number),
      [0, 25].map((step) => Number(evaluated(step).toPrecision(3))),
    );
    const summary = await hover(editor.document, positionOf(editor.document, 'batch', 1));
    assert.match(summary, /fullLoss at step 0 +5\n/);
    assert.match(summary, /fullLoss at step 25 +\d/);
  });

  it('makes a run stale when it is edited', async () => {
    const editor = await show(batches, 'return');
    const { id } = await traceAdam(editor);
    await edit(editor, '** 2, 0) / 2', '** 2, 0)');
    await runThat((run) => run.id === id && run.stale, 'a stale run');
  });

  it('is refused at its place where there is no such function', async () => {
    const editor = await show(batches.replace('@evaluate fullLoss', '@evaluate full'), 'return');
    const [found, ...others] = await diagnostics(editor.document, (all) => all.length > 0);
    assert.equal(others.length, 0);
    assert.equal(found!.code, 'objective.evaluate.unknown');
    const place = positionOf(editor.document, 'full every=10');
    assert.deepEqual(found!.range, new vscode.Range(place, place.translate(0, 13)));
  });
});
