import assert from 'node:assert/strict';
import { steps, type Attack } from '../../hostile/attack';
import type { Outcome } from './hostileRun';

/** An objective without an attack, whose numbers are those of every run that goes on. */
export const harmless: Attack = { name: 'nothing', attack: '', ends: 'done' };

/** @throws where another thing has become of it. */
export function asExpected(attack: Attack, outcome: Outcome, untouched: Outcome): void {
  const { ends, says, step } = attack;
  assert.equal(outcome.ends, ends, outcome.said);
  if (says) assert.match(outcome.said, says);
  assert.equal(outcome.rows, outcome.step);
  if (ends === 'done') {
    assert.equal(outcome.rows, steps);
    assert.deepEqual(outcome.last, untouched.last);
  } else if (step !== undefined) assert.equal(outcome.step, step);
}
