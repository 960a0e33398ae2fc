import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { formatNumber } from '../../src/protocol/number';
import {
  api,
  closeEditors,
  hover,
  positionOf,
  rosenbrock,
  show,
  traceAdam,
  patience,
} from './support';

/** A row of the hover's code block, its columns apart. */
function row(text: string, name: string): string[] {
  const line = text.split('\n').find((found) => found.startsWith(`${name} `));
  assert.ok(line, `no row ${name} in:\n${text}`);
  return line.slice(name.length).trim().split(/ {3,}/);
}

describe('hover', function () {
  this.timeout(patience);
  let editor: vscode.TextEditor;
  let value: (series: string, index: number, step: number) => number;

  before(async () => {
    editor = await show(rosenbrock, 'return');
    const run = await traceAdam(editor);
    assert.equal(run.state, 'done', run.error?.text);
    const adamscope = await api();
    value = (series, index, step) => adamscope.value(run.id, series, index, step);
    await vscode.commands.executeCommand('adamscope.goToStep', 2738);
  });
  after(closeEditors);

  it('shows a parameter at the cursor step between the first and the last', async () => {
    const text = await hover(editor.document, positionOf(editor.document, '[x, y]', 1));
    const steps = [1, 2738, 3000];
    const numbers = (series: string) => steps.map((step) => formatNumber(value(series, 0, step)));
    const moves = steps.map((step) =>
      [step - 1, step].map((at) => formatNumber(value('theta', 0, at))).join(' → '),
    );
    assert.deepEqual(row(text, 'θ'), moves);
    assert.deepEqual(row(text, 'g'), numbers('grad'));
    assert.deepEqual(row(text, 'm'), numbers('m'));
    assert.deepEqual(row(text, 'v'), numbers('v'));
    assert.deepEqual(row(text, 'm̂'), numbers('mHat'));
    assert.deepEqual(row(text, 'v̂'), numbers('vHat'));
    assert.deepEqual(row(text, 'effective learning rate'), numbers('effectiveLearningRate'));
    assert.deepEqual(row(text, 'Δθ'), numbers('update'));
    // A hover is a glance: how Δθ adds up stands in the panel.
    assert.ok(!text.includes('rounding'), text);
  });

  it('shows the same at a use of the parameter', async () => {
    const text = await hover(editor.document, positionOf(editor.document, '(y - x', 1));
    assert.equal(
      row(text, 'θ')[1],
      [2737, 2738].map((t) => formatNumber(value('theta', 1, t))).join(' → '),
    );
  });

  it('carries a picture made of numbers and block characters beside it', async () => {
    const text = await hover(editor.document, positionOf(editor.document, '[x, y]', 1));
    const [, line, data] = /!\[([▁-█ ]+)\]\(data:image\/svg\+xml;base64,([\w+/=]+)\)/.exec(text)!;
    assert.ok(text.includes(`\n\n${line}`), 'the blocks stand beside the picture');
    const svg = Buffer.from(data!, 'base64').toString();
    assert.match(
      svg,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"><path/,
    );
  });

  it("sums the run up on the function's name", async () => {
    const text = await hover(editor.document, positionOf(editor.document, 'rosenbrock('));
    assert.deepEqual(row(text, 'optimizer'), ['Adam']);
    assert.deepEqual(row(text, 'steps'), ['3,000 / 3,000']);
    assert.deepEqual(row(text, 'loss at step 2,738'), [formatNumber(value('loss', 0, 2738))]);
  });

  it('follows the cursor, step by step', async () => {
    await vscode.commands.executeCommand('adamscope.nextStep');
    const text = await hover(editor.document, positionOf(editor.document, '[x, y]', 1));
    assert.equal(row(text, 'g')[1], formatNumber(value('grad', 0, 2739)));
    await vscode.commands.executeCommand('adamscope.previousStep');
  });

  it('is silent elsewhere in the file', async () => {
    assert.equal(await hover(editor.document, positionOf(editor.document, 'return')), '');
  });

  it('shows hostile names as they are, inert', async () => {
    const hostile = await show(
      'export function f({ "`]](command:x)<img src=x>": a, "\\u202eb": c } = ' +
        '{ "`]](command:x)<img src=x>": 1, "\\u202eb": 2 }) { return a * a + c * c; }\n',
      'return',
    );
    await traceAdam(hostile);
    const text = await hover(hostile.document, positionOf(hostile.document, ': a', 2));
    assert.notEqual(text, '');
    // Nothing of the user's makes a link, an element or an unescaped fence.
    assert.ok(!/[^\\]\]\(command/.test(text), text);
    assert.ok(!/[^\\]<img/.test(text.replace(/```[^]*?```/g, '')), text);
    assert.ok(!text.includes('\u202e'));
  });
});
