import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/messages';
import { remedyOf } from '../../../../src/session/panel/remedy';

const speech = { say: inEnglish, count: String };

const of = (code: string, step = 5) => remedyOf({ message: { code, arguments: [] }, step }, speech);

describe('what to try where a run has failed', () => {
  it('is a smaller lr where the loss stops being finite, and another start where it never was', () => {
    assert.match(of('engine.loss-not-finite')!.text, /smaller lr/);
    assert.match(of('engine.loss-not-finite', 0)!.text, /^Start where the loss is finite/);
  });

  it('is the setting that the run came up against', () => {
    assert.equal(of('engine.time-limit')!.setting, 'evaluationTimeLimit');
    assert.equal(of('engine.memory-limit')!.setting, 'memoryLimit');
    assert.equal(of('engine.memory-abort')!.setting, 'memoryLimit');
    assert.equal(of('engine.loss-not-finite')!.setting, null);
  });

  it('is the line where the objective threw', () => {
    assert.match(of('evaluation.threw')!.text, /leads to the line/);
  });

  it('is nothing where the error says it itself, nor of a name that every object has', () => {
    assert.equal(of('evaluation.returned-promise'), null);
    assert.equal(of('constructor'), null);
  });
});
