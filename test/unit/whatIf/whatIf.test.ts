import assert from 'node:assert/strict';
import type { Wish } from '../../../src/protocol/whatIf';
import { WhatIf, type Stage } from '../../../src/session/whatIf/whatIf';
import { argumentsOf } from '../../../src/session/whatIf/start';
import { tagsOf } from '../../../src/session/whatIf/tags';
import { whatIfView } from '../../../src/session/whatIf/view';
import { inEnglish } from '../../../src/messages';
import type { Run } from '../../../src/session/session';
import { RealSession } from '../session/realSession';

const source = `/** @optimizer adam lr=0.01
 * @steps 300
 */
export function rosenbrock([x, y] = [-1.2, 1]) {
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}`;
const speech = { say: inEnglish, count: String };

describe('the run follows the hand', function () {
  this.timeout(20_000);
  let real: RealSession;
  let whatIf: WhatIf;
  let shown: Run[];
  let started: Run[];
  before(async () => {
    real = await RealSession.open();
  });
  beforeEach(() => {
    shown = [];
    started = [];
    const { session } = real;
    const stage: Stage = {
      start: (request) => {
        const run = session.start(request);
        started.push(run);
        return run;
      },
      stop: (id) => session.stop(id),
      remove: (id) => session.remove(id),
      get: (id) => session.get(id),
      setCursor: (id, step) => session.setCursor(id, step),
      show: (run) => shown.push(run),
    };
    const own = (whatIf = new WhatIf(stage));
    const following = session.onDidChange((run, what) => own.changed(run, what));
    ended = () => following.dispose();
  });
  let ended: () => void;
  afterEach(() => ended());
  after(() => real.close());

  let requests = 0;
  const wish = (lr: number, settled = false, start: number[] | null = null): Wish => ({
    request: ++requests,
    hyperparameters: [{ name: 'lr', value: lr }],
    start,
    settled,
  });
  /** When a run is shown that `is` the one. */
  async function until(is: (run: Run) => boolean): Promise<Run> {
    for (;;) {
      const found = shown.findLast((run) => run.state !== 'running' && is(run));
      if (found) return found;
      await new Promise<void>((resolve) => {
        const listening = real.session.onDidChange(() => {
          listening.dispose();
          resolve();
        });
      });
    }
  }
  const lrOf = ({ request }: Run) => request.hyperparameters.lr;

  it('with the very numbers of an ordinary run; the one before stays behind it', async () => {
    const front = await real.run(source);
    assert.equal(whatIf.move(front, wish(0.05)), null);
    const moved = await until((run) => lrOf(run) === 0.05);
    assert.equal(moved.state, 'done');
    assert.equal(moved.request.transient, true);
    const { base, ghost, answered } = whatIf.of(moved.id)!;
    assert.deepEqual([base, ghost, answered], [front, front, requests]);
    const expected = await real.run(source.replace('lr=0.01', 'lr=0.05'));
    for (let step = 0; step <= 300; step++) {
      assert.equal(moved.trace!.value('theta', 1, step), expected.trace!.value('theta', 1, step));
    }
    assert.equal(moved.finalLoss, expected.finalLoss);
  });

  it('of many wishes the newest is run, and of a moving hand nothing stays', async () => {
    const front = await real.run(source);
    const count = [...real.session.runs].length;
    for (let i = 1; i <= 50; i++) assert.equal(whatIf.move(front, wish(i / 100)), null);
    await until((run) => lrOf(run) === 0.5);
    assert.ok(started.length <= 3, `${started.length} runs`);
    const last = shown.at(-1)!;
    whatIf.move(last, wish(0.25, true));
    const settled = await until((run) => lrOf(run) === 0.25);
    assert.equal(settled.request.transient, undefined);
    assert.equal([...real.session.runs].length, count + 1, 'the one where the hand let go');
    assert.equal(whatIf.of(settled.id)?.ghost, front);
  });

  it('the next hold begins at the run that the last one left', async () => {
    const front = await real.run(source);
    whatIf.move(front, wish(0.02, true));
    const first = await until((run) => lrOf(run) === 0.02);
    whatIf.move(first, wish(0.04));
    const second = await until((run) => lrOf(run) === 0.04);
    assert.equal(whatIf.of(second.id)?.ghost, first);
    assert.equal(whatIf.of(second.id)?.base, front);
  });

  it('keeps the cursor where it stood, and at the end at the end', async () => {
    const front = await real.run(source);
    whatIf.move(front, wish(0.02));
    const atEnd = await until((run) => lrOf(run) === 0.02);
    assert.equal(atEnd.cursor, 300);
    real.session.setCursor(atEnd.id, 17);
    whatIf.move(atEnd, wish(0.03));
    assert.equal((await until((run) => lrOf(run) === 0.03)).cursor, 17);
  });

  it('from another start', async () => {
    const front = await real.run(source);
    whatIf.move(front, wish(0.01, false, [0.5, -0.5]));
    const moved = await until(() => true);
    assert.deepEqual([...moved.trace!.header.start], [0.5, -0.5]);
    assert.deepEqual(moved.request.start, [[0.5, -0.5]]);
  });

  it('says what cannot be, and runs nothing', async () => {
    const front = await real.run(source);
    const say = (given: Partial<Wish>) => {
      const problem = whatIf.move(front, { ...wish(1), ...given });
      return problem && inEnglish(problem);
    };
    const beta = (value: number) => say({ hyperparameters: [{ name: 'beta1', value }] });
    assert.match(beta(1)!, /beta1.*\[0, 1\)/);
    assert.match(beta(NaN)!, /beta1/);
    assert.match(say({ hyperparameters: [{ name: 'momentum', value: 1 }] })!, /momentum/);
    assert.match(say({ start: [1] })!, /2 coordinates, but 1/);
    assert.deepEqual(started, []);
  });

  it('goes back', async () => {
    const front = await real.run(source);
    whatIf.move(front, wish(0.02));
    const moved = await until((run) => lrOf(run) === 0.02);
    whatIf.reset(moved, ++requests);
    assert.equal(shown.at(-1), front);
    assert.equal(real.session.get(moved.id), undefined);
    assert.equal(whatIf.of(front.id)?.ghost, null);
    real.session.remove(front.id);
  });

  it('goes back to a run like the first where that is gone', async () => {
    const front = await real.run(source);
    whatIf.move(front, wish(0.02, true));
    const moved = await until((run) => lrOf(run) === 0.02);
    real.session.remove(front.id);
    whatIf.reset(moved, ++requests);
    const again = await until((run) => lrOf(run) === 0.01);
    assert.notEqual(again, front);
    assert.equal(again.finalLoss, front.finalLoss);
  });

  it('shows a run that diverges, and its error', async () => {
    const front = await real.run(source);
    whatIf.move(front, wish(1e200));
    const moved = await until((run) => lrOf(run) === 1e200);
    assert.equal(moved.state, 'user-error');
    whatIf.move(moved, wish(0.02));
    assert.equal((await until((run) => lrOf(run) === 0.02)).state, 'done');
  });

  it('a long run shows what it has, and makes way for the newest wish', async () => {
    const front = await real.run(source);
    front.request.steps = 20_000_000;
    whatIf.move(front, wish(0.02));
    const [long] = started;
    await real.until(long!, () => shown.includes(long!));
    assert.equal(long!.state, 'running');
    whatIf.move(long!, wish(0.03));
    await real.until(long!, () => long!.state === 'stopped');
    const next = started.at(-1)!;
    assert.equal(lrOf(next), 0.03);
    await real.until(next, () => next.trace !== null && shown.includes(next));
    assert.equal(real.session.get(long!.id), undefined);
    real.session.remove(next.id);
  });

  it('offers each number with its way and what is allowed', async () => {
    const run = await real.run(source);
    const view = whatIfView(run, { moved: null, absent: null, unwritable: null }, speech);
    const of = (name: string) => view.hyperparameters.find((each) => each.name === name)!;
    assert.deepEqual(
      view.hyperparameters.map(({ name, scale, allowed }) => [name, scale, allowed]),
      [
        ['lr', 'log', '[0, ∞)'],
        ['beta1', 'one-minus', '[0, 1)'],
        ['beta2', 'one-minus', '[0, 1)'],
        ['eps', 'log', '[0, ∞)'],
        ['weightDecay', 'log-from-zero', '[0, ∞)'],
      ],
    );
    assert.deepEqual([of('lr').value, of('lr').from, of('lr').to], [0.01, 1e-6, 10]);
    assert.deepEqual(
      view.start.map(({ name, value, from, to }) => [name, value, from, to]),
      [
        ['x', -1.2, -3.6, 1.2],
        ['y', 1, -1, 3],
      ],
    );
    assert.equal(view.moved, false);
  });

  it('offers nothing where nothing runs, and says why', async () => {
    const run = await real.run(source);
    const absent = { code: 'whatIf.restricted', arguments: [] };
    const view = whatIfView(run, { moved: null, absent, unwritable: null }, speech);
    assert.match(view.absent!, /Restricted Mode/);
    assert.deepEqual([view.hyperparameters, view.start], [[], []]);
  });

  it('writes what was moved, what the tag says and what is no default', async () => {
    const front = await real.run(source);
    const moved = { ...wish(0.05, true, [0.5, 2]) };
    moved.hyperparameters.push({ name: 'beta2', value: 0.999 }, { name: 'beta1', value: 0.8 });
    whatIf.move(front, moved);
    const run = await until(() => true);
    const tag = { name: 'adam', hyperparameters: { lr: 0.01, eps: 1e-8 } };
    assert.deepEqual(tagsOf(run, front, tag), [
      { tag: 'optimizer', value: 'adam lr=0.05 beta1=0.8 eps=1e-8' },
      { tag: 'start', value: '[0.5,2]' },
    ]);
    assert.deepEqual(tagsOf(front, front, null), [{ tag: 'optimizer', value: 'adam lr=0.01' }]);
  });
});

describe('θ as arguments', () => {
  const leaf = (path: (string | number)[], shape: number[], length: number) => ({
    ...{ name: '', path, shape, length },
    coordinates: [],
  });
  it('has the shape in which the leaves were found', () => {
    assert.deepEqual(argumentsOf([leaf([0], [2], 2)], [1, 2], -1), [[1, 2]]);
    assert.deepEqual(argumentsOf([leaf([0], [], 1), leaf([2], [], 1)], [1, 2], 1), [1, 2]);
    assert.deepEqual(
      argumentsOf(
        [
          leaf([0, 'w'], [2, 2], 4),
          leaf([0, 'b'], [], 1),
          leaf([1, 0], [], 1),
          leaf([1, 1, 'c'], [1], 1),
        ],
        [1, 2, 3, 4, 5, 6, 7],
        -1,
      ),
      [
        {
          w: [
            [1, 2],
            [3, 4],
          ],
          b: 5,
        },
        [6, { c: [7] }],
      ],
    );
  });
  it('makes no prototype of a key', () => {
    const [made] = argumentsOf([leaf([0, '__proto__'], [], 1)], [1], -1) as [object];
    assert.deepEqual(Object.keys(made), ['__proto__']);
    assert.equal(Object.getPrototypeOf(made), Object.prototype);
  });
});
