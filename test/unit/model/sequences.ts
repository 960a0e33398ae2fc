import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseHostMessage } from '../../../src/protocol/panel';
import { inEnglish } from '../../../src/messages';
import { cursor } from '../../../src/session/panel/answers';
import { runView } from '../../../src/session/panel/view';
import { Session, type Run, type RunRequest } from '../../../src/session/session';
import { request } from '../session/handMade';
import { ScriptedEngine } from './engine';
import { Model, type ModelRun } from './model';

const most = 6;

/** Objectives of one coordinate: one that ends well, one that throws at step 4, one that cannot begin. */
const bodies: Record<string, string> = {
  bowl: 'return x * x;',
  throws: "if (step === 4) throw new Error('boo'); return x * x;",
  nowhere: 'return NaN;',
};
export const keys = Object.keys(bodies);

function requestOf(key: string, steps: number): RunRequest {
  return request({
    objective: { key, name: key, file: 'a.ts' },
    steps,
    bundle: {
      ...{ name: key, file: 'a.ts', map: null, context: 1 },
      code: `function f(x, { step }) { ${bodies[key]} }
exports.objective = f; exports.start = () => [3, undefined];`,
      parameters: [{ kind: 'name', name: 'x' }, null],
    },
  });
}

/** Rows of θ² by Adam from 3 on: whichever run comes to a step first says what it is. */
const clean: number[][] = [];

/** The session and what watches it. */
export class Real {
  engine = new ScriptedEngine();
  session = this.#open();
  /** Ends heard of each run, over the whole sequence. */
  ends = new Map<number, number>();
  removed = new Set<number>();
  visible = true;
  shown = 0;

  #open(): Session {
    const session = new Session(this.engine, (error) => {
      throw error;
    });
    session.onDidChange((run, what) => {
      if (what === 'removed') this.removed.add(run.id);
      else assert.ok(!this.removed.has(run.id), `${what} of a run that was removed`);
      const ended = this.ends.get(run.id) ?? 0;
      if (what === 'steps' || what === 'ready') assert.equal(ended, 0, `${what} after the end`);
      if (what === 'state') this.ends.set(run.id, ended + 1);
      if (this.visible) this.show(run);
    });
    return session;
  }

  /** What a panel would be told. */
  show(run: Run): void {
    const can = { run: true, reveal: true, export: true, draw: true };
    const place = () => 'a.ts:1:1';
    const about = { latest: run, placeInWords: place, gone: false, behind: [], tuning: null, can };
    const view = runView({ run, ...about }, { say: inEnglish, count: String });
    assert.ok(parseHostMessage({ type: 'run', view }));
    assert.ok(parseHostMessage(cursor(run)));
    this.shown++;
  }

  /** The window is reloaded: what had ended comes back as data, into a session of its own. */
  reload(): Run[] {
    const kept = [...this.session.runs].filter(({ state, trace }) => state !== 'running' && trace);
    this.session.dispose();
    assert.ok(this.engine.disposed);
    for (const { kills } of this.engine.jobs.values()) assert.ok(kills > 0, 'a process is left');
    this.engine = new ScriptedEngine();
    this.ends.clear();
    this.removed.clear();
    this.session = this.#open();
    return kept.map((run) => {
      const { bundle } = run.request;
      return this.session.adopt({
        ...run,
        request: { ...run.request, bundle: { ...bundle, code: '' } },
      });
    });
  }

  close(): void {
    this.session.dispose();
    for (const { kills } of this.engine.jobs.values()) assert.ok(kills > 0, 'a process is left');
  }
}

/** That the session is as the model says. */
export function agree(model: Model, real: Real): void {
  const found = [...real.session.runs];
  const facts = (run: Run) => [
    ...[run.id, run.request.objective.key, run.state, run.trace?.length ?? 0],
    ...[run.cursor, run.stale],
  ];
  assert.deepEqual(
    found.map(facts),
    model.runs.map((run) => [
      ...[run.id, run.key, run.state, run.ready ? run.length : 0],
      ...[run.cursor, run.stale],
    ]),
  );
  for (const run of model.runs) {
    const { trace, error, state } = real.session.get(run.id)!;
    if (!run.adopted) assert.equal(real.ends.get(run.id) ?? 0, state === 'running' ? 0 : 1);
    assert.equal(error !== null, state === 'user-error' || state === 'crashed');
    if (!trace) continue;
    // Rows are those of every other run of θ², from wherever this one goes on.
    for (let step = trace.origin + 1; step <= trace.length; step++) {
      const row: number[] = ['loss', 'theta', 'grad', 'm', 'v'].map((name) =>
        trace.value(name, 0, step),
      );
      clean[step] ??= row;
      assert.deepEqual(row, clean[step], `row ${step} of run ${run.id}`);
    }
  }
}

type Command = fc.AsyncCommand<Model, Real>;

/** A command on one of the runs that there are. */
abstract class OnRun implements Command {
  constructor(
    readonly nth: number,
    readonly what: string,
  ) {}

  protected of(model: Readonly<Model>): ModelRun | undefined {
    return model.runs[this.nth % Math.max(1, model.runs.length)];
  }

  check(model: Readonly<Model>): boolean {
    return this.of(model) !== undefined;
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.apply(this.of(model)!, model, real);
    agree(model, real);
  }

  abstract apply(run: ModelRun, model: Model, real: Real): Promise<void> | void;

  toString(): string {
    return `${this.what}(${this.nth})`;
  }
}

class Start implements Command {
  constructor(
    readonly key: string,
    readonly steps: number,
  ) {}

  check = () => true;

  async run(model: Model, real: Real): Promise<void> {
    const run = real.session.start(requestOf(this.key, this.steps));
    enter(model, run, { text: model.textOf(this.key), asked: false });
    await real.engine.settled();
    agree(model, real);
  }

  toString = () => `run(${this.key}, ${this.steps} steps)`;
}

function enter(model: Model, run: Run, changes: Partial<ModelRun>): void {
  const { key } = run.request.objective;
  model.enter({
    ...{ id: run.id, key, text: 0, steps: run.request.steps, state: run.state, length: 0 },
    ...{ origin: 0, ready: false, cursor: 0, follows: true, stale: false, greeted: false },
    ...{ asked: false, adopted: false, ...changes },
  });
}

/** The process of a run says the next few things. */
class Tell extends OnRun {
  constructor(
    nth: number,
    readonly count: number,
  ) {
    super(nth, `tell ${count}`);
  }

  apply(run: ModelRun, _: Model, real: Real): void {
    const process = real.engine.jobs.get(run.id);
    for (let i = 0; i < this.count && process; i++) {
      const said = process.say();
      if (!said || run.state !== 'running') continue;
      if (said.type === 'hello') run.greeted = true;
      if (said.type === 'ready') {
        run.ready = true;
        run.length = run.origin;
      }
      if (said.type === 'frame') {
        run.length++;
        if (run.follows) run.cursor = run.length;
      }
      if (said.type === 'end') run.state = said.state;
    }
  }
}

class Cancel extends OnRun {
  constructor(nth: number) {
    super(nth, 'cancel');
  }

  apply(run: ModelRun, _: Model, real: Real): void {
    real.session.stop(run.id);
    // A process that has not even said hello is not waited for.
    if (run.state === 'running' && !run.greeted) run.state = 'stopped';
    run.asked = true;
  }
}

class Die extends OnRun {
  constructor(nth: number) {
    super(nth, 'process dies');
  }

  apply(run: ModelRun, _: Model, real: Real): void {
    const process = real.engine.jobs.get(run.id);
    process?.onExit({ code: null, signal: 'SIGKILL', error: null });
    if (process && run.state === 'running') run.state = run.asked ? 'stopped' : 'crashed';
  }
}

class Late extends OnRun {
  constructor(nth: number) {
    super(nth, 'late frames');
  }

  override check(model: Readonly<Model>): boolean {
    const run = this.of(model);
    return run !== undefined && run.state !== 'running';
  }

  apply(run: ModelRun, _: Model, real: Real): void {
    real.engine.jobs.get(run.id)?.sayLate();
  }
}

class Delete extends OnRun {
  constructor(nth: number) {
    super(nth, 'delete');
  }

  apply(run: ModelRun, model: Model, real: Real): void {
    const process = real.engine.jobs.get(run.id);
    real.session.remove(run.id);
    model.drop(run);
    assert.ok(real.removed.has(run.id));
    // Whatever it still says is nobody's; it ends like any that is cancelled.
    while (process?.say());
    assert.equal(real.session.get(run.id), undefined);
  }
}

class MoveCursor extends OnRun {
  constructor(
    nth: number,
    readonly step: number,
  ) {
    super(nth, `cursor to ${step}`);
  }

  apply(run: ModelRun, model: Model, real: Real): void {
    real.session.setCursor(run.id, this.step);
    model.moveCursor(run, this.step);
  }
}

class Edit implements Command {
  constructor(
    readonly key: string,
    readonly text: number,
  ) {}

  check = () => true;

  run(model: Model, real: Real): Promise<void> {
    model.texts.set(this.key, this.text);
    for (const run of model.runs) {
      if (run.key !== this.key) continue;
      run.stale = run.text !== this.text;
      real.session.setStale(run.id, run.stale);
    }
    agree(model, real);
    return Promise.resolve();
  }

  toString = () => `edit(${this.key}, text ${this.text})`;
}

class Fork extends OnRun {
  constructor(
    nth: number,
    readonly step: number,
  ) {
    super(nth, `fork at ${step}`);
  }

  async apply(run: ModelRun, model: Model, real: Real): Promise<void> {
    const forked = await real.session.fork(run.id, this.step, {});
    const isWhole = Number.isInteger(this.step);
    const may =
      isWhole && !run.adopted && run.ready && this.step >= run.origin && this.step <= run.length;
    assert.equal('request' in forked, may, JSON.stringify(forked));
    if (!('request' in forked)) return;
    const started = real.session.start(forked.request);
    enter(model, started, { text: run.text, origin: this.step });
    await real.engine.settled();
  }
}

class Hide implements Command {
  constructor(readonly visible: boolean) {}

  check = () => true;

  run(model: Model, real: Real): Promise<void> {
    model.visible = real.visible = this.visible;
    const before = real.shown;
    // Shown again it is told all there is.
    if (this.visible) for (const run of real.session.runs) real.show(run);
    assert.equal(real.shown - before, this.visible ? model.runs.length : 0);
    return Promise.resolve();
  }

  toString = () => (this.visible ? 'show' : 'hide');
}

class Reload implements Command {
  check = () => true;

  run(model: Model, real: Real): Promise<void> {
    const kept = model.runs.filter(({ state, ready }) => state !== 'running' && ready);
    model.runs = [];
    real.reload().forEach((run, k) => {
      // What a person sees of it is as before.
      enter(model, run, { ...kept[k]!, id: run.id, adopted: true, follows: true });
    });
    agree(model, real);
    return Promise.resolve();
  }

  toString = () => 'reload';
}

const nth = fc.nat(9);
const steps = fc.nat(most);
const key = fc.constantFrom('bowl', 'bowl', 'throws', 'nowhere');

export const commands = fc.commands(
  [
    // Often: there must come to be more of them than a session keeps.
    ...Array.from({ length: 6 }, () =>
      fc.tuple(key, steps).map(([of, count]) => new Start(of, count)),
    ),
    fc.tuple(nth, fc.integer({ min: 1, max: 12 })).map(([of, count]) => new Tell(of, count)),
    fc.tuple(nth, fc.integer({ min: 1, max: 3 })).map(([of, count]) => new Tell(of, count)),
    nth.map((of) => new Cancel(of)),
    nth.map((of) => new Die(of)),
    nth.map((of) => new Late(of)),
    nth.map((of) => new Delete(of)),
    fc
      .tuple(nth, fc.constantFrom(-1, 0, 1, 2.4, 3, most, 1e9, NaN, Infinity, -0))
      .map(([of, step]) => new MoveCursor(of, step)),
    fc.tuple(key, fc.nat(2)).map(([of, text]) => new Edit(of, text)),
    fc
      .tuple(nth, fc.constantFrom(-1, 0, 1, 2, 3, 1.5, most, most + 1, NaN))
      .map(([of, step]) => new Fork(of, step)),
    fc.boolean().map((visible) => new Hide(visible)),
    fc.constant(new Reload()),
  ],
  { maxCommands: 60, size: 'max' },
);

/**
 * Sequences of what a person, a process and chance can do to a session, against the model.
 *
 * @returns how many commands there were in all
 * @throws with the shortest sequence found that fails
 */
export async function check(sequences: number, seed: number): Promise<number> {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const real = new Real();
      await fc.asyncModelRun(() => ({ model: new Model(), real }), list);
      count += [...list].length;
      real.close();
    }),
    { numRuns: sequences, seed },
  );
  return count;
}
