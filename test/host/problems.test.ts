import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  api,
  closeEditors,
  diagnostics,
  edit,
  ended,
  lastRun,
  positionOf,
  setting,
  show,
  traceAdam,
  patience,
} from './support';

/** Runs Trace Adam and returns the codes of the problems that appear instead of a run. */
async function refused(text: string, cursor: string): Promise<vscode.Diagnostic[]> {
  const runs = (await api()).getRuns().length;
  const editor = await show(text, cursor);
  await vscode.commands.executeCommand('adamscope.traceAdam');
  const found = await diagnostics(editor.document, (all) => all.length > 0);
  assert.equal((await api()).getRuns().length, runs, 'nothing runs');
  return found;
}

describe('problems', function () {
  this.timeout(patience);
  afterEach(async () => {
    await closeEditors();
    await setting('steps', undefined);
    await setting('evaluationTimeLimit', undefined);
  });

  const cases: [string, string, string, string][] = [
    ['a syntax error', 'export function f(x = 1) { return x *; }', 'return', 'objective.syntax'],
    ['an async function', 'async function f(x = 1) { return x * x; }', 'return', 'objective.async'],
    ['a generator', 'function* f(x = 1) { yield x; }', 'yield', 'objective.generator'],
    ['this', 'function f(x = 1) { return this.a * x; }', 'return', 'objective.this'],
    ['no parameters', 'function f() { return 1; }', 'return', 'objective.no-parameters'],
    [
      'a foreign name',
      'function f(x = 1) { return x * process.pid; }',
      'return',
      'objective.unknown-name',
    ],
    ['eval', 'function f(x = 1) { return eval("x"); }', 'return', 'objective.sandbox'],
    [
      'a package',
      'import _ from "lodash";\nfunction f(x = 1) { return _.sum([x]); }',
      'return',
      'objective.import.absent',
    ],
    [
      'a wrong tag',
      '/** @steps -3 */\nfunction f(x = 1) { return x * x; }',
      'return',
      'objective.tag.steps',
    ],
    [
      'a wrong hyper-parameter',
      '/** @optimizer adam lr=-1 */\nfunction f(x = 1) { return x * x; }',
      'return',
      'hyperparameter.range',
    ],
  ];
  for (const [name, text, cursor, code] of cases) {
    it(`are named for ${name}, and nothing runs`, async () => {
      const [found] = await refused(text, cursor);
      assert.equal(found!.code, code);
      assert.equal(found!.severity, vscode.DiagnosticSeverity.Error);
    });
  }

  it('stand at their place and go when they are mended', async () => {
    const editor = await show('function f(x = 1) {\n  return x * procces;\n}\n', 'return');
    await vscode.commands.executeCommand('adamscope.traceAdam');
    const [found] = await diagnostics(editor.document, (all) => all.length === 1);
    assert.deepEqual(found!.range.start, positionOf(editor.document, 'procces'));
    assert.deepEqual(found!.range.end, positionOf(editor.document, ';'));
    await edit(editor, 'procces', 'x');
    await diagnostics(editor.document, (all) => all.length === 0);
  });

  it('of a selection that is no function stand there and go with the next edit', async () => {
    const editor = await show('const a = 1 + 2;\nfunction f(x = 1) { return x * x; }\n');
    const start = positionOf(editor.document, '1 + 2');
    editor.selection = new vscode.Selection(start, start.translate(0, 5));
    await vscode.commands.executeCommand('adamscope.traceAdam');
    const [found] = await diagnostics(editor.document, (all) => all.length === 1);
    assert.equal(found!.code, 'objective.not-an-objective');
    assert.deepEqual(found!.range, new vscode.Range(start, start.translate(0, 5)));
    await edit(editor, '1 + 2', '3');
    await diagnostics(editor.document, (all) => all.length === 0);
  });

  it('are not shown for functions that nobody asked about', async () => {
    const editor = await show(
      'async function f(x = 1) { return x * x; }\nfunction g(x = 1) { return x ** 2; }\n',
      'g(',
    );
    await traceAdam(editor);
    const found = await diagnostics(editor.document, () => true);
    assert.deepEqual(
      found.map(({ code }) => code),
      [],
    );
  });

  it('that end a run stand where it was thrown, with the steps before it kept', async () => {
    const text = `export function f(x = 1, { step }: { step: number }) {
  if (step === 8) throw new Error('boom');
  return x * x;
}
`;
    const editor = await show(text, 'return');
    const run = await traceAdam(editor);
    assert.equal(run.state, 'user-error');
    assert.equal(run.length, 7);
    assert.equal(run.error!.step, 7);
    const [found] = await diagnostics(editor.document, (all) => all.length > 0);
    assert.match(found!.message, /boom/);
    assert.equal(found!.range.start.line, 1);
  });

  it('at kinks are remarks, not errors', async () => {
    const editor = await show(
      'function f(x = 0, y = 1) { return Math.abs(x) + y * y; }\n',
      'return',
    );
    const run = await traceAdam(editor);
    assert.equal(run.state, 'done');
    const found = await diagnostics(editor.document, (all) => all.length > 0);
    assert.ok(found.every(({ severity }) => severity === vscode.DiagnosticSeverity.Information));
    assert.ok(found.some(({ code }) => code === 'gradient.kink'));
  });

  it('with a setting are told, and its default is used', async () => {
    await setting('steps', 'many');
    const editor = await show('function f(x = 2) { return x * x; }\n', 'return');
    const run = await traceAdam(editor);
    assert.equal(run.length, 1000);
    const found = await diagnostics(editor.document, (all) => all.length > 0);
    assert.ok(found.some(({ message }) => message.includes('adamscope.steps')));
  });

  it('with the time of one evaluation end the run as a limit', async () => {
    await setting('evaluationTimeLimit', 300);
    const editor = await show('function f(x = 2) { for (;;) {} return x * x; }\n', 'return');
    const last = await lastRun();
    await vscode.commands.executeCommand('adamscope.traceAdam');
    const run = await ended(editor.document, last);
    assert.equal(run.state, 'limit');
    assert.equal(run.error!.code, 'engine.time-limit');
  });
});
