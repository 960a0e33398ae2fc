import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import type { Place } from '../../../src/protocol/message';
import { specOf } from '../../../src/protocol/optimizer';
import { Session, type Run } from '../../../src/session/session';
import { resumeFrom } from '../../../src/session/replay/resume';
import { FakeEngine } from './fakeEngine';
import { request, rosenbrock, runOf } from './handMade';

/** A session over a fake engine; `log` is everything that listeners hear. */
function open() {
  const engine = new FakeEngine();
  const reported: unknown[] = [];
  const session = new Session(engine, (error) => reported.push(error));
  const log: string[] = [];
  session.onDidChange((run, what) => log.push(`${run.id} ${what}`));
  session.onDidPrint((run, level, text) => log.push(`${run.id} ${level}: ${text}`));
  return { engine, session, log, reported };
}

const of = (key: string) => ({ objective: { key, name: key, file: 'a.ts' } });

/** A run that has made `steps` steps and ended well. */
function good(session: Session, engine: FakeEngine, key = 'a.ts#f', steps = 3): Run {
  const run = session.start(request(of(key)));
  engine.last.ready(run.request);
  engine.last.frame(1, steps);
  engine.last.end('done', { step: steps, finalLoss: 9 });
  return run;
}

describe('session: the life of a run', () => {
  it('goes from started to done, in order', () => {
    const { engine, session, log } = open();
    const run = session.start(request());
    const job = engine.last;
    assert.equal(run.state, 'running');
    job.hello();
    job.ready(run.request);
    job.frame(1, 2);
    job.say({ type: 'console', level: 'log', text: 'hi' });
    job.say({ type: 'note', message: { code: 'engine.zero-gradient', arguments: [] } });
    job.frame(3, 1);
    job.end('done', { step: 3, finalLoss: 0.5, evaluations: 4, milliseconds: 2 });
    assert.deepEqual(
      log.map((line) => line.slice(2)),
      [
        ...['started', 'ready', 'steps', 'cursor', 'log: hi', 'note'],
        ...['steps', 'cursor', 'state'],
      ],
    );
    assert.equal(run.trace?.length, 3);
    assert.equal(run.trace.value('loss', 0, 3), 3);
    const { state, finalLoss, error, cursor, isolated, millisecondsPerEvaluation } = run;
    assert.deepEqual(
      [state, finalLoss, error, cursor, isolated, millisecondsPerEvaluation],
      ['done', 0.5, null, 3, true, 0.5],
    );
  });

  it('shows what the gradient came from in the end, also of a run that was kept', () => {
    const { engine, session } = open();
    const run = session.start(request());
    const job = engine.last;
    job.ready(run.request);
    for (let i = 0; i < 500; i++) {
      job.say({ type: 'note', message: { code: 'engine.zero-gradient', arguments: [i] } });
    }
    assert.equal(run.trace?.header.gradientSource, 'tape');
    const said = { code: 'gradient.numerical-lost-from', arguments: [2] };
    job.say({ type: 'note', message: said });
    job.frame(1, 3);
    job.end('done', { step: 3, finalLoss: 1 });
    assert.equal(run.trace.header.gradientSource, 'numerical');
    assert.deepEqual(run.notes.at(-1), said);
    assert.equal(resumeFrom(run, 3).numericalFrom, 2);

    const kept = runOf(rosenbrock, { steps: 3 });
    const notes = [{ code: 'gradient.differs', arguments: ['1e-9', 1] }];
    kept.trace!.header.gradientSource = 'compiled';
    const adopted = session.adopt({ ...kept, notes });
    assert.equal(adopted.trace!.header.gradientSource, 'tape');
    assert.equal(resumeFrom(adopted, 3).numericalFrom, undefined);
  });

  it('gives the engine the request, and a token of its own to each run', () => {
    const { engine, session } = open();
    const asked = request({ steps: 7, seed: 3, start: [[1, 2]], bounds: [-1, 1] });
    const run = session.start(asked);
    session.start(asked);
    const [first, second] = engine.jobs.map((fake) => fake.job);
    const { bundle, steps, seed, start, bounds, limits } = asked;
    const told = { bundle, ...specOf(asked), steps, seed, start, bounds, limits };
    assert.deepEqual(first, { type: 'trace', run: run.id, token: first?.token, ...told });
    assert.match(first.token, /^[0-9a-f]{32}$/);
    assert.notEqual(first.token, second!.token);
  });

  it('takes names from the host and everything else from the engine', () => {
    const { engine, session } = open();
    const run = session.start(request({ steps: 5, hyperparameters: { lr: 0.5 } }));
    engine.last.ready(run.request, [1, 2], { optimizer: 'mystery', seed: 99 });
    const { objective, file, optimizer, seed, start } = run.trace!.header;
    assert.deepEqual(
      [objective, file, optimizer, seed, [...start]],
      ['f', 'a.ts', 'adam', 0, [1, 2]],
    );
  });

  it('computes the derived series of the optimizer', () => {
    const { engine, session } = open();
    const run = session.start(request());
    engine.last.ready(run.request);
    engine.last.frame(1, 1);
    assert.equal(run.trace!.value('mHat', 0, 1), 1 / (1 - 0.9));
  });

  it('says whether the process could prove its isolation', () => {
    const { engine, session } = open();
    const isolated = (greet: () => void) => {
      const run = session.start(request());
      greet();
      engine.last.ready(run.request);
      return run.isolated;
    };
    assert.equal(
      isolated(() => engine.last.hello(true)),
      true,
    );
    assert.equal(
      isolated(() => engine.last.hello(false)),
      false,
    );
    assert.equal(
      isolated(() => undefined),
      false,
    );
  });

  it('keeps the partial trace after an error', () => {
    const { engine, session } = open();
    const run = session.start(request());
    engine.last.ready(run.request);
    engine.last.frame(1, 4);
    const error = { message: { code: 'objective.threw', arguments: ['boom'] }, step: 4 };
    engine.last.end('user-error', { step: 4, error });
    assert.deepEqual([run.state, run.error, run.trace?.length], ['user-error', error, 4]);
  });

  it('drops what comes after the end', () => {
    const { engine, session, log } = open();
    const run = session.start(request());
    const job = engine.last;
    job.ready(run.request);
    job.frame(1, 1);
    job.end('done', { step: 1 });
    const heard = log.length;
    job.frame(2, 1);
    job.say({ type: 'console', level: 'log', text: 'late' });
    job.end('crashed');
    assert.deepEqual([run.state, run.trace?.length, log.length], ['done', 1, heard]);
  });

  it('drops messages with the token or the id of another run', () => {
    const { engine, session, log } = open();
    const first = session.start(request());
    const second = session.start(request());
    const [one, two] = engine.jobs;
    one!.ready(first.request);
    two!.ready(second.request);
    const heard = log.length;
    one!.say({ type: 'end', token: two!.job.token, state: 'crashed' });
    one!.say({ type: 'end', run: second.id, state: 'crashed' });
    assert.equal(log.length, heard);
    assert.deepEqual([first.state, second.state], ['running', 'running']);
  });

  it('row 67: never mixes two runs that stream at once', () => {
    const { engine, session } = open();
    const runs = [session.start(request()), session.start(request())];
    engine.jobs.forEach((job, k) => job.ready(runs[k]!.request));
    for (let step = 1; step <= 50; step += 5) {
      engine.jobs[0]!.frame(step, 5, 2, 1);
      engine.jobs[1]!.frame(step, 5, 2, 2);
    }
    runs.forEach((run, k) => {
      assert.equal(run.trace!.length, 50);
      for (let step = 1; step <= 50; step++) assert.equal(run.trace!.value('grad', 1, step), k + 1);
    });
  });

  it('ends a run whose rows come out of order, and keeps the others', () => {
    const { engine, session, log } = open();
    const run = session.start(request());
    engine.last.ready(run.request);
    engine.last.frame(1, 2);
    engine.last.frame(4, 1);
    engine.last.frame(3, 1);
    assert.deepEqual([run.state, run.trace?.length, run.error?.step], ['crashed', 2, 2]);
    assert.equal(
      inEnglish(run.error!.message),
      'The engine sent rows out of order (step 4); the run was ended.',
    );
    assert.equal(engine.last.cancelled, 1);
    assert.equal(log.filter((line) => line.endsWith('state')).length, 1);
  });

  it('refuses a trace that would not fit into memory, before its first row', () => {
    const { engine, session } = open();
    const limits = { memory: 768, evaluationTime: 5000, traceSize: 1 };
    const run = session.start(request({ steps: 125_000, limits }));
    engine.last.ready(run.request, Array<number>(100).fill(0));
    assert.equal(run.state, 'limit');
    assert.equal(engine.last.cancelled, 1);
    assert.equal(
      inEnglish(run.error!.message),
      '125,000 steps take at least 1.01 MB of numbers; a trace may take 1 MB (setting adamscope.traceSize). Up to 124,198 steps fit.',
    );
  });

  it('believes no engine that says it keeps more than may be kept', () => {
    const { engine, session } = open();
    const run = session.start(request({ steps: 10_000 }));
    engine.last.ready(run.request, Array<number>(10_000).fill(0), { checkpoints: { every: 3 } });
    assert.deepEqual([run.state, run.trace], ['crashed', null]);
    const honest = session.start(request({ steps: 10_000 }));
    engine.last.ready(honest.request, Array<number>(10_000).fill(0), { checkpoints: { every: 7 } });
    assert.equal(honest.state, 'running');
    assert.deepEqual(honest.notes.map(inEnglish), [
      'About 3.2 GB of numbers: full rows are kept every 7 steps, those between are computed again when you look at them.',
    ]);
  });

  it('gives an error without a place the objective’s own; a crash is not its fault', () => {
    const { engine, session } = open();
    const name = { file: 'a.ts', line: 3, column: 17, endLine: 3, endColumn: 18 };
    const line = { file: 'a.ts', line: 4, column: 3 };
    const placeOf = (state: 'limit' | 'user-error' | 'crashed', place?: Place) => {
      const run = session.start(request({ objective: { ...of('f').objective, place: name } }));
      const said = { code: 'engine.failed', arguments: [], ...(place && { place }) };
      engine.last.end(state, { error: { message: said, step: 0 } });
      assert.equal(run.error!.message.code, 'engine.failed');
      return run.error!.message.place;
    };
    assert.deepEqual(placeOf('limit'), name);
    assert.deepEqual(placeOf('user-error'), name);
    assert.deepEqual(placeOf('user-error', line), line);
    assert.equal(placeOf('crashed'), undefined);
  });

  it('keeps a remark once, the remarks of the request first', () => {
    const { engine, session } = open();
    const asked = { code: 'hyperparameter.eps-zero', arguments: [] };
    const run = session.start(request({ notes: [asked] }));
    const kink = { code: 'objective.kink', arguments: [1] };
    engine.last.say({ type: 'note', message: kink });
    engine.last.say({ type: 'note', message: { ...asked } });
    engine.last.say({ type: 'note', message: { ...kink } });
    assert.deepEqual(run.notes, [asked, kink]);
    for (let k = 0; k < 1000; k++) {
      engine.last.say({ type: 'note', message: { code: 'objective.kink', arguments: [k] } });
    }
    assert.equal(run.notes.length, 100);
  });
});

describe('session: stopping and removing', () => {
  it('asks the engine once, however often it is stopped', () => {
    const { engine, session } = open();
    const run = session.start(request());
    session.stop(run.id);
    session.stop(run.id);
    assert.equal(run.state, 'running');
    engine.last.end('stopped');
    session.stop(run.id);
    assert.deepEqual([run.state, engine.last.cancelled], ['stopped', 1]);
    session.stop(12345);
  });

  it('takes in what a stopped run had still made', () => {
    const { engine, session } = open();
    const run = session.start(request());
    engine.last.ready(run.request);
    session.stop(run.id);
    engine.last.frame(1, 6);
    engine.last.end('stopped', { step: 6, finalLoss: 2 });
    assert.deepEqual([run.state, run.trace?.length, run.finalLoss], ['stopped', 6, 2]);
  });

  it('starts nothing for a run that a listener stops at once', () => {
    const { engine, session } = open();
    session.onDidChange((run, what) => {
      if (what === 'started') session.stop(run.id);
    });
    assert.equal(session.start(request()).state, 'stopped');
    assert.equal(engine.jobs.length, 0);
  });

  it('cancels where the engine speaks before it has returned', () => {
    const { engine, session } = open();
    session.onDidPrint((run) => session.stop(run.id));
    const start = engine.start.bind(engine);
    engine.start = (job, listener) => {
      const handle = start(job, listener);
      engine.last.say({ type: 'console', level: 'log', text: 'early' });
      return handle;
    };
    session.start(request());
    assert.equal(engine.last.cancelled, 1);
  });

  it('ends and forgets a removed run', () => {
    const { engine, session, log } = open();
    const run = session.start(request());
    session.remove(run.id);
    session.remove(run.id);
    engine.last.ready(run.request);
    engine.last.end('stopped');
    assert.deepEqual(log, [`${run.id} started`, `${run.id} removed`]);
    assert.equal(engine.last.cancelled, 1);
    assert.equal(session.get(run.id), undefined);
    assert.equal(run.state, 'stopped');
  });

  it('ends everything when disposed of', () => {
    const { engine, session, log } = open();
    const done = good(session, engine);
    const runs = [session.start(request()), session.start(request())];
    const heard = log.length;
    session.dispose();
    session.dispose();
    assert.deepEqual(
      engine.jobs.map((job) => job.cancelled),
      [0, 1, 1],
    );
    assert.equal(engine.disposed, 1);
    engine.last.end('stopped');
    assert.equal(log.length, heard);
    assert.deepEqual([done.state, ...runs.map((run) => run.state)], ['done', 'stopped', 'stopped']);
    assert.deepEqual([...session.runs], []);
    assert.throws(() => session.start(request()), /ended/);
  });

  it('row 68: keeps nothing of a thousand runs that were cancelled at once', () => {
    const { engine, session } = open();
    const ids = new Set<number>();
    for (let k = 0; k < 1000; k++) {
      const run = session.start(request());
      ids.add(run.id);
      session.stop(run.id);
      engine.last.end('stopped');
    }
    assert.equal(ids.size, 1000);
    assert.equal([...session.runs].length, 8);
  });
});

describe('session: the runs of an objective', () => {
  it('knows the newest run and the newest that has something to show', () => {
    const { engine, session } = open();
    assert.equal(session.latest('a.ts#f'), undefined);
    assert.equal(session.lastGood('a.ts#f'), undefined);
    const first = good(session, engine);
    good(session, engine, 'b.ts#f');
    const second = session.start(request());
    assert.equal(session.latest('a.ts#f'), second);
    assert.equal(session.lastGood('a.ts#f'), first);
    engine.last.ready(second.request);
    assert.equal(session.lastGood('a.ts#f'), first);
    engine.last.frame(1, 1);
    assert.equal(session.lastGood('a.ts#f'), second);
  });

  const failures: [string, (engine: FakeEngine, run: Run) => void][] = [
    ['fails before its start is evaluated', (engine) => engine.last.end('user-error')],
    [
      'is not a number at the start',
      (engine, run) => {
        engine.last.ready(run.request);
        engine.last.end('user-error');
      },
    ],
    ['crashes', (engine) => engine.last.end('crashed')],
  ];
  for (const [what, happens] of failures) {
    it(`keeps the last good run where the next one ${what}`, () => {
      const { engine, session } = open();
      const kept = good(session, engine);
      const failed = session.start(request());
      happens(engine, failed);
      assert.equal(session.latest('a.ts#f'), failed);
      assert.equal(session.lastGood('a.ts#f'), kept);
    });
  }

  it('counts a run of no steps as good once it is done', () => {
    const { engine, session } = open();
    const run = session.start(request({ steps: 0 }));
    engine.last.ready(run.request);
    assert.equal(session.lastGood('a.ts#f'), undefined);
    engine.last.end('done', { finalLoss: 24.2 });
    assert.equal(session.lastGood('a.ts#f'), run);
  });

  it('keeps eight, removes the oldest finished one, and never the last good one', () => {
    const { engine, session, log } = open();
    const kept = good(session, engine);
    const other = good(session, engine, 'b.ts#f');
    const streaming = session.start(request());
    const failed = Array.from({ length: 6 }, () => {
      const run = session.start(request());
      engine.last.end('user-error');
      return run;
    });
    const newest = session.start(request());
    assert.deepEqual([...session.runs], [kept, other, streaming, ...failed.slice(1), newest]);
    assert.ok(log.includes(`${failed[0]!.id} removed`));
    assert.equal(session.lastGood('a.ts#f'), kept);
  });

  it('keeps what is pinned beyond the eight, until it is pinned no more', () => {
    const { engine, session, log } = open();
    const pinned = [good(session, engine), good(session, engine)];
    for (const { id } of pinned) session.setPinned(id, true);
    session.setPinned(pinned[0]!.id, true);
    assert.equal(log.filter((line) => line.endsWith('pinned')).length, 2);
    const others = Array.from({ length: 10 }, () => good(session, engine));
    assert.deepEqual([...session.runs], [...pinned, ...others.slice(2)]);
    session.setPinned(pinned[0]!.id, false);
    const newest = good(session, engine);
    // Now there are ten that are not.
    assert.deepEqual([...session.runs], [pinned[1], ...others.slice(3), newest]);
  });

  it('never uses an id twice, not even after removal', () => {
    const { session } = open();
    const first = session.start(request()).id;
    session.remove(first);
    assert.ok(session.start(request()).id > first);
  });

  it('marks runs stale, each told once, and fresh again', () => {
    const { engine, session, log } = open();
    const first = good(session, engine);
    const second = session.start(request());
    const other = good(session, engine, 'b.ts#f');
    log.length = 0;
    session.markStale('a.ts#f');
    session.markStale('a.ts#f');
    assert.deepEqual(log, [`${first.id} stale`, `${second.id} stale`]);
    assert.deepEqual([first.stale, second.stale, other.stale], [true, true, false]);
    session.setStale(first.id, false);
    assert.deepEqual([first.stale, log.length], [false, 3]);
  });

  it('takes in a kept run, without the engine', () => {
    const { engine, session, log } = open();
    const kept = runOf(rosenbrock, { steps: 10 });
    const run = session.adopt({ ...kept, stale: true, cursor: 4 });
    assert.deepEqual([run.state, run.stale, run.cursor], ['done', true, 4]);
    assert.equal(session.lastGood('a.ts#f'), run);
    assert.deepEqual(log, [`${run.id} started`]);
    assert.equal(engine.jobs.length, 0);
    session.setCursor(run.id, 99);
    assert.equal(run.cursor, 10);
    assert.throws(() => session.adopt({ ...kept, state: 'running' }));
  });

  it('lets a kept run have its id where that is not used yet', () => {
    const { session } = open();
    const kept = runOf(rosenbrock, { steps: 10 });
    assert.equal(session.adopt({ ...kept, id: 7 }).id, 7);
    assert.equal(session.start(request()).id, 8);
    assert.equal(session.adopt({ ...kept, id: 3 }).id, 9);
  });
});

describe('session: the cursor', () => {
  it('follows the end until it is moved, and again once it is moved to the end', () => {
    const { engine, session } = open();
    const run = session.start(request());
    engine.last.ready(run.request);
    engine.last.frame(1, 10);
    assert.equal(run.cursor, 10);
    session.setCursor(run.id, 4);
    engine.last.frame(11, 10);
    assert.equal(run.cursor, 4);
    session.setCursor(run.id, 20);
    engine.last.frame(21, 10);
    assert.equal(run.cursor, 30);
  });

  it('is clamped to whole steps that exist', () => {
    const { engine, session, log } = open();
    const run = good(session, engine);
    log.length = 0;
    const moved: [number, number][] = [
      [-5, 0],
      [2.4, 2],
      [Infinity, 3],
      [-Infinity, 0],
      [1e9, 3],
      [NaN, 3],
    ];
    for (const [to, at] of moved) {
      session.setCursor(run.id, to);
      assert.equal(run.cursor, at, String(to));
    }
    session.setCursor(run.id, 3);
    assert.equal(log.length, 5);
    session.setCursor(999, 1);
  });

  it('is 0 before there are steps, and follows from there', () => {
    const { engine, session } = open();
    const run = session.start(request());
    session.setCursor(run.id, 7);
    assert.equal(run.cursor, 0);
    engine.last.ready(run.request);
    engine.last.frame(1, 2);
    assert.equal(run.cursor, 2);
  });
});

describe('session: listeners', () => {
  it('do not suffer from one another', () => {
    const { engine, session, log, reported } = open();
    const failure = new Error('a view fails');
    session.onDidChange(() => {
      throw failure;
    });
    const heard: string[] = [];
    session.onDidChange((_, what) => heard.push(what));
    const run = session.start(request());
    engine.last.ready(run.request);
    engine.last.frame(1, 1);
    assert.deepEqual(heard, ['started', 'ready', 'steps', 'cursor']);
    assert.equal(log.length, 4);
    assert.deepEqual(reported, [failure, failure, failure, failure]);
  });

  it('hear nothing after they have been disposed of, each by itself', () => {
    const { session } = open();
    let heard = 0;
    const listener = () => heard++;
    const one = session.onDidChange(listener);
    session.onDidChange(listener);
    one.dispose();
    one.dispose();
    session.start(request());
    assert.equal(heard, 1);
  });
});
