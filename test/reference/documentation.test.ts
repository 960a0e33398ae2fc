import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { differences } from '../../scripts/docs/dialects.mjs';
import { optimizersDocument } from '../../scripts/docs/optimizers.mjs';
import type { Dialect } from '../../src/protocol/optimizer';
import { referenceCases } from './data';
import { recordedDeviations } from './deviations';
import * as documented from './documented';
import { leavesOf, replay } from './replay';

const { registry, declarationsOf } = documented;
const { start, gradients } = referenceCases()[0]!;

/** θ in a dialect where everything is given, so that defaults do not count. */
function thetaIn(optimizer: string, dialect: Dialect): number[][] {
  const entry = registry.find(({ name }) => name === optimizer)!;
  const usual = declarationsOf(entry, dialect).map((each) => [each.name, each.default]);
  const telling = { lr: 0.1, eps: 0.01, alpha: 0.9, rho: 0.9, initialAccumulator: 0.1 };
  const more = { momentum: optimizer === 'sgd' ? 0 : 0.9, momentumDecay: 0.004 };
  const fixed = { ...telling, ...more, weightDecay: 0.1, decoupledWeightDecay: true };
  const own = Object.fromEntries(usual) as Record<string, number | boolean | string>;
  if ('biasCorrection' in own) own.biasCorrection = true;
  for (const [name, value] of Object.entries(fixed)) if (name in own) own[name] = value;
  if (optimizer === 'lookahead') own.alpha = 0.5;
  const given = { optimizer, dialect, hyperparameters: own, schedule: 'step(4, 0.5)' };
  return replay(given, leavesOf([2]), start, gradients.length, (_, t) => gradients[t - 1]!).theta!;
}

describe('docs/optimizers.md', () => {
  it('is fresh: npm run docs', () => {
    const text = readFileSync(path.resolve('docs', 'optimizers.md'), 'utf8');
    assert.equal(optimizersDocument(documented, recordedDeviations()), text);
  });

  for (const { name, dialects } of registry) {
    const [first, ...others] = dialects;
    for (const dialect of others) {
      it(`says of ${name} whether ${dialect} computes otherwise than ${first}`, () => {
        const [a, b] = [thetaIn(name, first!), thetaIn(name, dialect)];
        const differs = a.some((row, t) => row.some((x, i) => Math.abs(x - b[t]![i]!) > 1e-12));
        assert.equal(differs, differences[name]?.[dialect] !== undefined);
      });
    }
  }
});
