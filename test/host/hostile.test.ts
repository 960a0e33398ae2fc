import * as assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { steps, textOf, usual, type Attack } from '../hostile/attack';
import { hostile } from '../hostile/all';
import { descendants, engines, openPorts, processesAreKnown } from './processes';
import {
  closeEditors,
  diagnostics,
  ended,
  lastRun,
  patience,
  putCursor,
  runThat,
  setting,
  show,
} from './support';

/** All of them: `npm run soak hostile`. Else of each class so many, from all over it. */
const everything = process.env.ADAMSCOPE_HOSTILE === 'all';
const ofEachClass = 12;

const chosen = Object.values(hostile).flatMap((all) => {
  const quick = all.filter(({ slow }) => everything || !slow);
  const stride = everything ? 1 : Math.ceil(quick.length / ofEachClass);
  return quick.filter((_, i) => i % stride === 0);
});

/** Another extension in the same extension host, which counts how often it was asked. */
const neighbour = () => vscode.commands.executeCommand<number>('adamscopeTests.neighbour');

describe('hostile objectives in the editor', function () {
  this.timeout(patience);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const host = process.pid;
  const seen = new Set<number>();
  let asked: number;
  let ports: string[];
  let document: vscode.TextDocument;

  before(async () => {
    asked = await neighbour();
    ports = openPorts(descendants(host));
    document = (await show('', undefined, 'javascript')).document;
    delay.enable();
  });
  after(async () => {
    delay.disable();
    await setting('evaluationTimeLimit', undefined);
    await setting('memoryLimit', undefined);
    await closeEditors();
  });

  /** The limits of an attack as settings; those that run with the same stand together. */
  const limitsOf = ({ evaluationTime, memory }: Attack) =>
    [evaluationTime ?? usual.evaluationTime, memory ?? usual.memory] as const;
  const groups = new Map<string, Attack[]>();
  for (const attack of chosen) {
    if (attack.ends === 'refused') continue;
    const limits = limitsOf(attack).join();
    groups.set(limits, [...(groups.get(limits) ?? []), attack]);
  }
  for (const group of groups.values()) {
    const [evaluationTime, memory] = limitsOf(group[0]!);
    describe(`with ${evaluationTime} ms and ${memory} MB`, () => {
      before(async () => {
        await setting('evaluationTimeLimit', evaluationTime);
        await setting('memoryLimit', memory);
      });
      for (const attack of group) it(attack.name, () => runs(attack));
    });
  }

  async function runs(attack: Attack): Promise<void> {
    // The panel of the run before may have taken its place.
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    assert.ok(await editor.edit((change) => change.replace(all, textOf(attack))));
    putCursor(editor, 'return (1 - x)');
    const last = await lastRun();
    await vscode.commands.executeCommand('adamscope.traceAdam');
    for (const id of engines()) seen.add(id);
    const run = await ended(document, last);
    const said = run.error?.text ?? '';
    assert.equal(run.state, attack.ends, said);
    if (attack.says) assert.match(said, attack.says);
    if (attack.step !== undefined) assert.equal(run.length, attack.step, said);
    else if (attack.ends === 'done') assert.equal(run.length, steps);
  }

  describe('refused', () => {
    for (const attack of chosen.filter(({ ends }) => ends === 'refused')) {
      it(attack.name, async () => {
        const other = await show(textOf(attack), undefined, 'javascript');
        const last = await lastRun();
        putCursor(other, 'step ===');
        await vscode.commands.executeCommand('adamscope.traceAdam');
        const found = await diagnostics(other.document, (all) => all.length > 0);
        assert.match(found.map(({ message }) => message).join('\n'), attack.says!);
        assert.equal(await lastRun(), last);
      });
    }
  });

  // Mocha runs a suite's own tests before the suites in it.
  describe('afterwards', () => {
    it('host, other extensions and event loop are as before', async () => {
      assert.equal(process.pid, host);
      assert.equal(await neighbour(), asked + 1);
      const [p50, p99, most] = [50, 99, 100].map((rank) => delay.percentile(rank) / 1e6);
      console.log(
        `      ${chosen.length} hostile objectives: event-loop delay p50 ${p50!.toFixed(1)}, ` +
          `p99 ${p99!.toFixed(1)}, max ${most!.toFixed(0)} ms; ${seen.size} engine processes`,
      );
      assert.ok(chosen.length >= 100, String(chosen.length));
      // What freezes an editor is seconds; a machine that is taken up adds tens of milliseconds.
      assert.ok(p99! < 200, String(p99));
    });

    it('there is no process but those that wait for the next run', () => {
      const left = [...seen].filter((id) => engines().includes(id));
      assert.ok(left.length <= 2, left.join());
      if (processesAreKnown) assert.ok(seen.size > chosen.length / 2, String(seen.size));
    });

    it('no port has been opened', () => {
      const opened = openPorts(descendants(host)).filter((port) => !ports.includes(port));
      assert.deepEqual(opened, []);
    });

    it('the next run is as if nothing had been', async () => {
      const next = await show('function f(x = 1) { return x ** 2; }', 'return');
      const last = await lastRun();
      await vscode.commands.executeCommand('adamscope.traceAdam');
      await ended(next.document, last);
      const run = await runThat(({ id }) => id > last);
      assert.equal(run.state, 'done');
    });
  });
});
