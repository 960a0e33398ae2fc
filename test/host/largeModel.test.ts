import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { formatNumber } from '../../src/protocol/number';
import { api, closeEditors, hover, patience, positionOf, show, traceAdam } from './support';

const large = `const many = Array.from({ length: 300 }, (_, i) => Math.sin(i));
/**
 * @optimizer adam lr=0.01
 * @steps 40
 */
export function large({ weights, bias } = { weights: many, bias: 1 }) {
  return weights.reduce((sum, w, i) => sum + (w - i / 300) ** 2, 0) + bias * bias;
}
`;

describe('a large model', function () {
  this.timeout(patience);
  afterEach(closeEditors);

  it('has statistics of its leaves, and the hover of a parameter tells them', async () => {
    const editor = await show(large, 'return');
    const run = await traceAdam(editor);
    assert.deepEqual([run.state, run.error], ['done', null]);
    const adamscope = await api();
    const value = (series: string, index = 0) => adamscope.value(run.id, series, index, 20);
    const update = Array.from({ length: 300 }, (_, i) => value('update', i));
    assert.ok(Math.abs(value('update.norm') / Math.hypot(...update) - 1) < 1e-14);
    assert.equal(value('update.q100'), Math.max(...update));
    assert.equal(value('update.ratio'), value('update.norm') / value('theta.norm'));
    await vscode.commands.executeCommand('adamscope.goToStep', 20);
    const text = await hover(editor.document, positionOf(editor.document, 'weights,', 1));
    const gradient = text.split('\n').find((line) => line.startsWith('g '))!;
    assert.deepEqual(gradient.split(/\s+/).slice(1), [
      ...['norm', 'q0', 'q5', 'q25', 'q50', 'q75', 'q95', 'q100'].map((kind) =>
        formatNumber(value(`grad.${kind}`), 3),
      ),
    ]);
    assert.ok(text.replaceAll('&nbsp;', ' ').includes('weights · 300 coordinates'), text);
    const one = await hover(editor.document, positionOf(editor.document, 'bias }', 1));
    assert.ok(one.includes('→') && !one.includes('100 %'), one);
  });
});
