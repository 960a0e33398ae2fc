import assert from 'node:assert/strict';
import { parseHostMessage, parsePanelMessage } from '../../../src/protocol/panel';
import { keptOrigin, originOf, parsePinned } from '../../../src/editor/keptOrigin';
import { RunList } from '../../../src/editor/runList';
import type { Runs } from '../../../src/editor/runs';
import { keyBehind, RunsBehind } from '../../../src/editor/runsBehind';
import type { Run } from '../../../src/session/session';
import { rosenbrock, runOf } from '../session/handMade';

/** What the list asks of the window's runs, without a window. */
class FakeRuns {
  readonly behind = new RunsBehind();
  readonly all: Run[] = [];
  shown: Run | null = null;
  told = 0;

  add(id: number, optimizer: string, changes: Partial<Run> = {}): Run {
    const run = { ...runOf(rosenbrock, { optimizer, steps: 20 }), id, ...changes };
    this.all.push(run);
    this.shown ??= run;
    return run;
  }

  get = (id: number) => this.all.find((run) => run.id === id);
  overlaysOf = (id: number) => this.behind.of(id);
  putBehind: Runs['putBehind'] = (front, about) => this.behind.add(front, about);
  takeAway: Runs['takeAway'] = (front, run) => this.behind.take(front, run);
  isAdopted = () => false;
  show = (run: Run) => void (this.shown = run);
  tell = () => void this.told++;
  pin = (id: number, pinned: boolean) => void (this.get(id)!.pinned = pinned);
  remove(id: number) {
    this.all.splice(
      this.all.findIndex((run) => run.id === id),
      1,
    );
    this.behind.forget(id);
  }
}

function list() {
  const runs = new FakeRuns();
  const [first, second] = [runs.add(1, 'adam'), runs.add(2, 'sgd')];
  runs.shown = second;
  return { runs, first, second, list: new RunList(runs as unknown as Runs) };
}

const ids = (items: { run: number }[]) => items.map(({ run }) => run);

describe('the list of runs', () => {
  it('has the runs of the objective, newest first, with what can be done with each', () => {
    const { runs, second, list: all } = list();
    const { key } = second.request.objective;
    runs.add(3, 'adam', {
      request: { ...second.request, objective: { ...second.request.objective, key: `${key}x` } },
    });
    const items = all.items(second);
    assert.deepEqual(ids(items), [2, 1]);
    assert.deepEqual(
      items.map(({ title, shown, behind, length, state }) => [title, shown, behind, length, state]),
      [
        ['SGD', true, false, 20, 'done'],
        ['Adam', false, false, 20, 'done'],
      ],
    );
    assert.deepEqual(
      items.map(({ can }) => can),
      [
        { show: false, fork: true, remove: true, compare: false },
        { show: true, fork: true, remove: true, compare: true },
      ],
    );
    assert.ok(parseHostMessage({ type: 'runs', run: 2, items, removed: null }));
    assert.equal(parsePanelMessage({ type: 'runAction', run: 2, action: 'rm' }), null);
  });

  it('puts a run behind the shown one and takes it away again, and it stays a run', () => {
    const { runs, first, second, list: all } = list();
    all.act(first, 'compare');
    all.act(first, 'compare');
    assert.deepEqual(
      runs.overlaysOf(2).map(({ run, kind }) => [run.id, kind]),
      [[1, 'compared']],
    );
    assert.match(runs.overlaysOf(2)[0]!.title, /^Adam/);
    assert.equal(all.items(second)[1]!.behind, true);
    all.act(first, 'apart');
    assert.deepEqual(runs.overlaysOf(2), []);
    assert.deepEqual(ids(all.items(second)), [2, 1]);
  });

  it('knows the title of one that was started behind another one after that, too', () => {
    const { runs, second, list: all } = list();
    const objective = { ...second.request.objective, key: keyBehind(second) };
    const fork = runs.add(3, 'sgd', { request: { ...second.request, objective } });
    runs.putBehind(2, { run: fork, title: 'SGD lr=1 from step 5', kind: 'compared' });
    all.act(fork, 'apart');
    const [item] = all.items(second);
    assert.deepEqual(
      [item!.title, item!.behind, item!.can.show],
      ['SGD lr=1 from step 5', false, false],
    );
    all.act(fork, 'compare');
    assert.equal(runs.overlaysOf(2)[0]!.title, 'SGD lr=1 from step 5');
  });

  it('removes a run at once, and has it back until the next action', () => {
    const { runs, first, second, list: all } = list();
    all.act(first, 'compare');
    all.act(first, 'remove');
    assert.deepEqual(ids(all.items(second)), [2]);
    assert.match(all.removed(second)!, /^Adam/);
    assert.deepEqual(runs.overlaysOf(2), []);
    assert.deepEqual(
      runs.all.map(({ id }) => id),
      [1, 2],
    );
    all.act(first, 'undo');
    assert.deepEqual(ids(all.items(second)), [2, 1]);
    assert.equal(runs.overlaysOf(2).length, 1);
    all.act(first, 'remove');
    all.act(second, 'pin');
    assert.equal(all.removed(second), null);
    assert.equal(runs.get(1), undefined);
    assert.equal(all.items(second)[0]!.pinned, true);
  });

  it('shows the next one where the shown one is removed, and never removes the last', () => {
    const { runs, first, second, list: all } = list();
    all.act(second, 'remove');
    assert.equal(runs.shown, first);
    assert.equal(all.items(first)[0]!.can.remove, false);
    all.act(first, 'undo');
    assert.equal(runs.shown, second);
    all.act(second, 'remove');
    all.act(first, 'remove');
    assert.deepEqual(
      runs.all.map(({ id }) => id),
      [1],
    );
  });

  it('puts no more behind a run than are drawn', () => {
    const { runs, second, list: all } = list();
    for (let id = 3; id < 13; id++) all.act(runs.add(id, 'adam'), 'compare');
    assert.equal(runs.overlaysOf(2).length, 8);
    assert.equal(all.items(second).find(({ run }) => run === 12)!.can.compare, false);
  });
});

describe('pinned runs', () => {
  const origin = {
    uri: { toString: () => 'file:///a.ts' },
    selector: 'f',
    stretch: [1, 2],
    place: { file: '/a.ts', line: 1, column: 1 },
    choice: { optimizer: 'adam', hyperparameters: { lr: NaN } },
    fingerprint: 'x',
    files: new Set(['file:///a.ts']),
    gone: false,
  } as unknown as Parameters<typeof keptOrigin>[0];

  it('are kept with where they came from, and come back oldest first', async () => {
    const { stringifyPlain } = await import('../../../src/trace/plainJson');
    const kept = [
      keptOrigin(origin, 7, '/x/7-a.adamtrace'),
      keptOrigin(origin, 3, '/x/3-b.adamtrace'),
    ];
    const found = parsePinned(stringifyPlain(kept));
    assert.deepEqual(
      found.map(({ run, file }) => [run, file]),
      [
        [3, '3-b.adamtrace'],
        [7, '7-a.adamtrace'],
      ],
    );
    assert.deepEqual(originOf(found[0]!, origin.uri), origin);
  });

  for (const [what, text] of Object.entries({
    nothing: '',
    'no list': '{}',
    'a list of something else': '[{"file":1}]',
  })) {
    it(`are none where there is ${what}`, () => assert.deepEqual(parsePinned(text), []));
  }
});
