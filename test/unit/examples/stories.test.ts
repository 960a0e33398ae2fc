import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Flags } from '../../../src/session/configure';
import { runToEnd } from '../../../src/session/compare/race';
import { Session, type Run } from '../../../src/session/session';
import { objectiveNamed } from '../../../src/objective/find';
import { inProcessEngine } from '../session/inProcessEngine';
import { plan } from '../session/realSession';

/** The finished run of `FILE#SELECTOR` below `examples/`, as its tags say and the flags. */
async function traced(name: string, flags: Flags = {}, text?: string): Promise<Run> {
  const [file, selector] = name.split('#') as [string, string];
  const source = text ?? readFileSync(`examples/${file}`, 'utf8');
  const planned = await plan(source, {
    flags,
    file,
    choose: (analysis) => objectiveNamed(analysis, selector)!,
  });
  assert.ok('request' in planned, JSON.stringify(planned));
  const session = new Session(inProcessEngine);
  const run = await runToEnd(session, planned.request, new AbortController().signal);
  assert.equal(run.error, null);
  return run;
}

const theta = ({ trace }: Run, step: number, index = 0) => trace!.value('theta', index, step);
const last = (run: Run) => theta(run, run.trace!.length);

describe('what the examples tell', () => {
  it('bowls.ts#quadratic: the loss falls to 1e-69 and explodes', async () => {
    const run = await traced('testFunctions/bowls.ts#quadratic');
    const losses = Array.from({ length: 2000 }, (_, i) => run.trace!.value('loss', 0, i + 1));
    const least = Math.min(...losses);
    assert.ok(least < 1e-69, `least ${least}`);
    const from = losses.indexOf(least);
    assert.ok(Math.abs(from - 1566) < 20, `at ${from}`);
    const spike = Math.max(...losses.slice(from));
    assert.ok(spike > 1e-6 && spike < 1e-5, `then ${spike}`);
  });

  const ends: [string, number, number][] = [
    ['periodic', 1, -0.99],
    ['online', 0.99, -0.93],
    ['stochastic', 0.8, -0.5],
  ];
  for (const [name, adam, amsgrad] of ends) {
    it(`reddi.ts#${name}: Adam goes to 1, AMSGrad to -1`, async () => {
      const source = readFileSync('examples/pathologies/reddi.ts', 'utf8');
      const theirs = source.replaceAll('@optimizer adam', '@optimizer amsgrad');
      const objective = `pathologies/reddi.ts#${name}`;
      const ofAdam = last(await traced(objective));
      assert.ok(ofAdam >= adam, `Adam ends at ${ofAdam}`);
      const ofAmsgrad = last(await traced(objective, {}, theirs));
      assert.ok(ofAmsgrad <= amsgrad, `AMSGrad ends at ${ofAmsgrad}`);
    });
  }

  it('spike.ts: one gradient carries θ away, and v remembers it', async () => {
    const run = await traced('pathologies/spike.ts#spike');
    const rate = (step: number) => run.trace!.value('effectiveLearningRate', 0, step);
    assert.ok(rate(500) < rate(499) / 30);
    assert.ok(rate(1500) < rate(499) / 10);
    const clipped = await traced('pathologies/spike.ts#spike', { clip: { norm: 10 } });
    assert.ok(clipped.trace!.value('effectiveLearningRate', 0, 500) > rate(499) / 2);
  });

  it('sparse.ts: a rare gradient moves θ by several steps', async () => {
    const run = await traced('pathologies/sparse.ts#sparse');
    const moved = [999, 1049].map((step) =>
      Math.abs(theta(run, step + 20, 1) - theta(run, step, 1)),
    );
    for (const each of moved) assert.ok(each > 0.03, `${each}`);
  });

  it('xor.ts: a plateau at ¼, then none', async () => {
    const { trace } = await traced('learning/xor.ts#xor');
    const loss = (step: number) => trace!.value('loss', 0, step);
    for (let step = 30; step <= 80; step++)
      assert.ok(Math.abs(loss(step) - 0.25) < 0.03, `${step}`);
    assert.ok(loss(300) < 1e-8, `${loss(300)}`);
  });

  it('ripples.ts#easom: a plain where eps decides, or nothing moves', async () => {
    const at = (x: number) => traced('testFunctions/ripples.ts#easom', { start: [[x, x]] });
    const { trace } = await at(0);
    const rate = trace!.value('effectiveLearningRate', 0, 1);
    const share = (rate * 1e-8) / 0.01;
    assert.ok(Math.abs(share - 0.37) < 0.01, `eps has a share of ${share}`);
    const dead = await at(-1);
    assert.ok(Math.abs(dead.trace!.value('grad', 0, 1)) < 1e-14);
    assert.ok(Math.abs(last(dead) + 1) < 1e-4, `${last(dead)}`);
  });

  it('epsInCharge.ts: y creeps at a tenth of the pace, and not with a smaller eps', async () => {
    const { trace } = await traced('pathologies/epsInCharge.ts#epsInCharge');
    const first = [0, 1].map((i) => -trace!.value('update', i, 1));
    assert.ok(Math.abs(first[0]! - 0.01) < 1e-8, `${first[0]}`);
    assert.ok(Math.abs(first[1]! / first[0]! - 1 / 11) < 1e-6, `${first[1]}`);
    const flags = { hyperparameters: { eps: 1e-15 } };
    const small = await traced('pathologies/epsInCharge.ts#epsInCharge', flags);
    const alike = [0, 1].map((i) => small.trace!.value('theta', i, 300));
    assert.ok(Math.abs(alike[0]! - alike[1]!) < 1e-4, alike.join());
  });

  it('deadGradient.ts: the second unit never moves, the first one learns', async () => {
    const run = await traced('pathologies/deadGradient.ts#deadGradient');
    for (let step = 1; step <= 600; step++) {
      // w[1], b[1], v[1]
      for (const i of [1, 3, 5]) {
        assert.equal(Math.abs(run.trace!.value('grad', i, step)), 0);
        assert.equal(Math.abs(run.trace!.value('update', i, step)), 0);
      }
    }
    assert.ok(run.finalLoss! < 0.01, `${run.finalLoss}`);
  });
});
